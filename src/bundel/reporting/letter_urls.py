"""The doors of letters to the council."""

from __future__ import annotations

from django.urls import path

from bundel.reporting.views import letters as views

LETTER = "brief/<uuid:letter_id>/"
urlpatterns = [
    path("brief/nieuw/", views.letter_new, name="letter_new"),
    path("brief/<uuid:letter_id>/", views.letter, name="letter"),
    path("brief/<uuid:letter_id>/wijzigen/", views.letter_edit, name="letter_edit"),
    path("brief/<uuid:letter_id>/feiten/", views.letter_renew, name="letter_renew"),
    path("brief/<uuid:letter_id>/vastleggen/", views.letter_freeze, name="letter_freeze"),
    path("brief/<uuid:letter_id>/weg/", views.letter_drop, name="letter_drop"),
    path(f"{LETTER}brief.docx", views.letter_file, {"kind": "docx"}, name="letter_docx"),
    path(f"{LETTER}brief.odt", views.letter_file, {"kind": "odt"}, name="letter_odt"),
]

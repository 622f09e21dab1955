"""The doors of stukken voor de stuurgroep."""

from __future__ import annotations

from django.urls import path

from bundel.reporting.views import packs as views

urlpatterns = [
    path("stuk/nieuw/", views.pack_new, name="pack_new"),
    path("stuk/<uuid:pack_id>/", views.pack, name="pack"),
    path("stuk/<uuid:pack_id>/wijzigen/", views.pack_edit, name="pack_edit"),
    path("stuk/<uuid:pack_id>/cijfers/", views.pack_renew, name="pack_renew"),
    path("stuk/<uuid:pack_id>/vastleggen/", views.pack_freeze, name="pack_freeze"),
    path("stuk/<uuid:pack_id>/weg/", views.pack_drop, name="pack_drop"),
    path("stuk/<uuid:pack_id>/stuk.pdf", views.pack_file, {"kind": "pdf"}, name="pack_pdf"),
    path("stuk/<uuid:pack_id>/stuk.pptx", views.pack_file, {"kind": "pptx"}, name="pack_pptx"),
]

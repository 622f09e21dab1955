"""The doors of progress."""

from __future__ import annotations

from django.urls import path

from bundel.reporting.views import progress as views

urlpatterns = [
    path("voortgang/", views.progress_list, name="progress_list"),
    path("voortgang/lijst.<str:kind>", views.progress_file, name="progress_file"),
    path("voortgang/begin/<uuid:initiative_id>/", views.progress_start, name="progress_start"),
    path("voortgang/<uuid:report_id>/", views.progress, name="progress"),
    path("voortgang/<uuid:report_id>/wijzigen/", views.progress_edit, name="progress_edit"),
    path("voortgang/<uuid:report_id>/cijfers/", views.progress_renew, name="progress_renew"),
    path("voortgang/<uuid:report_id>/vastleggen/", views.progress_freeze, name="progress_freeze"),
    path("voortgang/<uuid:report_id>/verslag.pdf", views.progress_pdf, name="progress_pdf"),
]

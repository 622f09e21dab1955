"""The doors of signals in files."""

from django.urls import path

from bundel.signals.views import files

urlpatterns = [
    path("bestand", files.bring_in, name="files"),
    path("bestand/sjabloon/<str:kind>", files.template, name="files_template"),
    path("bestand/lijst/<str:kind>", files.list_file, name="inbox_file"),
]

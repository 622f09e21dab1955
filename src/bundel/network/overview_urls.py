"""The doors of the overview: coverage, how the network stands, and what is double."""

from django.urls import path

from bundel.network.views import coverage, duplicates, health

urlpatterns = [
    path("dekking", coverage.overview, name="coverage"),
    path("dekking/lijst.<str:kind>", coverage.download, name="coverage_file"),
    path("zo-staat-het-ervoor", health.overview, name="health"),
    path("zo-staat-het-ervoor/lijst.<str:kind>", health.download, name="health_file"),
    path("dubbel", duplicates.duplicates, name="duplicates"),
    path("dubbel/paar", duplicates.pair, name="duplicate"),
    path("dubbel/voeg-samen", duplicates.merge, name="duplicate_merge"),
    path("dubbel/terug", duplicates.undo, name="duplicate_undo"),
]

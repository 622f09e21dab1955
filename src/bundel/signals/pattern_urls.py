"""The doors of patterns: what was found, where it is silent, and the map."""

from django.urls import path

from bundel.signals.views import ground, patterns

PATTERN = "patronen/<uuid:pattern_id>/"

urlpatterns = [
    path("patronen/", patterns.overview, name="patterns"),
    path("patronen/zoek/", patterns.scan, name="patterns_scan"),
    path(PATTERN, patterns.pattern, name="pattern"),
    path(f"{PATTERN}herken/", patterns.confirm, name="pattern_confirm"),
    path(f"{PATTERN}herken-niet/", patterns.dismiss, name="pattern_dismiss"),
    path(f"{PATTERN}agenda/", patterns.on_agenda, name="pattern_agenda"),
    path("stilte/", ground.silence, name="silence"),
    path("kaart/", ground.signal_map, name="map"),
]

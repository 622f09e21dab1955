"""The doors of the monthly mail."""

from django.urls import path

from bundel.network.views import digest

urlpatterns = [
    path("maandmail", digest.own, name="digest"),
    path("maandmail/<uuid:contact_id>", digest.preview, name="digest_preview"),
    path("link/<str:token>/maandmail", digest.by_link, name="link_digest"),
]

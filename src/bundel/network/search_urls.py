"""The doors of the search and its words."""

from django.urls import path

from bundel.network.views import search

urlpatterns = [
    path("", search.find, name="search"),
]

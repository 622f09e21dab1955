"""The doors of the search and its words."""

from django.urls import path

from bundel.network.views import search, words

urlpatterns = [
    path("", search.find, name="search"),
    path("woorden/", words.overview, name="words"),
    path("woorden/term/nieuw/", words.term, name="term_new"),
    path("woorden/term/<uuid:term_id>/", words.term, name="term_edit"),
    path("woorden/nieuw/", words.word, name="word_new"),
    path("woorden/<uuid:word_id>/", words.word, name="word_edit"),
    path("woorden/<uuid:word_id>/verwijder/", words.remove, name="word_remove"),
]

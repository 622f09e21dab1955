"""The gallery of components, and the choice of language."""

from django.urls import path

from bundel.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("taal", views.choose_language, name="language"),
]

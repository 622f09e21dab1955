"""The gallery of components, the word on accessibility, and the choice of language."""

from django.urls import path

from bundel.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.show_gallery, name="gallery"),
    path("taal", views.choose_language, name="language"),
    path("toegankelijkheid", views.accessibility, name="accessibility"),
]

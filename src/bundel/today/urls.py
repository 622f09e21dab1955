"""The doors of the pages over several modules."""

from django.urls import path

from bundel.today import views

app_name = "today"

urlpatterns = [
    path("", views.home, name="home"),
    path("zoek", views.search, name="search"),
]

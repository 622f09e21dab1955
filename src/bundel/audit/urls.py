"""Pages of the trail."""

from django.urls import path

from bundel.audit import views

app_name = "audit"
urlpatterns = [
    path("logboek", views.log, name="log"),
    path("logboek.csv", views.log_file, name="log_file"),
    path("logboek/controle", views.verify, name="verify"),
]

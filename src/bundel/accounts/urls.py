"""Sign-in, two-step verification and, in demo mode only, stepping into a role."""

from django.urls import include, path

urlpatterns = [path("account/", include("allauth.account.urls"))]

"""Every door of the application."""

from django.urls import include, path

from bundel.config import views

urlpatterns = [
    path("", include("bundel.today.urls")),
    path("", include("bundel.programme.urls")),
    path("sturing/", include("bundel.steering.urls")),
    path("verslag/", include("bundel.reporting.urls")),
    path("draaiboek/", include("bundel.playbook.urls")),
    path("signalen/", include("bundel.signals.urls")),
    path("netwerk/", include("bundel.network.urls")),
    path("hsds/v3", include("bundel.network.hsds_urls")),
    path("", include("bundel.audit.urls")),
    path("", include("bundel.accounts.urls")),
    path("ui/", include("bundel.ui.urls")),
    path("api/", include("bundel.api.urls")),
    path("leeft", views.alive, name="alive"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]

handler400 = "bundel.config.views.bad_request"
handler403 = "bundel.config.views.not_allowed"
handler404 = "bundel.config.views.not_found"
handler500 = "bundel.config.views.mishap"

"""Django's door to this module."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Ui: page frame and components."""

    name = "bundel.ui"
    label = "ui"

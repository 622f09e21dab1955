"""Django's door to this module."""

from django.apps import AppConfig


class PlaybookConfig(AppConfig):
    """Playbook: the approach, to take along."""

    name = "bundel.playbook"
    label = "playbook"
    verbose_name = "Draaiboek"

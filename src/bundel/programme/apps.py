"""Django's door to this module."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Programme: initiatives, hours, money and plans."""

    name = "bundel.programme"
    label = "programme"
    verbose_name = "Programma"

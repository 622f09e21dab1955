"""Django's door to this module."""

from importlib import import_module

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Steering: responsibilities, meetings and decisions."""

    name = "bundel.steering"
    label = "steering"
    verbose_name = "Sturing"

    def ready(self) -> None:
        """Listen; receivers need models, and models need all apps."""
        import_module("bundel.steering.receivers")
        import_module("bundel.steering.selectors.commission_on_card").offer_section()
        import_module("bundel.steering.selectors.checks_on_card").offer_section()

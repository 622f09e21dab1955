"""Django's door to this module."""

from importlib import import_module

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The network: partners, what they offer, and what they agreed."""

    name = "bundel.network"
    label = "network"
    verbose_name = "Netwerk"

    def ready(self) -> None:
        """Listen; receivers need models, and models need all apps."""
        import_module("bundel.network.receivers")

"""Django's door to this module."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The network: partners, what they offer, and what they agreed."""

    name = "bundel.network"
    label = "network"
    verbose_name = "Netwerk"

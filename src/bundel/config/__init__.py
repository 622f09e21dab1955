"""The wiring: the one place that knows every module."""

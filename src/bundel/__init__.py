"""Bundel: where a municipality and its partners run their approach to energy poverty."""

__version__ = "0.1.0"

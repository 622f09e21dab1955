"""Organisations, services, contacts, gatherings, agreements, goods: who can do what together."""

"""Municipalities as tenants, people, roles and sign-in."""

"""Journeys of people through a real browser, on the real thing."""

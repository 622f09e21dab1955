"""Calendars of others: what we write into them, and what they answer (RFC 5545 and 5546)."""

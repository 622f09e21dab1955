"""Doors of this module: for who is not in yet, for people, for keys."""

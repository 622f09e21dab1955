"""Ordered rules of which the first that fits decides, and what a list of them leaves out."""

"""Who did what, when, on which ground."""

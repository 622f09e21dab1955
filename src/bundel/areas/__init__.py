"""Municipality, city part, district and neighbourhood, each with its year."""

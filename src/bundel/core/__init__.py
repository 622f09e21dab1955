"""Pure functions: no Django, no clock, no network, no randomness that was not passed in."""

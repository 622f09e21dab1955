"""The tables of signals, in order."""

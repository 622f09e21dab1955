"""The tables of this module, in the order in which they came."""

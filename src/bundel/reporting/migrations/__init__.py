"""How the tables of reporting came about."""

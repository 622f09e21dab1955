"""How the tables of steering came about."""

"""How the tables of the playbook came about."""

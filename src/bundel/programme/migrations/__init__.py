"""Steps of the schema of this module."""

"""Tags for the templates of this module."""

"""Pages of steering; one file a subject."""

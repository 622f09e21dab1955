"""What people can do here; one file a subject."""

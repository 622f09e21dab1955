"""What people can see here; one file a subject."""

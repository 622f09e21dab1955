"""What people do with signals; one file a subject."""

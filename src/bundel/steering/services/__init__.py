"""What people can do in steering; one file a subject."""

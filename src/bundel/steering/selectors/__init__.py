"""What people can see of steering; one file a subject."""

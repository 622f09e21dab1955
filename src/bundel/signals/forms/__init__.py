"""What is typed about signals; one file a subject."""

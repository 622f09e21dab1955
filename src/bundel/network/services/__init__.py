"""What is done in the network; one file a subject."""

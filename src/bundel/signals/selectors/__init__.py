"""What is known of signals, as frozen values; one file a subject."""

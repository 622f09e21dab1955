"""What is known of the network, as frozen values; one file a subject."""

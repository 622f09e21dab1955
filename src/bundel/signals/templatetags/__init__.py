"""What templates of signals, and of floors above, may ask for."""

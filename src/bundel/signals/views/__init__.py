"""The pages of signals; one file a subject."""

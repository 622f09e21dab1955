"""The pages of the programme; one file a subject."""

"""The forms of the programme; one file a subject."""

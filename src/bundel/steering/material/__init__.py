"""Steering from files: what a folder says, as rows of one municipality; one file a subject."""

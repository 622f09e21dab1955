"""Template filters of the programme's pages."""

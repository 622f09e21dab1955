"""Pages over several modules: today's work, search over everything."""

"""What Bundel promises, held."""

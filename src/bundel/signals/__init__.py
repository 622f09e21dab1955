"""What lives on the street: told, checked for personal data, sorted, answered, seen as patterns."""

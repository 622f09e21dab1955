"""Who commissions what, what is in and out, what must be true first, and what is decided."""

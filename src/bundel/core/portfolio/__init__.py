"""Which initiatives to start, at which level, in which quarter."""

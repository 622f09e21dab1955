"""The planner in a process of its own: it can be stopped, and cannot take its caller down."""

"""What the planner's question and answer say, as values that pages and pictures can show."""

"""Goals, initiatives, hours and money, and the plan that the planner makes of them."""

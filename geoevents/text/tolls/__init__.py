"""How many died and were hurt, and in which act."""

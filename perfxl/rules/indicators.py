"""How many indicators there are, how they are named, and whether they are copied (IND)."""

"""Whether indicators speak of what the project is about (GOAL-13, IND-11, IND-14 to IND-16, BAS-07, SEM-22)."""

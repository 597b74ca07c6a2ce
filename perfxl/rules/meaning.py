"""Whether unit, direction and figure fit what is measured (SEM)."""

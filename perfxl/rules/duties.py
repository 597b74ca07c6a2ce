"""Whether the department's tasks and its projects answer each other (AGG-03, AGG-04, AGG-11)."""

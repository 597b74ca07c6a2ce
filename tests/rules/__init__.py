"""One fault a rule, in the words of a unit."""

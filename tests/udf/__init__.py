"""The cell functions, called as Excel calls them."""

"""The Excel add-in, as a file."""

"""The sources of the Excel add-in: its ribbon and its VBA, which is ASCII."""

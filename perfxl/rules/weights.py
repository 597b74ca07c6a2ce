"""分值权重, on forms that have the column (WGT)."""

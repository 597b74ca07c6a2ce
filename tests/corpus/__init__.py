"""Well-written and badly written departments that the rules are measured against.

Rules may be written looking at `dev/`; `holdout/` holds other fields and other words, and is for measuring alone.
"""

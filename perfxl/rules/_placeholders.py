"""What stands for words that are still to come: XX, 待定, N人; no rule stands here."""

from __future__ import annotations

from perfxl.rules._lexicon import patterns


def placeholder(text: str) -> str:
    """Find a placeholder in a text; "" where there is none."""
    match = patterns("wording.placeholders").search(text)
    return match[0].strip() if match else ""

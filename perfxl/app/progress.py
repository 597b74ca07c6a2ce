"""How long work says how far it is: a callable that the face turns into a bar or a status line."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Say nothing."""

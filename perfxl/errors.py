"""What stops perfxl itself. Whatever is wrong with what a user typed is a finding, never one of these."""


class PerfxlError(Exception):
    """Perfxl cannot work; `str()` is one Chinese sentence of what is in the way, `try_this` one of what to do."""

    def __init__(self, message: str, try_this: str = "") -> None:
        """Say what is in the way and what to do."""
        super().__init__(message)
        self.try_this = try_this


class UnreadableError(ValueError):
    """A typed value is not of its kind; carries the words as they were typed."""

    def __init__(self, typed: str) -> None:
        """Keep the words."""
        super().__init__(typed)
        self.typed = typed

"""Cell functions as a formula calls them: `excel.call("PX_TOTAL", …)` goes through xlwings' own pipeline."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, cast

import pytest

from tests.house._tree import ROOT

Answers = list[list[str | float]]


class Excel:
    """The process in which xlwings believes to be on Windows."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Keep the process."""
        self._process = process

    def ask(self, question: str, *arguments: object) -> Any:  # noqa: ANN401  # each question has its own answer
        """Ask; an exception there is one here."""
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None
        assert answers is not None
        pickle.dump((question, arguments), questions)
        questions.flush()
        said = pickle.load(answers)  # noqa: S301  # of our own process
        if isinstance(said, Exception):
            raise said
        return said

    def call(self, function: str, *arguments: object) -> Answers:
        """Call a function; values as COM hands them over: numbers are float, a range is rows of tuples."""
        return cast("Answers", self.ask("call", function, arguments))

    def cell(self, function: str, *arguments: object) -> str | float:
        """Call a function that answers in one cell."""
        ((one,),) = self.call(function, *arguments)
        return one

    def column(self, function: str, *arguments: object) -> list[str | float]:
        """Call a function that answers in one column."""
        return [one for (one,) in self.call(function, *arguments)]


@pytest.fixture(scope="session")
def excel() -> Iterator[Excel]:
    """One process for all tests: it keeps nothing between two calls."""
    command = [sys.executable, "-m", "tests.udf"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Excel(process)
        assert process.stdin is not None
        process.stdin.close()

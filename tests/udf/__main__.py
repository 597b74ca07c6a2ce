"""Stands for Excel on Windows: answers what it is asked through its standard input."""

from __future__ import annotations

import sys

from tests.udf._windows import answer, stand_in_for_windows

stand_in_for_windows()
answer(sys.stdin.buffer, sys.stdout.buffer)

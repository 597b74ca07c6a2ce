"""What the README tells staff to type really runs, line by line, in an empty folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.house._tree import ROOT

BLOCK = re.compile(r"^```bash run\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXIT_CODE = re.compile(r"#\s*退出码\s*(\d)")


def lines_to_run() -> list[str]:
    """Collect the lines of the blocks marked ```bash run."""
    blocks = BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
    return [line for block in blocks for line in block.splitlines() if shlex.split(line, comments=True)]


def test_readme_shows_every_command() -> None:
    from perfxl.cli import cli

    shown = {shlex.split(line, comments=True)[1] for line in lines_to_run()}
    assert shown == set(cli.commands)


def test_readme_commands_run(tmp_path: Path) -> None:
    for line in lines_to_run():
        program, *words = shlex.split(line, comments=True)
        assert program == "perfxl", line
        stated = EXIT_CODE.search(line)
        done = subprocess.run(
            [sys.executable, "-m", "perfxl", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == (int(stated[1]) if stated else 0), f"{line}\n{done.stdout}{done.stderr}"

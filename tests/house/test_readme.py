"""What the README tells staff to type really runs, line by line, in an empty folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from lxml import etree

from tests.house._tree import ROOT

BLOCK = re.compile(r"^```bash run(?: 退出码 (\d))?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def lines_to_run() -> list[tuple[list[str], int]]:
    """Collect the lines of the blocks marked ```bash run, split into words, each with the exit code it is to have."""
    blocks = BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
    return [(shlex.split(line), int(code or 0)) for code, block in blocks for line in block.splitlines()]


def test_readme_shows_every_command() -> None:
    from perfxl.cli import cli

    assert {words[1] for words, _ in lines_to_run()} == set(cli.commands)


def test_readme_commands_run(tmp_path: Path) -> None:
    for (program, *words), code in lines_to_run():
        assert program == "perfxl"
        done = subprocess.run(
            [sys.executable, "-m", "perfxl", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, f"{words}\n{done.stdout}{done.stderr}"


def test_readme_tells_of_every_button() -> None:
    from perfxl.addin.build import ribbon

    groups = etree.fromstring(ribbon()).iter("{*}group")
    rows = [(group.get("label"), *map(one.get, ("label", "keytip", "supertip"))) for group in groups for one in group]
    table = re.findall(
        r"^\| (\S+) \| (\S+) \| ([A-Z]+) \| (.+) \|$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert table == rows


def test_readme_leads_somewhere() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target[1:] in anchors if target.startswith("#") else (ROOT / target).is_file(), target

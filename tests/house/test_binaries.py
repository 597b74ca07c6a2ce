"""Everything in the repository can be read, except the issued workbooks."""

from __future__ import annotations

from tests.house._tree import ROOT, is_binary, repository_files


def test_only_the_issued_workbooks_are_binary() -> None:
    strays = [path for path in repository_files() if is_binary(path)]
    assert [path for path in strays if path.parent != ROOT / "workbook" or path.suffix != ".xlsx"] == []

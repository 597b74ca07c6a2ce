"""The issued workbooks are what the sources generate, part by part."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from workbook.build import HERE, SAMPLE, TEMPLATE, build


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issued")
    build(folder)
    return folder


@pytest.mark.parametrize("name", [TEMPLATE, SAMPLE])
def test_the_issued_workbook_is_what_the_sources_generate(fresh: Path, name: str) -> None:
    assert parts(HERE / name) == parts(fresh / name), "run `make workbook`"

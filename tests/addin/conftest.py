"""The add-in as it ships, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.addin.build import build


@pytest.fixture(scope="session")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """perfxl.xlam, built from macros/ and perfxl.udf."""
    return build(tmp_path_factory.mktemp("addin"))

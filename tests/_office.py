"""Programs that judge a workbook from outside: LibreOffice, Microsoft's Open XML SDK validator, openxml-audit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

from lxml import etree

from perfxl.hosts.file import open_book
from perfxl.sheet import Value

ROOT = Path(__file__).parent.parent
VERSIONS = ("Office2016", "Microsoft365")
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"
FILTERS = {
    "pdf": "pdf:calc_pdf_Export",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76",
}
_COMPUTED_TYPES = ("str", "e", "b")


class OfficeError(RuntimeError):
    """An outside program did not do its work; says what it printed."""


@dataclass
class LibreOffice:
    """LibreOffice with a profile of its own below `scratch`, so that processes side by side do not meet."""

    program: str
    scratch: Path
    timeout: float = 120
    _runs: count[int] = field(default_factory=count)

    def convert(self, path: Path, kind: Literal["pdf", "xlsx", "csv"]) -> Path:
        """Open and save as another kind (csv: the first sheet, UTF-8); the result lies in a new folder."""
        out = self._folder()
        command = [
            self.program,
            f"-env:UserInstallation={(self.scratch / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", FILTERS[kind], "--outdir", str(out)),
            str(path),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=self.timeout, check=False)
        except subprocess.TimeoutExpired as error:
            raise OfficeError(f"LibreOffice took more than {self.timeout:.0f} s over {path.name}") from error
        result = out / f"{path.stem}.{kind}"
        if done.returncode or not result.is_file() or not result.stat().st_size:
            raise OfficeError(f"LibreOffice made no {kind} of {path.name}: {done.stdout}{done.stderr}")
        return result

    def recalculated(self, path: Path) -> Path:
        """Save as xlsx after taking the computed values away, so that every figure in it is LibreOffice's own."""
        bare = self._folder() / path.name
        without_values(path, bare)
        return self.convert(bare, "xlsx")

    def _folder(self) -> Path:
        folder = self.scratch / f"run{next(self._runs)}"
        folder.mkdir(parents=True)
        return folder


def without_values(path: Path, bare: Path) -> None:
    """Copy a workbook without the values that its formulas had."""
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in book.namelist():
            content = book.read(part)
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                content = _strip(content)
            copy.writestr(part, content)


def _strip(sheet: bytes) -> bytes:
    tree = etree.fromstring(sheet)
    for cell in tree.iter(CELL):
        value = cell.find("{*}v")
        if cell.find("{*}f") is None:
            continue
        if value is not None:
            cell.remove(value)
        if cell.get("t") in _COMPUTED_TYPES:
            del cell.attrib["t"]
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def find_libreoffice() -> str | None:
    """Find LibreOffice's program."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def find_validator() -> list[str] | None:
    """Find the command of Microsoft's validator as `make test` installs it; None without it or without Node."""
    script = ROOT / ".cache/ooxml/node_modules/@ooxml-tools/validate/dist/npm/bin/ooxml-validate.js"
    own = Path(sys.executable).parent
    node = shutil.which("node", path=f"{own}{os.pathsep}{os.environ.get('PATH', '')}")
    return [node, str(script)] if node and script.is_file() else None


def sdk_errors(validator: list[str], path: Path) -> list[str]:
    """Ask Microsoft's Open XML SDK, for each version of Office that counts; one line an error."""

    def ask(version: str) -> list[str]:
        command = [*validator, str(path), "--ov", version, "--of", "json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:  # it is 0 whatever it finds; anything else means that it could not read the file
            raise OfficeError(f"ooxml-validate could not read {path.name}: {done.stderr[-2000:]}")
        return [_sdk_line(version, error) for error in json.loads(done.stdout)]

    with ThreadPoolExecutor() as pool:
        return [line for lines in pool.map(ask, VERSIONS) for line in lines]


def _sdk_line(version: str, error: dict[str, object]) -> str:
    place = error.get("path")
    where = f"{place.get('partUri')} {place.get('xpath')}" if isinstance(place, dict) else ""
    return f"{version} {error.get('id')} {where}: {error.get('description')}"


def audit_errors(path: Path) -> list[str]:
    """Ask openxml-audit, which is quick and needs nothing but Python; one line an error."""
    lines = []
    for version in VERSIONS:
        program = Path(sys.executable).with_name("openxml-audit")
        command = [str(program), str(path), "-o", "json", "-f", version.lower(), "-m", "0"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if not done.stdout.strip():
            raise OfficeError(f"openxml-audit said nothing of {path.name}: {done.stderr[-2000:]}")
        (report,) = json.loads(done.stdout)
        lines += [
            f"{version} {error['part_uri']} {error['path']}: {error['description']}"
            for error in report["errors"]
            if error["severity"] == "error"
        ]
    return lines


def cells(path: Path) -> dict[tuple[str, int, int], Value]:
    """Gather what stands in every filled cell of a workbook, to hold two workbooks against each other."""
    book = open_book(path)
    return {
        (sheet, row, column): value
        for sheet in book.sheets()
        for row, values in enumerate(book.grid(sheet).rows)
        for column, value in enumerate(values)
        if value not in (None, "")
    }

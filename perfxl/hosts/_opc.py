"""The parts of a workbook file: read by their relationships, and packed anew with a fixed date."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.errors import PerfxlError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
S, R, A, XDR = f"{{{MAIN}}}", f"{{{OFFICE}}}", f"{{{DRAWING}/main}}", f"{{{DRAWING}/spreadsheetDrawing}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCAL_HEAD = 30
_UTF8 = 1 << 11
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: its kind, and the part; "" for what lies outside the file."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it lies in an archive: deflated (method 8), or as it is (0)."""

    data: bytes
    size: int
    crc: int
    method: int = 8


class Parts:
    """The parts of a file, found as its relationships spell them, whatever the case."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._packed: dict[str, Packed] = {}
        try:
            self._file = path.read_bytes()
            self._zip = zipfile.ZipFile(BytesIO(self._file))
        except OSError as error:
            raise PerfxlError(f"“{path.name}”打不开：找不到，或没有读取权限。", "请核对文件名和所在文件夹。") from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self.damaged() from error
        self._actual = {_plain(name).lower(): name for name in self._zip.namelist()}
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        types = self.tree("[Content_Types].xml")
        self._types = {
            (one.get("PartName") or "." + one.get("Extension", "")).lstrip("/").lower(): one.get("ContentType", "")
            for one in types
        }

    def damaged(self) -> PerfxlError:
        """Say that the file cannot be read."""
        return PerfxlError(
            f"“{self.path.name}”已损坏，读不出来。", "请用没有损坏的副本，或在 Excel 里打开修复后另存再试。"
        )

    def has(self, part: str) -> bool:
        """Tell whether the file holds a part."""
        return part.lower() in self._actual

    def read(self, part: str) -> bytes:
        """Read a part's bytes."""
        try:
            return self._zip.read(self._actual[part.lower()])
        except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
            raise self.damaged() from error

    def raw(self, part: str) -> Packed:
        """Give a part as it lies in the file, once it is known to be whole."""
        self.read(part)  # which checks its sum
        entry = self._zip.getinfo(self._actual[part.lower()])
        if entry.compress_type not in _METHODS:
            return pack(self.read(part))
        name, extra = struct.unpack_from("<2H", self._file, entry.header_offset + _LOCAL_HEAD - 4)
        start = entry.header_offset + _LOCAL_HEAD + name + extra
        return Packed(self._file[start : start + entry.compress_size], entry.file_size, entry.CRC, entry.compress_type)

    def tree(self, part: str) -> Element:
        """Parse a part. A document type has no business in a workbook: it is refused before anything expands."""
        return self._parse(self.read(part))

    def _parse(self, data: bytes) -> Element:
        if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            raise self.damaged()
        try:
            return etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error

    def packed(self, part: str) -> Packed | None:
        """Give a part deflated, which is done once; None if there is no such part."""
        if not part or not self.has(part):
            return None
        if part not in self._packed:
            self._packed[part] = pack(self.read(part))
        return self._packed[part]

    def content_type(self, part: str) -> str:
        """Look up what a part is."""
        return self._types.get(part.lower()) or self._types.get(posixpath.splitext(part)[1].lower(), "")

    def relations(self, part: str) -> dict[str, Relation]:
        """Follow a part's relationships; none if it has none."""
        where, folder = links_of(part), posixpath.dirname(part)
        if not self.has(where):
            return {}
        relations = {}
        for one in self.tree(where):
            target = one.get("Target", "").replace("\\", "/")
            to = "" if one.get("TargetMode") == "External" else posixpath.normpath(posixpath.join("/", folder, target))
            relations[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], to.lstrip("/"))
        return relations

    def main(self) -> str:
        """Find the workbook."""
        part = first_of(self.relations(""), "officeDocument")
        if not part:
            raise self.damaged()
        return part


class Package:
    """A workbook in the making; its parts are written with a fixed date, so the same parts give the same bytes."""

    def __init__(self) -> None:
        self._parts: dict[str, Packed] = {}
        self._overrides: dict[str, str] = {}
        self._defaults = {"rels": f"{_PACKAGE_TYPE}relationships+xml", "xml": "application/xml"}
        self._pictures: dict[str, str] = {}

    def add(self, name: str, packed: Packed, content_type: str) -> None:
        """Add a part."""
        self._parts[name] = packed
        self._overrides[name] = content_type

    def link(self, name: str, links: Iterable[tuple[str, str, str]]) -> None:
        """Add a part's relationships: id, kind and target of each."""
        lines = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in links)
        if lines:
            folder, _, file = name.rpartition("/")
            self._parts[f"{folder}/_rels/{file}.rels"] = pack(_relationships(lines))

    def picture(self, source: str, content_type: str, packed: Packed) -> str:
        """Add a picture, once; gives its name below xl/."""
        if source not in self._pictures:
            extension = re.sub(r"\W", "", posixpath.splitext(source)[1].lower(), flags=re.ASCII) or "png"
            name = f"media/image{len(self._pictures) + 1}.{extension}"
            self._pictures[source] = name
            self._parts[f"xl/{name}"] = packed
            if self._defaults.setdefault(extension, content_type) != content_type:
                self._overrides[f"xl/{name}"] = content_type
        return self._pictures[source]

    def bytes(self) -> bytes:
        """Write the archive."""
        types = [f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in self._defaults.items()]
        overrides = {name: kind for name, (kind, _) in _PROPERTIES.items()} | self._overrides
        types += [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()]
        head = f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(types)}</Types>'
        fixed = {name: packed for name, (_, packed) in _PROPERTIES.items()}
        first = {"[Content_Types].xml": pack(head.encode()), "_rels/.rels": _ROOT_LINKS}
        return archive(first | fixed | self._parts)


def archive(parts: Mapping[str, Packed]) -> bytes:
    """Write parts that are deflated already, which zipfile cannot do."""
    body, directory = bytearray(), bytearray()
    for name, packed in parts.items():
        spelt = name.encode()
        flags = 0 if name.isascii() else _UTF8
        # version 2.0, 00:00 on 1 January 1980
        common = struct.pack("<5H", 20, flags, packed.method, 0, 0x21)
        common += struct.pack("<3I2H", packed.crc, len(packed.data), packed.size, len(spelt), 0)
        directory += (
            b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2I", 0, 0, 0, 0, len(body)) + spelt
        )
        body += b"PK\x03\x04" + common + spelt + packed.data
    end = struct.pack("<4H2IH", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)


def pack(data: bytes) -> Packed:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(deflate.compress(data) + deflate.flush(), len(data), zlib.crc32(data))


def to_xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _relationships(lines: str) -> bytes:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def first_of(relations: Mapping[str, Relation], kind: str) -> str:
    return next((one.part for one in relations.values() if one.kind == kind), "")


def sheet_parts(parts: Parts) -> dict[str, str]:
    """Give the part of each worksheet by its name."""
    book = parts.main()
    relations = parts.relations(book)
    links = {one.get("name", ""): one.get(f"{R}id", "") for one in child_of(parts.tree(book), "sheets")}
    return {
        name: relations[link].part
        for name, link in links.items()
        if link in relations and relations[link].kind == "worksheet" and relations[link].part
    }


def child_of(root: Element, tag: str) -> Element:
    found = root.find(f"{S}{tag}")
    return etree.Element(f"{S}{tag}") if found is None else found


def child_in_order(root: Element, tag: str, order: tuple[str, ...]) -> Element:
    """Give a child, put in its place if it is not there yet: behind those that come before it in the order."""
    found = root.find(f"{S}{tag}")
    if found is None:
        before = [f"{S}{one}" for one in order[: order.index(tag)]]
        found = etree.Element(f"{S}{tag}")
        root.insert(max((at for at, one in enumerate(root, 1) if one.tag in before), default=0), found)
    return found


def drop(element: Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


_PACKAGE_TYPE = "application/vnd.openxmlformats-package."
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel</Application></Properties>"
)
_PROPERTIES = {
    "docProps/core.xml": (f"{_PACKAGE_TYPE}core-properties+xml", pack(_CORE.encode())),
    "docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        pack(_APP.encode()),
    ),
}
_ROOT_LINKS = pack(
    _relationships(
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/>'
    )
)

"""A workbook file some of whose parts are changed, added or dropped; all others are carried over as they lie in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.errors import PerfxlError
from perfxl.hosts._opc import OFFICE, Parts, archive, links_of, pack, to_xml

_TYPES = "[Content_Types].xml"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIP = f"{{{_RELATIONSHIPS}}}Relationship"


class Revision(Parts):
    """The parts of a file and what becomes of them; a part that nobody edits is never written anew."""

    def __init__(self, path: Path) -> None:
        """Read the file. PerfxlError where it is damaged, or signed, since a change would void the signature."""
        self._edited: dict[str, Element] = {}  # by name in lower case
        super().__init__(path)
        self._original = dict(self._actual)
        if any(name.startswith("_xmlsignatures/") for name in self._actual):
            raise PerfxlError(
                f"“{path.name}”带有数字签名，一改动签名就失效，没有改动它。",
                "请在 Excel 的“文件→信息→查看签名”里删除签名并另存后再试，改完重新签名。",
            )

    def read(self, part: str) -> bytes:
        """Read a part's bytes as they are by now."""
        root = self._edited.get(part.lower())
        return super().read(part) if root is None else to_xml(root)

    def edit(self, part: str) -> Element:
        """Give a part's XML; what is changed in it will be written."""
        key = part.lower()
        if key not in self._edited:
            self._edited[key] = self.tree(part)
        return self._edited[key]

    def free(self, part: str) -> str:
        """Give a part's name, with the next free number if it is taken: chart1.xml may become chart4.xml."""
        stem, extension = posixpath.splitext(part)
        numbered = (f"{stem.rstrip('0123456789')}{number}{extension}" for number in count(1))
        return next(name for name in chain([part], numbered) if not self.has(name))

    def add(self, part: str, root: Element, content_type: str, links: Element | None = None) -> None:
        """Add a part, and its relationships if it has any."""
        self._put(part, root)
        etree.SubElement(self.edit(_TYPES), _OVERRIDE, {"PartName": f"/{part}", "ContentType": content_type})
        if links is not None:
            self._put(links_of(part), links)

    def link(self, part: str, kind: str, to: str) -> str:
        """Point a part at another one; gives the id of the relationship."""
        where = links_of(part)
        if not self.has(where):
            self._put(where, etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS}"/>'))
        root = self.edit(where)
        taken = {one.get("Id", "").lower() for one in root}
        link = next(name for number in count(1) if (name := f"rId{number}").lower() not in taken)
        target = posixpath.relpath(to, posixpath.dirname(part))
        etree.SubElement(root, _RELATIONSHIP, {"Id": link, "Type": f"{OFFICE}/{kind}", "Target": target})
        return link

    def unlink(self, part: str, *links: str) -> None:
        """Cut relationships of a part, by their ids, and drop every part that nothing else leads to."""
        before = self._reachable()
        root = self.edit(links_of(part))
        for one in root.findall(_RELATIONSHIP):
            if one.get("Id") in links:
                root.remove(one)
        for lost in before - self._reachable():
            self._drop(lost)

    def linked(self, kind: str) -> set[str]:
        """Name every part of a kind that something leads to, in lower case."""
        return self._reachable(kind)

    def texts(self) -> Iterator[bytes]:
        """Give the XML of every part, save the properties, which only list what the others say."""
        spoken = (part for part in self._actual if part.endswith(".xml") and not part.startswith("docprops/"))
        return map(self.read, spoken)

    def bytes(self) -> bytes:
        """Write the archive."""
        return archive(
            {
                name.replace("\\", "/").lstrip("/"): pack(self.read(key)) if self._changed(key) else self.raw(key)
                for key, name in self._actual.items()
            }
        )

    def _changed(self, key: str) -> bool:
        """Tell whether a part says something else than it did; one that was only looked at stays as it lies."""
        if key not in self._edited or self._original.get(key) != self._actual[key]:
            return key in self._edited
        return to_xml(self._edited[key]) != to_xml(self._parse(super().read(key)))

    def _put(self, part: str, root: Element) -> None:
        self._actual[part.lower()] = part
        self._edited[part.lower()] = root

    def _drop(self, part: str) -> None:
        for name in (part, links_of(part)):
            self._actual.pop(name, None)
            self._edited.pop(name, None)
        types = self.edit(_TYPES)
        for one in types.findall(_OVERRIDE):
            if one.get("PartName", "").lstrip("/").lower() == part:
                types.remove(one)

    def _reachable(self, kind: str = "") -> set[str]:
        """Follow the relationships from the package on; names in lower case, of one kind if it is given."""
        found: dict[str, str] = {}
        ahead = [""]
        while ahead:
            parts = {one.part.lower(): one.kind for one in self.relations(ahead.pop()).values() if self.has(one.part)}
            ahead += parts.keys() - found.keys()
            found |= parts
        return {part for part, its in found.items() if not kind or its == kind}

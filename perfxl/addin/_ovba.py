"""vbaProject.bin from sources: the streams of a VBA project ([MS-OVBA]) in their container.

Sources alone, no compiled code: `_VBA_PROJECT` is the seven bytes that tell Excel to compile when it loads, as in the
add-ins that xlwings ships. Every name and source is ASCII, so that the code page means nothing.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from perfxl.addin._cfb import compound_file

_COMPILE_ON_LOAD = bytes.fromhex("CC61FFFF000100")
_CODE_PAGE, _ENGLISH = 1252, 0x409
_NO_COOKIE = 0xFFFF
_CHUNK, _MATCHES_TRIED, _SHORTEST = 4096, 64, 3
_SEED = 0x5D
_CLASS_BASE = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
_REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
    r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module as the project holds it: its name, its kind (Document, Module or Class), its source with CRLF."""

    name: str
    kind: str
    source: str


def module(text: str) -> Module:
    """Read an exported .bas or .cls, any line ends; the name and the kind stand in its attributes."""
    source = "\r\n".join(text.splitlines()).rstrip() + "\r\n"
    if not source.isascii():
        raise ValueError("VBA sources are ASCII")
    source, exported_class = re.subn(r"\AVERSION 1\.0 CLASS\r\nBEGIN\r\n(?:.*\r\n)*?END\r\n", "", source)
    named = re.match(r'Attribute VB_Name = "(\w+)"\r\n', source)
    if named is None:
        raise ValueError("a module begins with its name")
    if exported_class:
        source = f'{named[0]}Attribute VB_Base = "{_CLASS_BASE}"\r\n{source[named.end() :]}'
    kind = "Class" if exported_class else "Document" if "\nAttribute VB_Base = " in source else "Module"
    return Module(named[1], kind, source)


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """Write a project: its modules in the order given, document modules first."""
    guid = f"{{{str(uuid5(NAMESPACE_URL, name)).upper()}}}"
    pairs = b"".join(one.name.encode() + b"\0" + one.name.encode("utf-16-le") + b"\0\0" for one in modules)
    streams = {"PROJECT": _project_stream(name, modules, guid), "PROJECTwm": pairs + b"\0\0"}
    held = {one.name: compressed(one.source.encode("ascii")) for one in modules}
    held |= {"_VBA_PROJECT": _COMPILE_ON_LOAD, "dir": compressed(_dir_stream(name, modules))}
    return compound_file(streams, {"VBA": held})


def _project_stream(name: str, modules: Sequence[Module], guid: str) -> bytes:
    """Write the text that names the modules; CMG, DPB and GC say: not protected, no password, visible."""
    lines = [f'ID="{guid}"']
    lines += [f"{one.kind}={one.name}" + "/&H00000000" * (one.kind == "Document") for one in modules]
    lines += [f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"']
    lines += [
        f'{key}="{_encrypted(value, guid)}"' for key, value in (("CMG", bytes(4)), ("DPB", bytes(1)), ("GC", b"\xff"))
    ]
    lines += ["", "[Host Extender Info]", "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000", ""]
    lines += ["[Workspace]", *(f"{one.name}=0, 0, 0, 0, C" for one in modules), ""]
    return "\r\n".join(lines).encode("ascii")


def _dir_stream(name: str, modules: Sequence[Module]) -> bytes:
    """Write the records about the project, its references and its modules; each is a number, a length, and bytes."""
    long, short = struct.Struct("<I").pack, struct.Struct("<H").pack
    records: list[tuple[int, bytes]] = [(0x01, long(3)), (0x02, long(_ENGLISH)), (0x14, long(_ENGLISH))]
    records += [(0x03, short(_CODE_PAGE)), *_both(0x04, None, name), *_both(0x05, 0x40, ""), *_both(0x06, 0x3D, "")]
    records += [(0x07, long(0)), (0x08, long(0))]
    out = _written(records) + struct.pack("<HIIH", 0x09, 4, 1, 1) + _written(_both(0x0C, 0x3C, ""))
    for reference, library in _REFERENCES.items():
        spelt = library.encode("ascii")
        registered = long(len(spelt)) + spelt + bytes(6)
        out += _written([*_both(0x16, 0x3E, reference), (0x0D, registered)])
    out += _written([(0x0F, short(len(modules))), (0x13, short(_NO_COOKIE))])
    for one in modules:
        records = [*_both(0x19, 0x47, one.name), *_both(0x1A, 0x32, one.name), *_both(0x1C, 0x48, "")]
        records += [(0x31, long(0)), (0x1E, long(0)), (0x2C, short(_NO_COOKIE))]
        out += _written([*records, (0x21 if one.kind == "Module" else 0x22, b""), (0x2B, b"")])
    return out + _written([(0x10, b"")])


def _both(plain: int, wide: int | None, text: str) -> list[tuple[int, bytes]]:
    """Spell a text twice, as the format wants most of them: in the code page, and as UTF-16."""
    return [(plain, text.encode("ascii"))] + ([] if wide is None else [(wide, text.encode("utf-16-le"))])


def _written(records: Iterable[tuple[int, bytes]]) -> bytes:
    return b"".join(struct.pack("<HI", number, len(data)) + data for number, data in records)


def _encrypted(data: bytes, guid: str) -> str:
    """Veil data as §2.4.3.2 does, with a fixed seed so that the same project is the same bytes."""
    key = sum(guid.encode("ascii")) & 0xFF
    out = [_SEED, _SEED ^ 2, _SEED ^ key]
    before, last, plain = _SEED ^ 2, _SEED ^ key, key
    for byte in bytes((_SEED & 6) // 2) + struct.pack("<I", len(data)) + data:
        veiled = byte ^ ((before + plain) & 0xFF)
        out.append(veiled)
        before, last, plain = last, veiled, byte
    return bytes(out).hex().upper()


def compressed(data: bytes) -> bytes:
    """Compress as §2.4.1 does: chunks of 4096 bytes, each a run of letters and of copies of what came before."""
    out = bytearray(b"\x01")
    for at in range(0, len(data), _CHUNK):
        raw = data[at : at + _CHUNK]
        packed = _tokens(raw)
        if len(packed) < _CHUNK:
            out += struct.pack("<H", 0xB000 | (len(packed) - 1)) + packed
        else:
            out += struct.pack("<H", 0x3FFF) + raw.ljust(_CHUNK, b"\0")
    return bytes(out)


def _tokens(raw: bytes) -> bytes:
    """Write one chunk: a byte of flags, then eight tokens, and so on."""
    out, seen, at = bytearray(), dict[bytes, list[int]](), 0
    while at < len(raw):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at >= len(raw):
                break
            length, distance = _longest(raw, at, seen)
            if length:
                flags |= 1 << bit
                tokens += struct.pack("<H", (distance - 1) << (16 - _bits(at)) | (length - _SHORTEST))
            else:
                tokens.append(raw[at])
            for passed in range(at, at + (length or 1)):
                seen.setdefault(raw[passed : passed + _SHORTEST], []).append(passed)
            at += length or 1
        out.append(flags)
        out += tokens
    return bytes(out)


def _longest(raw: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Find the longest earlier text that comes again here: its length (0: none) and how far back it lies."""
    limit = min((0xFFFF >> _bits(at)) + _SHORTEST, len(raw) - at)
    best, distance = 0, 0
    for earlier in reversed(seen.get(raw[at : at + _SHORTEST], [])[-_MATCHES_TRIED:] if limit >= _SHORTEST else ()):
        length = _SHORTEST
        while length < limit and raw[earlier + length] == raw[at + length]:
            length += 1
        if length > best:
            best, distance = length, at - earlier
    return best, distance


def _bits(at: int) -> int:
    """How many bits of a copy token hold the distance, so far into the chunk."""
    return max(4, (at - 1).bit_length())

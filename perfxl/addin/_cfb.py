"""A compound file, the container of vbaProject.bin: written whole from names and bytes ([MS-CFB], version 3).

There are no dates and nothing random in it: same streams, same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECTOR, _MINI_SECTOR, _MINI_LIMIT = 512, 64, 4096
_END, _FREE, _FAT_SECTOR, _NOBODY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_HEADER_FATS = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(slots=True)
class _Entry:
    """One line of the directory: a storage or a stream, and where it hangs in the tree of names."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _NOBODY
    right: int = _NOBODY
    child: int = _NOBODY
    start: int = _END
    size: int = 0


def compound_file(streams: Mapping[str, bytes], storages: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """Write a file with streams at its root, and with storages that hold streams."""
    entries = _directory(streams, storages)
    fat: list[int] = []
    body = bytearray()
    mini, mini_fat = bytearray(), list[int]()
    for entry in entries:
        entry.size = len(entry.data)
        if entry.kind == _STREAM and entry.size >= _MINI_LIMIT:
            entry.start = _put(entry.data, body, fat, _SECTOR)
        elif entry.kind == _STREAM and entry.size:
            entry.start = _put(entry.data, mini, mini_fat, _MINI_SECTOR)
    root = entries[0]
    root.start, root.size = _put(bytes(mini), body, fat, _SECTOR), len(mini)
    mini_fat_at = _put(_numbers(mini_fat), body, fat, _SECTOR, filler=b"\xff")
    directory_at = _put(b"".join(map(_line, entries)) + _line(None) * (-len(entries) % 4), body, fat, _SECTOR)
    fat_at, fat_sectors = _close(fat)
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(_MAGIC, 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory_at, 0, _MINI_LIMIT, mini_fat_at),
        *(-(-len(mini_fat) // (_SECTOR // 4)), _END, 0),
    )
    table = [*range(fat_at, fat_at + fat_sectors), *[_FREE] * (_HEADER_FATS - fat_sectors)]
    return head + _numbers(table) + bytes(body) + _numbers(fat)


def _directory(streams: Mapping[str, bytes], storages: Mapping[str, Mapping[str, bytes]]) -> list[_Entry]:
    entries = [_Entry("Root Entry", _ROOT)]
    entries += [_Entry(name, _STORAGE, start=0) for name in storages]
    entries += [_Entry(name, _STREAM, data) for name, data in streams.items()]
    top = range(1, len(entries))
    for parent, held in enumerate(storages.values(), 1):
        first = len(entries)
        entries += [_Entry(name, _STREAM, data) for name, data in held.items()]
        entries[parent].child = _hang(entries, _sorted(entries, range(first, len(entries))))
    entries[0].child = _hang(entries, _sorted(entries, top))
    return entries


def _sorted(entries: Sequence[_Entry], numbers: range) -> list[int]:
    """Sort as the format does: shorter names first, then by upper-case letters."""
    return sorted(numbers, key=lambda number: (len(entries[number].name), entries[number].name.upper()))


def _hang(entries: Sequence[_Entry], numbers: Sequence[int]) -> int:
    """Make a balanced tree of sorted entries; its top. All of them black, which the format allows."""
    if not numbers:
        return _NOBODY
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left, entry.right = _hang(entries, numbers[:middle]), _hang(entries, numbers[middle + 1 :])
    return numbers[middle]


def _put(data: bytes, body: bytearray, chain: list[int], sector: int, filler: bytes = b"\0") -> int:
    """Append data in whole sectors and chain them; the first of them."""
    if not data:
        return _END
    first, count = len(chain), -(-len(data) // sector)
    chain += [*range(first + 1, first + count), _END]
    body += data + filler * (count * sector - len(data))
    return first


def _line(entry: _Entry | None) -> bytes:
    if entry is None:
        return struct.pack("<64xHBBIII36xIQ", 0, 0, 0, _NOBODY, _NOBODY, _NOBODY, 0, 0)
    name = (entry.name + "\0").encode("utf-16-le")
    tree = (len(name), entry.kind, 1, entry.left, entry.right, entry.child)
    return struct.pack("<64sHBBIII36xIQ", name, *tree, entry.start, entry.size)


def _close(fat: list[int]) -> tuple[int, int]:
    """Append the table's own sectors to it, and fill the last one; where they begin and how many they are."""
    used, each = len(fat), _SECTOR // 4
    count = 1
    while count * each < used + count:
        count += 1
    if count > _HEADER_FATS:
        raise ValueError("a project of more than 7 MB needs a longer table than this writer makes")
    fat += [_FAT_SECTOR] * count
    fat += [_FREE] * (count * each - len(fat))
    return used, count


def _numbers(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)

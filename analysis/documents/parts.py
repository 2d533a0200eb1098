"""A Source -> the parts of it that several processes can read at once, each with the number of its first record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.documents.opening import seekable
from analysis.documents.sources import Source, is_remote

__all__ = ["in_parts"]

_PART = 4 * 2**20
"""Bytes of a file of many documents that are read in one go: some seconds of work for one process."""
_BLOCK = 2**20


def in_parts(source: Source) -> Iterator[Source]:
    """The parts of a source: of JSON Lines that are not packed and of Parquet, where they are large; else itself."""
    ending, compression = source.endings
    if compression or source.member or source.size <= _PART:
        yield source
    elif ending == ".parquet":
        yield from _row_groups(source)
    elif ending in {".jsonl", ".ndjson"} and not is_remote(source.address):
        # One that lies elsewhere would be fetched twice.
        yield from _lines(source)
    else:
        yield source


def _lines(source: Source) -> Iterator[Source]:
    """The parts of a file of lines: each begins with a line, and with its number."""
    try:
        with open(source.address, "rb") as file:  # noqa: PTH123  # an address is a text
            start, first, number, position, wanted = 0, 1, 1, 0, _PART
            while block := file.read(_BLOCK):
                end = block.rfind(b"\n") + 1
                if position + len(block) >= wanted and end:
                    cut = position + end
                    following = number + block.count(b"\n")
                    yield replace(source, part=(start, cut), size=cut - start, first=first)
                    start, first, wanted = cut, following, cut + _PART
                number += block.count(b"\n")
                position += len(block)
            if position > start:
                yield replace(source, part=(start, position), size=position - start, first=first)
    except OSError:
        yield source  # who reads it says what is wrong with it


def _row_groups(source: Source) -> Iterator[Source]:
    """The parts of a Parquet file: row groups, several where they are small."""
    from pyarrow import parquet  # noqa: PLC0415  # a third of a second that other formats need not pay

    try:
        with seekable(source) as file:
            told = parquet.read_metadata(file)
        groups = [told.row_group(number) for number in range(told.num_row_groups)]
    except Exception:  # noqa: BLE001  # a damaged file raises many kinds, and who reads it says what is wrong with it
        yield source
        return
    # What a row group says of its columns is not asked for: over some that are damaged pyarrow ends the process.
    whole = max(sum(group.total_byte_size for group in groups), 1)
    start, first, size, rows = 0, 1, 0, 0
    for number, group in enumerate(groups):
        size += source.size * group.total_byte_size // whole
        rows += group.num_rows
        if size >= _PART or number == len(groups) - 1:
            yield replace(source, part=(start, number + 1), size=size, first=first)
            start, first, size, rows = number + 1, first + rows, 0, 0

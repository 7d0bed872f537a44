"""Reads and writes ToUnicode CMaps (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
_BLOCK_SIZE = 100  # the most entries of a block
_ENTRIES_MAX = 2 * 0x10000  # twice the codes of two bytes, as ranges may overlap


def read_cmap(data: bytes) -> dict[int, str]:
    """Return the text of each code of a ToUnicode CMap; invalid blocks are read up to the error."""
    text: dict[int, str] = {}
    steps = iter(range(_ENTRIES_MAX))
    for kind, body in _BLOCK.findall(data):
        tokens = iter([code or bracket for code, bracket in _TOKEN.findall(body)])
        try:
            _read_block(kind, tokens, text, steps)
        except (StopIteration, ValueError):
            continue
    return text


def _read_block(
    kind: bytes, tokens: Iterator[bytes], text: dict[int, str], steps: Iterator[int]
) -> None:
    while first := next(tokens, b""):
        code = int(first, 16)
        if kind == b"bfchar":
            text[code] = _decode(next(tokens))
            continue
        codes, target = range(code, int(next(tokens), 16) + 1), next(tokens)
        if target == b"[":
            for at, _ in zip(codes, steps, strict=False):
                text[at] = _decode(next(tokens))
            next(tokens)
        else:
            # Within a range, the last character is incremented.
            start = _decode(target)
            for at, _ in zip(codes, steps, strict=False):
                text[at] = start[:-1] + chr(ord(start[-1:] or "\0") + at - code)


def write_cmap(text: dict[int, str], size: int) -> bytes:
    """Return a ToUnicode CMap for codes of `size` bytes."""
    width = 2 * size
    lines = [
        f"<{code:0{width}X}> <{target.encode('utf-16-be').hex().upper()}>"
        for code, target in sorted(text.items())
    ]
    blocks = [lines[at : at + _BLOCK_SIZE] for at in range(0, len(lines), _BLOCK_SIZE)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            f"1 begincodespacerange <{'00' * size}> <{'FF' * size}> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end\n",
        ]
    ).encode()


def _decode(target: bytes) -> str:
    return bytes.fromhex(target.decode()).decode("utf-16-be", "replace")

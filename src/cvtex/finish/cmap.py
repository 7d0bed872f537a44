"""ToUnicode CMaps: what the codes of a font stand for (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
# A block holds at most 100 entries.
_BLOCK_SIZE = 100


def read_cmap(data: bytes) -> dict[int, str]:
    """Return the characters that each code of a ToUnicode CMap stands for."""
    text: dict[int, str] = {}
    for kind, body in _BLOCK.findall(data):
        tokens = iter([code or bracket for code, bracket in _TOKEN.findall(body)])
        for first in tokens:
            code = int(first, 16)
            if kind == b"bfchar":
                text[code] = _decode(next(tokens))
                continue
            last, target = int(next(tokens), 16), next(tokens)
            if target == b"[":
                text.update((at, _decode(next(tokens))) for at in range(code, last + 1))
                next(tokens)
            else:
                # Only the last byte counts up within a range.
                start = _decode(target)
                text.update(
                    (at, start[:-1] + chr(ord(start[-1]) + at - code))
                    for at in range(code, last + 1)
                )
    return text


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

"""Guesses the encoding or file type of bytes that are not UTF-8.

A content file is too short for libraries that use statistics: charset-normalizer takes 张样例 in
GBK for Big5. Both GB 2312 and Big5 have the common characters in a first level, so the right
encoding is the one that decodes most characters to its first level.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding or file type: its name, and its name in iconv if iconv can convert it."""

    name: str
    iconv: str = ""


_WITHOUT_MARK = tuple(
    Encoding(f"UTF-{width} ({order}-endian)", f"UTF-{width}{order[0].upper()}E")
    for width in (32, 16)
    for order in ("little", "big")
)
_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# With a byte order mark, iconv needs no order. UTF-32's begins like UTF-16's, so it comes first.
_BY_START = (
    *(
        (mark, Encoding(wide.name, wide.iconv[:6]))
        for mark, wide in zip(_MARKS, _WITHOUT_MARK, strict=True)
    ),
    (b"%PDF-", Encoding("a PDF")),
    (b"PK\x03\x04", Encoding("a ZIP archive, as Word and Pages make them")),
    (b"\xd0\xcf\x11\xe0", Encoding("an old Word document")),
    (b"{\\rtf", Encoding("RTF, as a word processor writes it")),
)

# The share of common characters among those outside ASCII, and the weight of one that is common
# only in the other character set. They recognise 8 in 10 invented texts of three Chinese
# characters, and nearly all of ten characters.
_COMMON = 0.6
_FOREIGN = 0.95


def recognise(content: bytes) -> Encoding | None:
    """Return the encoding or type of bytes; None if they are UTF-8, or UTF-8 with a few errors."""
    for start, encoding in _BY_START:
        if content.startswith(start):
            return encoding
    if b"\0" in content:
        return next((wide for wide in _WITHOUT_MARK if _is_wide(content, wide)), None)
    if _mostly_utf_8(content):
        return None
    gb, big5 = _share(content, _GB, _BIG5), _share(content, _BIG5, _GB)
    if max(gb, big5) >= _COMMON:
        return _GB.encoding if gb >= big5 else _BIG5.encoding
    return _WINDOWS_1252 if _is_western(content) else None


def _is_wide(content: bytes, wide: Encoding) -> bool:
    """Return whether bytes decode as UTF-16 or UTF-32 text with some ASCII in it."""
    try:
        text = content.decode(wide.iconv)
    except UnicodeDecodeError:
        return False
    return "\0" not in text and any(char in text for char in ": \n")


def _mostly_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        pass
    else:
        return True
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - bad >= bad


@dataclass(frozen=True, slots=True)
class _Chinese:
    """An encoding of Chinese, its codec, its character set, and level 1's last lead byte."""

    encoding: Encoding
    codec: str
    levels: str
    last: int

    def has(self, char: str) -> bool:
        """Return whether a character is in the first level, which has the common ones."""
        coded = char.encode(self.levels, "ignore")
        return len(coded) == 2 and coded[0] <= self.last  # noqa: PLR2004 - each has two bytes


# GB 2312's first level ends with row 55, Big5's with C6.
_GB = _Chinese(Encoding("GBK or GB18030", "GB18030"), "gb18030", "gb2312", 0xD7)
_BIG5 = _Chinese(Encoding("Big5", "BIG5"), "big5hkscs", "big5", 0xC6)
_WINDOWS_1252 = Encoding("Windows-1252 or Latin-1", "WINDOWS-1252")


def _share(content: bytes, own: _Chinese, other: _Chinese) -> float:
    """Return the share of common characters in bytes decoded with `own`.

    A GBK file may be traditional Chinese, so characters common in `other` count a little less.
    """
    try:
        text = content.decode(own.codec)
    except UnicodeDecodeError:
        return 0
    beyond = [char for char in text if char > "\x7f"]
    weights = (1 if own.has(char) else _FOREIGN if other.has(char) else 0 for char in beyond)
    return sum(weights) / len(beyond) if beyond else 0


def _is_western(content: bytes) -> bool:
    """Return whether non-ASCII bytes are letters, quotes and dashes, and mostly not adjacent."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = sum(char > "\x7f" for char in text)
    known = sum(
        char > "\x7f" and (char.isalpha() or char in "“”‘’–—•…€£§°©®«»·\xa0") for char in text
    )
    together = sum(one > "\x7f" and other > "\x7f" for one, other in pairwise(text))
    return known == beyond and together * 2 <= beyond

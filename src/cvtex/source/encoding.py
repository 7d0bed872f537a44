"""Recognises the encoding or file type of bytes.

Text in an encoding of Unicode can be read for certain (YAML 1.2, 5.2). Another encoding is a guess,
for a person to convert the file. A content file is too short for libraries that use statistics:
charset-normalizer takes 张样例 in GBK for Big5, chardet takes José in Latin-1 for Greek. Both GB
2312 and Big5 have the common characters in a first level, so the right encoding is the one that
decodes most characters to its first level. In one for an alphabet, words have capitals only where
words have them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding or file type: its name, that of its codec, in iconv too, and its mark.

    The codec is "" for a file type; the mark is the byte order mark, or b"".
    """

    name: str
    codec: str = ""
    mark: bytes = b""

    def decode(self, content: bytes, errors: str = "strict") -> str:
        """Return bytes as text, without the mark; `errors` is as in `bytes.decode`."""
        return content.removeprefix(self.mark).decode(self.codec, errors)

    def encode(self, text: str) -> bytes:
        """Return a text as bytes, with the mark."""
        return self.mark + text.encode(self.codec)


# UTF-32's mark begins like UTF-16's, so it comes first.
_UTF_8, *_WIDE = _UNICODE = (
    Encoding("UTF-8", "UTF-8", codecs.BOM_UTF8),
    Encoding("UTF-32", "UTF-32LE", codecs.BOM_UTF32_LE),
    Encoding("UTF-32", "UTF-32BE", codecs.BOM_UTF32_BE),
    Encoding("UTF-16", "UTF-16LE", codecs.BOM_UTF16_LE),
    Encoding("UTF-16", "UTF-16BE", codecs.BOM_UTF16_BE),
)
_TYPES = (
    (b"%PDF-", Encoding("a PDF")),
    (b"PK\x03\x04", Encoding("a ZIP archive, as Word and Pages make them")),
    (b"\xd0\xcf\x11\xe0", Encoding("an old Word document")),
    (b"{\\rtf", Encoding("RTF, as a word processor writes it")),
)
_WINDOWS_1252 = Encoding("Windows-1252 or Latin-1", "WINDOWS-1252")
_CYRILLIC = (Encoding("Windows-1251", "WINDOWS-1251"), Encoding("KOI8-R", "KOI8-R"))
_JAPANESE = (Encoding("EUC-JP", "EUC-JP"), Encoding("Shift_JIS", "CP932"))
_LATIN_2 = (Encoding("Windows-1250", "WINDOWS-1250"), Encoding("ISO 8859-2", "ISO-8859-2"))
# By the languages that use them.
_BY_LANGUAGE = {
    "cs hr hu pl ro sk sl": _LATIN_2,
    "be bg ru sr uk": _CYRILLIC,
    "el": (Encoding("Windows-1253 or ISO 8859-7", "WINDOWS-1253"),),
    "tr": (Encoding("Windows-1254 or ISO 8859-9", "WINDOWS-1254"),),
    "he": (Encoding("Windows-1255 or ISO 8859-8", "WINDOWS-1255"),),
    "ar fa ur": (Encoding("Windows-1256", "WINDOWS-1256"),),
    "ja": _JAPANESE,
    "ko": (Encoding("EUC-KR", "CP949"),),
    "th": (Encoding("TIS-620", "CP874"),),
}
_LANGUAGE = re.compile(rb"""\blanguage["']?\s*:\s*["']?([a-z]{2})\b""")
_WORD = r"[^\W\d_]+"
_CYRILLIC_WORD = "[\u0400-\u04ff]{2,}"
_KANA = re.compile("[\u3041-\u30ff]")
_SIGNS = "“”‘’„–—•…€£§°©®«»·\xa0"

# The share of common characters among those outside ASCII, and the weight of one that is common
# only in the other character set. They recognise 8 in 10 invented texts of three Chinese
# characters, and nearly all of ten characters.
_COMMON = 0.6
_FOREIGN = 0.95


def unicode_of(content: bytes) -> Encoding:
    """Return the encoding of Unicode that bytes have by their mark or zeros; otherwise UTF-8."""
    for encoding in _UNICODE:
        if content.startswith(encoding.mark):
            return encoding
    wide = (one for one in _WIDE if b"\0" in content and _is_wide(content, one))
    return replace(next(wide, _UTF_8), mark=b"")


def _is_wide(content: bytes, wide: Encoding) -> bool:
    """Return whether bytes decode as UTF-16 or UTF-32 text with some ASCII in it."""
    text = _decoded(content, wide)
    return "\0" not in text and any(char in text for char in ": \n")


def recognise(content: bytes) -> Encoding | None:
    """Return the file type of bytes, or their encoding if it is none of Unicode.

    None: they are Unicode, or UTF-8 with a few errors, or it is unknown.
    """
    kind = next((kind for start, kind in _TYPES if content.startswith(start)), None)
    if kind or b"\0" in content or unicode_of(content).mark or _mostly_utf_8(content):
        return kind
    return next(_guesses(content), None)


def _guesses(content: bytes) -> Iterator[Encoding]:
    """Yield the encodings that bytes may have, the most likely first."""
    named = _LANGUAGE.search(content)
    of_language = [
        encodings
        for languages, encodings in _BY_LANGUAGE.items()
        if named and named[1].decode() in languages
    ]
    if of_language:
        yield from (one for one in of_language[0] if _is_written(content, one))
        return
    latin = [one for one in (_WINDOWS_1252, *_LATIN_2) if _is_written(content, one)]
    yield from (one for one in latin if _is_mostly_ascii(content.decode(one.codec)))
    for encoding in _JAPANESE:
        if _is_written(content, encoding) and _KANA.search(content.decode(encoding.codec)):
            yield encoding
    for encoding in _CYRILLIC:
        if _is_written(content, encoding, _CYRILLIC_WORD):
            yield encoding
    gb, big5 = _share(content, _GB, _BIG5), _share(content, _BIG5, _GB)
    if max(gb, big5) >= _COMMON:
        yield _GB.encoding if gb >= big5 else _BIG5.encoding
    yield from latin


def _mostly_utf_8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) - bad >= bad


def _decoded(content: bytes, encoding: Encoding) -> str:
    r"""Return bytes as text, or "\0" if they are not valid."""
    try:
        return content.decode(encoding.codec)
    except UnicodeDecodeError:
        return "\0"


def _is_written(content: bytes, encoding: Encoding, letters: str = _WORD) -> bool:
    """Return whether bytes are text in an encoding, by the characters outside of ASCII.

    They are letters of words in the form of `letters` with capitals as usual, or common signs.
    """
    text = _decoded(content, encoding)
    if "\0" in text:
        return False
    words = _words(text)
    signs = (char for char in text if char > "\x7f" and not char.isalpha())
    return all(
        re.fullmatch(letters, word)
        and (word.istitle() or word.islower() or word.isupper() or word.lower() == word.upper())
        for word in words
    ) and all(char in _SIGNS or encoding in _JAPANESE for char in signs)


def _is_mostly_ascii(text: str) -> bool:
    """Return whether words with letters outside ASCII have as many letters of ASCII."""
    words = "".join(_words(text))
    return 2 * sum(letter.isascii() for letter in words) >= len(words)


def _words(text: str) -> list[str]:
    """Return the words with letters outside ASCII."""
    return [word for word in re.findall(_WORD, text) if not word.isascii()]


class _Chinese(NamedTuple):
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

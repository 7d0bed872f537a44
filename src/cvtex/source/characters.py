"""Characters that are not allowed in a content file, and odd spaces."""

from __future__ import annotations

import re
import unicodedata

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code

# Not allowed in YAML 1.1 (section 5.1), with the byte order mark and Unicode's noncharacters
# (section 23.7 of its core specification).
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)

REPLACEMENT = "\ufffd"
"""The character that programs write for one that they could not read."""

# Spaces that YAML reads as text.
_SPACES = "\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
ODD_SPACE = re.compile(f"[{_SPACES}]")
ODD_INDENT = re.compile(f"[ \t]*[{_SPACES}][ \t{_SPACES}]*")

# Control characters, which have no names in Unicode (its standard, table 23-1).
_CONTROLS = {0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x0B: "LINE TABULATION"} | {
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
}


def hidden(char: str, span: Span) -> Diagnostic:
    """Return the finding for a character that is not allowed in a text."""
    code = ord(char)
    hint = "delete it: it is invisible, and often comes with pasted text"
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates of Unicode
        hint = "it is half of a character in UTF-16: type the character itself"
    elif char == REPLACEMENT:
        hint = (
            "a program wrote it for a character that it could not read: type that character again"
        )
    return Diagnostic(
        Code.YAML_CHARACTER, f"the character {name(char)} is not allowed in a text", span, hint
    )


def odd_space(char: str, span: Span) -> Diagnostic:
    """Return the finding for a space that YAML reads as a letter."""
    return Diagnostic(
        Code.YAML_CHARACTER,
        f"the character {name(char)} is not a space in YAML",
        span,
        "replace it with an ordinary space; it often comes with pasted text",
    )


def ordinary(indent: str) -> str:
    """Return indentation with ordinary spaces of the same width; U+3000 is two wide."""
    return ODD_SPACE.sub(" ", indent.replace("\u3000", "  "))


def name(char: str) -> str:
    """Return a character's code point and its Unicode name."""
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates of Unicode
        called = "a surrogate"
    elif char == "\ufeff":
        called = "BYTE ORDER MARK"
    else:
        unnamed = "a control character" if unicodedata.category(char) == "Cc" else "not a character"
        called = _CONTROLS.get(code, unicodedata.name(char, unnamed))
    return f"U+{code:04X} ({called})"


# An escape in double quotes (YAML 1.1, section 5.6), and the short escapes of control characters.
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_LETTERS = {"0": "\x00", "a": "\x07", "b": "\x08", "v": "\x0b", "f": "\x0c", "e": "\x1b"}


def hidden_escape(source: str) -> tuple[int, int] | None:
    """Return the start and end of the first escape for a character that is not allowed."""
    for escape in _ESCAPE.finditer(source):
        digits: str | None = escape[1] or escape[2] or escape[3]
        try:
            char = chr(int(digits, 16)) if digits else _LETTERS.get(escape[4], "")
        except ValueError:
            continue
        if char and HIDDEN.match(char):
            return escape.span()
    return None

"""Characters that a content file can't hold: they are not seen, or are no characters at all."""

from __future__ import annotations

import re
import unicodedata

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code

# What can't stand in YAML 1.1 (section 5.1), with the byte order mark inside a text and the
# noncharacters of Unicode (section 23.7 of its core specification).
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)

REPLACEMENT = "\ufffd"
"""What a program writes in place of a character that it could not read."""

# Spaces that YAML takes for text.
_SPACES = "\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
ODD_SPACE = re.compile(f"[{_SPACES}]")
ODD_INDENT = re.compile(f"[ \t]*[{_SPACES}][ \t{_SPACES}]*")

# What Unicode names no more than "control" (its standard, table 23-1).
_CONTROLS = {0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x0B: "LINE TABULATION"} | {
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
}


def hidden(char: str, span: Span) -> Diagnostic:
    """Return what there is to say of a character that is not allowed in a text."""
    code = ord(char)
    hint = "delete it: it is invisible, and often comes with pasted text"
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates of Unicode
        hint = "it is half of a character in UTF-16: type the character itself"
    elif char == REPLACEMENT:
        hint = "a program put it where it could not read a character: type that anew"
    return Diagnostic(
        Code.YAML_CHARACTER, f"the character {name(char)} is not allowed in a text", span, hint
    )


def odd_space(char: str, span: Span) -> Diagnostic:
    """Return what there is to say of a space that YAML takes for a letter."""
    return Diagnostic(
        Code.YAML_CHARACTER,
        f"the character {name(char)} is not a space in YAML",
        span,
        "type an ordinary space instead; it often comes with pasted text",
    )


def ordinary(indent: str) -> str:
    """Return indentation with ordinary spaces, as wide as it looks: U+3000 is as wide as two."""
    return ODD_SPACE.sub(" ", indent.replace("\u3000", "  "))


def name(char: str) -> str:
    """Return a character's code and its name in Unicode."""
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates of Unicode
        called = "a surrogate"
    elif char == "\ufeff":
        called = "BYTE ORDER MARK"
    else:
        unnamed = "a control character" if unicodedata.category(char) == "Cc" else "no character"
        called = _CONTROLS.get(code, unicodedata.name(char, unnamed))
    return f"U+{code:04X} ({called})"


# An escape in double quotes (YAML 1.1, section 5.6), and the ones that stand for what is hidden.
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_LETTERS = {"0": "\x00", "a": "\x07", "b": "\x08", "v": "\x0b", "f": "\x0c", "e": "\x1b"}


def hidden_escape(source: str) -> tuple[int, int] | None:
    """Return where an escape for a hidden character stands in a text, and where it ends."""
    for escape in _ESCAPE.finditer(source):
        digits: str | None = escape[1] or escape[2] or escape[3]
        try:
            char = chr(int(digits, 16)) if digits else _LETTERS.get(escape[4], "")
        except ValueError:
            continue
        if char and HIDDEN.match(char):
            return escape.span()
    return None

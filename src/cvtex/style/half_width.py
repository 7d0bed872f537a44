"""Finds half-width punctuation beside Han characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic, replacing
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import HAN

FULL_WIDTH = {
    ",": "，",
    ".": "。",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
}
# Japanese differs (JIS X 4051).
_JAPANESE = {",": "、"}

_AFTER_HAN = f"(?<=[{HAN}》」』）】])"
_BEFORE_HAN = f"(?= ?[{HAN}《「『（【“‘])"
# In any file, marks between Han.
_BETWEEN = re.compile(rf"{_AFTER_HAN}[,.;:?!]{_BEFORE_HAN}")
# In a Chinese or Japanese file, marks after Han, and without a space before it; a dot before a
# letter may be part of a name.
_BEHIND = re.compile(
    rf"{_AFTER_HAN}(?:[,;:?!](?![,;:?!.()])|\.(?=\s*\Z|\s*{_BEFORE_HAN}))"
    rf"|(?<=[A-Za-z0-9%+)\]])[,;:?!](?=[{HAN}《「『（【])"
)
_PAIR = re.compile(r"\(([^()]+)\)")
_NEAR = 8  # characters around a pair that are examined


def half_width(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each half-width mark that should be full-width.

    A mark after a Latin phrase is right if a space or Latin follows, and so are brackets around
    one. Both brackets of a pair are reported if Han is next to one inside and to one outside.
    """
    if manuscript.language == "ko":
        return
    pattern = _BEHIND if manuscript.sets_han else _BETWEEN
    marks = FULL_WIDTH | (_JAPANESE if manuscript.language == "ja" else {})
    for prose in manuscript.texts:
        if HAN not in prose.pattern:
            continue
        found = [match.start() for match in pattern.finditer(prose.pattern)]
        for at in sorted(found + _brackets(prose.pattern)):
            end = at + 2 if prose.text[at + 1 : at + 2] == " " else at + 1
            space = ", without the space after it" if end == at + 2 else ""
            mark = marks[prose.text[at]]
            yield Diagnostic(
                Code.STYLE_HALF_WIDTH,
                f"`{prose.text[at]}` is half as wide as the characters beside it",
                prose.at(at, at + 1),
                f"write `{mark}`{space}",
                fixes=replacing(prose.exact(at, end), mark, certain=True),
            )


def _brackets(text: str) -> list[int]:
    found: list[int] = []
    for pair in _PAIR.finditer(text):
        start, end = pair.span()
        inside = text[start + 1] + text[end - 2]
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        outside = before.rstrip()[-1:] + after.lstrip()[:1]
        if HAN in inside and HAN in outside:
            found += [start, end - 1]
    return found

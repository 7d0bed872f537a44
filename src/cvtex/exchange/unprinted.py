"""Characters of a foreign file that no font here has: an emoji, a letter of a private plane."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvtex.diagnostics import Diagnostic
from cvtex.document import Document
from cvtex.fonts.choice import Choice
from cvtex.fonts.missing import missing_glyphs
from cvtex.fonts.text_fonts import Missing
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

LETTERS_MAX = 0.1
"""The share of letters that may be left out: a script without a font is more than a few signs."""

# What belongs to the character before it: a form, a colour of skin, a joiner to the next.
_BEHIND = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*\u200d?"


def without_glyphs(
    content: TypedMapping, document: Document
) -> tuple[TypedMapping, tuple[Diagnostic, ...]]:
    """Return a content file without characters that no font has, and a finding for each.

    Where these are many of the letters, they stay, and with them the reason why there is no PDF.
    """
    choice = Choice(document)
    missing = {
        face.char
        for leaf in document.leaves()
        for face in choice.faces(leaf)
        if isinstance(face, Missing)
    }
    if not missing or _is_much(missing, document):
        return content, ()
    findings = missing_glyphs(document)
    chars = "".join(map(re.escape, sorted(missing)))
    pattern = re.compile(f"\u200d?[{chars}]{_BEHIND}")
    left = _without(content, pattern)
    return (left if isinstance(left, TypedMapping) else content), findings


def _is_much(missing: Iterable[str], document: Document) -> bool:
    text = "".join(leaf.text for leaf in document.leaves())
    lost = sum(text.count(char) for char in missing if char.isalpha())
    return lost > LETTERS_MAX * sum(char.isalpha() for char in text)


def _without(value: Value, pattern: re.Pattern[str]) -> Value:
    if isinstance(value, TypedMapping):
        inner = {key: _without(one, pattern) for key, one in value.items()}
        return TypedMapping(inner, value.span)
    if isinstance(value, TypedList):
        items = [_without(item, pattern) for item in value]
        return TypedList([item for item in items if not isinstance(item, Empty)], value.span)
    if not isinstance(value, Typed) or not pattern.search(value):
        return value
    text = re.sub("(?<=\\S) {2,}(?=\\S)", " ", pattern.sub("", value)).strip()
    return Typed(text, value.span, quoted=True, source=value.source) if text else Empty(value.span)

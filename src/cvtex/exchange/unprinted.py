"""What can't be printed of a foreign file: texts that nobody sees, characters that no font has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.fonts.choice import Choice
from cvtex.fonts.missing import missing_glyphs
from cvtex.fonts.text_fonts import Missing
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.wording.character_checks import check_characters

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
    return _cleaned(content, lambda text: pattern.sub("", text)), findings


def without_unseen(content: TypedMapping) -> tuple[TypedMapping, list[Diagnostic]]:
    """Return a content file without texts of which nothing is seen, and a finding for each."""
    findings = list[Diagnostic]()

    def seen(text: Typed) -> str:
        found = [one for one in check_characters(text, text) if one.code is Code.TEXT_EMPTY]
        findings.extend(found)
        return "" if found else text

    return _cleaned(content, seen), findings


def _is_much(missing: Iterable[str], document: Document) -> bool:
    text = "".join(leaf.text for leaf in document.leaves())
    lost = sum(text.count(char) for char in missing if char.isalpha())
    return lost > LETTERS_MAX * sum(char.isalpha() for char in text)


def _cleaned(content: TypedMapping, clean: Callable[[Typed], str]) -> TypedMapping:
    """Return a content file with its texts cleaned, and without those that are empty then."""
    inner = {key: _clean(one, clean) for key, one in content.items()}
    return TypedMapping(inner, content.span)


def _clean(value: Value, clean: Callable[[Typed], str]) -> Value:
    if isinstance(value, TypedMapping):
        return _cleaned(value, clean)
    if isinstance(value, TypedList):
        items = [_clean(item, clean) for item in value]
        return TypedList([item for item in items if not isinstance(item, Empty)], value.span)
    if not isinstance(value, Typed) or (text := clean(value)) == value:
        return value
    text = re.sub("(?<=\\S) {2,}(?=\\S)", " ", text).strip()
    return Typed(text, value.span, quoted=True, source=value.source) if text else Empty(value.span)

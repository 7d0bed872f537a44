"""Removes what can't be printed from a foreign file: invisible texts, characters without a font."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.fonts.choice import FontChoice
from cvtex.fonts.missing import missing_glyphs
from cvtex.fonts.text_fonts import Missing
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.wording.character_checks import check_characters
from cvtex.wording.normalised import seen

LETTERS_MAX = 0.1
"""The share of letters that may be removed; a script without a font has more."""

# Variation selectors, skin tones and a joiner after a character.
_MODIFIERS = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*\u200d?"


def without_missing_glyphs(
    content: TypedMapping, document: Document
) -> tuple[TypedMapping, tuple[Diagnostic, ...]]:
    """Return the values without characters that no font has, and a finding for each.

    If these are many of the letters, they stay, and the build reports them.
    """
    choice = FontChoice(document)
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
    pattern = re.compile(f"\u200d?[{chars}]{_MODIFIERS}")
    return _cleaned(content, lambda text: pattern.sub("", text)), findings


def without_invisible(content: TypedMapping) -> tuple[TypedMapping, list[Diagnostic]]:
    """Return the values without invisible characters and texts, and a finding for each text."""
    findings = list[Diagnostic]()

    def visible(text: Typed) -> str:
        for found in check_characters(text, text):
            match found.code:
                case Code.TEXT_INVISIBLE:
                    findings.append(found)
                case Code.TEXT_EMPTY:
                    findings.append(left_out(found))
                case _:
                    continue
            return seen(text)
        return text

    return _cleaned(content, visible), findings


def left_out(finding: Diagnostic) -> Diagnostic:
    """Return the finding that what an error is about is left out."""
    message = f"{finding.message}: it is left out"
    return replace(finding, code=Code.IMPORT_REPAIRED, message=message)


def _is_much(missing: Iterable[str], document: Document) -> bool:
    text = "".join(leaf.text for leaf in document.leaves())
    lost = sum(text.count(char) for char in missing if char.isalpha())
    return lost > LETTERS_MAX * sum(char.isalpha() for char in text)


def _cleaned(content: TypedMapping, clean: Callable[[Typed], str]) -> TypedMapping:
    """Return the values with their texts cleaned, without those that become empty."""
    inner = {key: _clean(item, clean) for key, item in content.items()}
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

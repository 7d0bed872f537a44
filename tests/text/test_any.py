"""Any text of Unicode is printed and read back, or refused by name."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cvtex.diagnostics.codes import Code
from cvtex.markup import escape_marks
from cvtex.wording.leaves import one_line
from cvtex.wording.normalised import printed

from . import samples

# Strings of one document, and documents: a few hundred strings, or ten thousand and more.
BATCH = 150
DOCUMENTS = 70 if os.environ.get("CVTEX_LONG") else 1
REFUSED = {Code.YAML_CHARACTER, Code.GLYPH_MISSING, Code.TEXT_EMPTY, Code.TEXT_MARKS}

_ASSIGNED = st.characters(exclude_categories=("Cn", "Co", "Cs", "Cc"))
TEXTS = st.lists(
    st.text(_ASSIGNED, min_size=1, max_size=12) | st.text(min_size=1, max_size=8),
    min_size=BATCH,
    max_size=BATCH,
    unique=True,
)


def _content(texts: list[str]) -> str:
    """Return a content file in which each text is a point on a line of its own."""
    escaped = map(escape_marks, texts)
    points = "".join(f"      - {samples.quoted(text).strip()}\n" for text in escaped)
    head = "language: en\nname: Ada Sample\nsections:\n  - type: list\n    title: Any\n"
    return f"{head}    entries:\n{points}"


@settings(
    max_examples=DOCUMENTS,
    database=None,
    phases=[Phase.generate],
)
@given(texts=TEXTS)
def test_any_text(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """A text is printed and two readers get it back, or a finding says at its line why not."""
    folder = tmp_path_factory.mktemp("any")
    _hold(folder, [text for text in texts if text.strip() and "\ud800" not in text])


def _hold(folder: Path, texts: list[str]) -> None:
    """Build a document, without what is refused in it; halve it where something is lost."""
    file = folder / f"any{len(texts)}.yaml"
    file.write_text(_content(texts), encoding="utf-8")
    document, _, findings = samples.build(folder, file)
    lines = {finding.span.line for finding in findings if finding.span and _refuses(finding.code)}
    if lines and document is None:
        kept = [text for number, text in enumerate(texts, 7) if number not in lines]
        assert len(kept) < len(texts)
        if kept:
            _hold(folder, kept)
        return
    wrong = samples.lost(findings)
    if wrong and len(texts) > 1:
        half = len(texts) // 2
        _hold(folder, texts[:half])
        _hold(folder, texts[half:])
    assert not wrong, f"{wrong[:9]} in {texts}"
    assert document is not None
    known = {leaf.text for leaf in document.leaves()}
    assert {unicodedata.normalize("NFC", printed(one_line(text))) for text in texts} <= known


def _refuses(code: Code) -> bool:
    return code in REFUSED

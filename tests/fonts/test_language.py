from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cvtex.verify.checks import prove
from cvtex.wording.language import language_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from made import Made

# The languages of documents in a script; without one, the script is the language's.
OF_SCRIPT = {"Latn": "en", "Hans": "zh", "Hant-TW": "zh-TW", "Jpan": "ja", "Kore": "ko"}

# A document's script or language, a text, its language where that is another.
CASES = [
    ("Latn", "Tidewater Works", None),
    ("Latn", "张样例", "zh-Hans"),
    ("Latn", "張樣例", "zh-Hant"),
    ("Latn", "すいしゃ", "ja"),
    ("Latn", "물레방아", "ko"),
    ("Latn", "Мельница", "ru"),
    ("Latn", "Μύλος", "el"),
    ("Latn", "طاحونة", "ar"),
    ("Latn", "טחנה", "he"),
    ("Latn", "पनचक्की", "hi"),
    ("Latn", "โรงสี", "th"),
    ("Latn", "Ada 张", None),
    ("Latn", "2023 – 2024", None),
    ("Hans", "潮汐磨坊", None),
    ("Hans", "磨坊 Works", None),
    ("Hans", "Tidewater Works", "en"),
    ("Hans", "ada@example.org", "en"),
    ("Hans", "2023.09 – 2024.06", None),
    ("Hans", "すいしゃ", "ja"),
    ("Hans", "물레방아", "ko"),
    ("Hans", "Мельница", "ru"),
    ("Hant-TW", "潮汐磨坊", None),
    ("Jpan", "水車とすいしゃ", None),
    ("Jpan", "Tidewater", "en"),
    ("Kore", "물레방아", None),
    ("uk", "Млин", None),
    ("uk", "Tidewater Works", "en"),
    ("fa", "آسیاب", None),
    ("hi", "पनचक्की", None),
    ("de", "Mühle", None),
    ("de", "Мельница", "ru"),
]


@pytest.mark.parametrize(("script", "text", "language"), CASES)
def test_language(sample: Made, script: str, text: str, language: str | None) -> None:
    """A text in letters that are not the document's own is in the likeliest language of them."""
    own = OF_SCRIPT.get(script, script)
    document = replace(
        sample.document, language=own, script=script if script in OF_SCRIPT else "Latn"
    )

    assert language_of(text, document) == language


def test_told(built: Callable[[str, str], Made], tmp_path: Path) -> None:
    """The tags of a Chinese page say which of its texts are English, and are held to it."""
    import pikepdf  # noqa: PLC0415 - by this test alone

    made = built("all_sections.zh", "classic")
    with pikepdf.open(made.pdf) as pdf:
        spans = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one
        ]
        spoken = [one for one in spans if one.get("/S") == "/Span"]
        assert {str(one.Lang) for one in spoken} == {"en"}
        spoken[0].Lang = pikepdf.String("fr")
        pdf.save(tmp_path / "bad.pdf")

    assert prove(made.pdf, made.document) == ()
    findings = prove(tmp_path / "bad.pdf", made.document)
    assert {one.code for one in findings} == {"tags-mismatch"}
    assert any("text in en" in one.message for one in findings)

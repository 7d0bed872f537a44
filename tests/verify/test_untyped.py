"""Words that a person reads and nobody typed, in a PDF without tags."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.document import Text
from cvtex.verify.checks import prove

from .paper import at, lines, write_pdf

if TYPE_CHECKING:
    from made import Made


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", ""),
        (at(72, 500, "ADA SAMPLE engineer"), ""),
        (at(290, 20, "1"), ""),
        (at(290, 20, "Page 1 of 2"), ""),
        (at(290, 20, "- 1 / 2 -"), ""),
        (at(72, 500, "Certified"), "`Certified`"),
        (at(72, 20, "1 printed by some portal of jobs"), "`printed` and 5 more"),
        (at(290, 20, "Page 7"), "`Page`"),
        (at(72, 500, "Ada X. Sample"), "`X.`"),
        (at(290, 20, "2024"), "`2024`"),
        (at(290, 20, "1, 2024-07-16 10:24:16"), "`2024-07-16`"),
    ],
)
def test_words_of_nobody(sample: Made, tmp_path: Path, content: bytes, found: str) -> None:
    """A word that is not in the content is found; the number of the page is none."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample", "Engineer"]) + content)
    document = replace(
        sample.document,
        name=replace(sample.document.name, content=(Text("Ada Sample, Engineer"),)),
        headline=None,
        contacts=(),
        sections=(),
        photo=None,
    )
    codes = {str(one.code): one.message for one in prove(tmp_path / "a.pdf", document)}

    assert found in codes.get("words-added", "") or not found
    assert ("words-added" in codes) is bool(found)

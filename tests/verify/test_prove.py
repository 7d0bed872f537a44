"""What a finished PDF proves: good ones pass, and each damage is found."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import PROOFS, Code
from cvtex.editions.settings import Edition
from cvtex.verify.checks import prove, prove_opened
from cvtex.verify.file.standards import MISREAD, PROFILES
from cvtex.verify.opened import open_pdf

from .damage import DAMAGES, file, save_as_it_is
from .damage import page as page_damage

if TYPE_CHECKING:
    from made import Made

assert file.__doc__
assert page_damage.__doc__


LONG = "CVTEX_LONG" in os.environ
_FALSE = re.compile("|".join(MISREAD))
ELSEWHERE = {
    Code.PDF_LOCKED,
    Code.PDF_NO_TEXT,
    Code.WORDS_LOST,
    Code.WORDS_INTERLEAVED,
    Code.ORDER_WRONG,
    Code.PDF_DAMAGED,
    Code.WORD_SPLIT,
    Code.DIRECTION_WRONG,
    Code.HEADING_STRANDED,
    Code.PAGE_SPARSE,
    Code.TEXT_SCANNED,
    Code.LINE_EDGE,
}
"""What takes another file than a damaged one; the tests are in this folder."""


def _codes(findings: tuple[Diagnostic, ...]) -> set[str]:
    return {str(finding.code) for finding in findings}


def _require_good(made: Made) -> None:
    """Fail if a PDF does not prove all, or if a validator finds anything."""
    assert prove(made.pdf, made.document) == ()
    assert prove(made.pdf, None) == ()
    for profile in PROFILES.values():
        failures = page.validate_pdf(made.pdf, profile=profile).failures
        assert [one.message for one in failures if not _FALSE.search(one.rule_id)] == []


def test_good(sample: Made) -> None:
    """Every section and every key gives a PDF that proves all."""
    _require_good(sample)


@pytest.mark.long
def test_good_long(long: Made) -> None:
    """A PDF of three pages proves all."""
    _require_good(long)


def test_good_content(resume: Made) -> None:
    """The résumés in `content/` prove all."""
    _require_good(resume)


@pytest.fixture(scope="module")
def brief(request: pytest.FixtureRequest, make: Callable[[Edition, str], Made]) -> Made:
    """Return a person who has what the damages need, and little more."""
    name = f"brief.{request.param}"
    return make(Edition(name, Path(__file__).parent / "damage" / f"{name}.yaml", pages=2), name)


ALONE = {*list(DAMAGES)[::4]}
"""The damages that are proven without the Document too by day."""


# Each language has every second damage, but at night all.
@pytest.mark.parametrize(
    ("brief", "name"),
    [
        (language, name)
        for at, name in enumerate(DAMAGES)
        for language in (("en", "zh") if LONG else ("en", "zh")[at % 2 :][:1])
    ],
    indirect=["brief"],
)
def test_damage(brief: Made, tmp_path: Path, name: str) -> None:
    """Each damage is found, with the code for it and with no code for anything else.

    Without the Document there is less to find, and nothing is made up: so for all by night.
    """
    make, codes = DAMAGES[name]
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(brief.pdf) as pdf:
        make(pdf)
        save_as_it_is(pdf, bad)

    with open_pdf(bad) as opened:
        assert _codes(prove_opened(opened, brief.document)) == codes
        if LONG or name in ALONE:
            assert _codes(prove_opened(opened, None)) <= codes


def test_every_code_has_a_damage() -> None:
    """There is no check that nothing has made fail."""
    proofs = list(Code)[list(Code).index(Code.PDF_LOCKED) :]
    made = {code for _, codes in DAMAGES.values() for code in codes}

    assert set(proofs) - made == ELSEWHERE
    assert {code for code in proofs if not code.startswith("pdf-")} <= PROOFS

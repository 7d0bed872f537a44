"""CPU time grows with the length of a text, and not with its square."""

from __future__ import annotations

import gc
import math
import runpy
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from cvtex.build.check import check_content
from cvtex.diagnostics import Span
from cvtex.exchange.language import guess_language
from cvtex.exchange.publication_kind import guess_kind
from cvtex.exchange.texts.lists import split_lists
from cvtex.exchange.texts.rich import from_markdown, rich
from cvtex.markup import parse_markup
from cvtex.pdf.difference import opcodes
from cvtex.schema.addresses import AddressError, require_doi
from cvtex.source.typed import Typed
from cvtex.style.manuscript import Manuscript
from cvtex.style.markup import markup
from cvtex.style.prose import read_prose
from cvtex.verify.readback.search import places
from cvtex.writers.tex.latex import write_latex

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "length.py"

# Beside the kinds of the benchmark, what once took the square of its length, or nearly so.
KINDS: dict[str, str] = {
    **runpy.run_path(str(BENCHMARK))["KINDS"],
    "stressed Han": "**负责**样例 ",
    "stressed Hebrew": "**דוגמה** של ",
    "code in Han": "`负`责 ",
    "links of long words": f"[{'ab' * 15}](https://example.org) ",
    "quotes": "“a” — ",
    "brackets": "(א[",
    "percent signs": "א%%%%%%%%",
    "forms": "葛\U000e0101",
    "syllables": "क्षि",
    "stars": "*a **b ",
    "fences": "` `` ``` ",
}

# Texts of a given length that once took the square of it, and what reads each of them.
READ: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "unclosed links": (parse_markup, lambda length: "a[" * length + "](x)" * length),
    "spaces between bullets": (split_lists, lambda length: "• a" + " " * length + "b • c"),
    "unclosed formula": (from_markdown, lambda length: "$" + r"\a" * (length // 2)),
    "one long word": (
        lambda text: list(places(text, text + "c" + text)),
        lambda length: "ab" * (length // 2),
    ),
    "another order": (
        lambda text: list(opcodes(text, text[::-1])),
        lambda length: "".join(chr(0x4E00 + at % 400) for at in range(length)),
    ),
    "a word of no language": (
        lambda text: guess_language(Typed(text, Span(BENCHMARK))),
        lambda length: "x" * length,
    ),
    "a publisher in Han": (
        lambda text: guess_kind(text, has_url=False, has_doi=False),
        lambda length: "样例" * (length // 2),
    ),
    "fences": (parse_markup, lambda length: "`a" * (length // 2) + "``"),
    "longer and longer fences": (
        parse_markup,
        lambda length: "".join("`" * fence + "a" for fence in range(1, math.isqrt(2 * length))),
    ),
    "stray end tags": (rich, lambda length: "<b>" * (length // 8) + "</i>" * (length // 8)),
}

# What content and a check of its style read by patterns, which may begin anywhere.
MARKS = (
    *("*", "[", "]", "`", "\\", "[]", "*a ", "a* ", "**a*", "a**b*c", "`a``", "[a*", "[a](u"),
    *("[[a](u)", "[*a](u)", "](a()", "- ", "\n- a", "_a b ", "**a ", "$^", "|", "~~a", "``a"),
    *("<a href=", "\\_", "&a", "#", "1. a\n", "a\n", " ", "a_", "a**b", "<!-- ", "__A ", "__A"),
    *("[a](", "_斜 ", "：•", "<b x=", "<p>", "=\n"),
)

SHORT, LONG = 2_000, 16_000
# Eight times is linear, and 64 times quadratic.
MOST = 20


def _some(kinds: Iterable[str]) -> list[object]:
    """Leave all but every fourth kind to the night."""
    return [
        pytest.param(kind, marks=[pytest.mark.long] * (at % 4 > 0)) for at, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize("kind", _some(KINDS))
def test_growth(kind: str, tmp_path: Path) -> None:
    """Eight times as long a text takes some eight times as long to check and to write."""
    unit, file = KINDS[kind], tmp_path / "resume.en.yaml"

    def write(length: int) -> None:
        text = (unit * (length // len(unit) + 1))[:length].strip()
        _write(file, f"{{type: text, title: Sample, text: '{text}'}}")

    _require_linear(write, lambda: _checked(file))


@pytest.mark.parametrize("keywords", ["[Sample, '，{}']", "[Sample {}]"])
def test_growth_of_keywords(keywords: str, tmp_path: Path) -> None:
    """Unclosed brackets in keywords, and spaces behind them, take linear time."""
    file = tmp_path / "resume.en.yaml"

    def write(length: int) -> None:
        listed = keywords.format(("(" if "'" in keywords else " ") * length)
        _write(file, f"{{type: skills, entries: [{{name: Sample, keywords: {listed}}}]}}")

    _require_linear(write, lambda: _checked(file))


@pytest.mark.parametrize("kind", READ)
def test_growth_of_reading(kind: str) -> None:
    """Eight times as long a text takes some eight times as long to read."""
    read, made = READ[kind]
    texts: list[str] = []

    _require_linear(lambda length: texts.append(made(length)), lambda: read(texts[-1]))


@pytest.mark.parametrize("mark", _some(MARKS))
def test_growth_of_marks(mark: str) -> None:
    """Marks that are never closed take linear time to parse, and to advise on."""
    texts: list[str] = []

    def work() -> None:
        parse_markup(texts[-1])
        prose = read_prose(Typed(texts[-1], Span(BENCHMARK)))
        list(markup(cast("Manuscript", SimpleNamespace(texts=(prose,)))))

    _require_linear(lambda length: texts.append((mark * length)[:length]), work)


def test_doi_too_long() -> None:
    """A text that is longer than any DOI is not searched for one."""
    with pytest.raises(AddressError, match="longer than any DOI"):
        require_doi("10.12345.1" * 1_000)


def _require_linear(prepare: Callable[[int], object], work: Callable[[], object]) -> None:
    """Fail if the CPU time of some work grows faster than the length that it is prepared for."""
    _cpu_time(prepare, work, 100)  # what is done once only

    short = long = math.inf
    for _ in range(5):  # a busy machine takes more now and then, and never less
        short = min(short, _cpu_time(prepare, work, SHORT))
        long = min(long, _cpu_time(prepare, work, LONG))
        if long < MOST * short:
            return
    pytest.fail(f"{SHORT} characters take {short:.3f} s, {LONG} take {long:.3f} s")


def _cpu_time(prepare: Callable[[int], object], work: Callable[[], object], length: int) -> float:
    prepare(length)
    gc.disable()  # it would look at all that other tests have left
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def _write(file: Path, section: str) -> None:
    file.write_text(f"language: en\nname: Ada Sample\nsections: [{section}]\n", encoding="utf-8")


def _checked(file: Path) -> None:
    document = check_content(file).value
    assert document
    write_latex(document)

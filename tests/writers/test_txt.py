"""The plain text of a Document, and the proof that it has all of it and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.build.check import check_content
from cvtex.diagnostics import SECRET, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Highlight, Highlights, Leaf, Section, Text
from cvtex.schema.addresses import is_shown
from cvtex.unicode.breaks import is_wide
from cvtex.verify.readback.text_files import check_text
from cvtex.writers.txt import write_text

GOLDEN = Path(__file__).parent / "golden"
PEOPLE = Path(__file__).parents[1] / "people"
TARGET = Path("me.txt")
HERE = Span(Path("resume.yaml"), 1, 1)


def _document(file: Path) -> Document:
    document = check_content(file).value
    assert document is not None
    return document


@pytest.fixture(scope="module")
def ada() -> Document:
    """Return the Document of an invented person."""
    return _document(GOLDEN / "ada.yaml")


@pytest.mark.parametrize("name", ["ada", "zhang", "amal"])
def test_golden(name: str) -> None:
    """The text of a Document is as it was when a person last looked at it."""
    golden = (GOLDEN / f"{name}.txt").read_bytes().decode()

    assert write_text(_document(GOLDEN / f"{name}.yaml")) == golden


@pytest.mark.parametrize("file", sorted(PEOPLE.glob("*.yaml")), ids=lambda file: file.name)
def test_whole(file: Path) -> None:
    """All words come back in order, with nothing else, in every script and type of section."""
    document = _document(file)

    assert check_text(write_text(document), document, TARGET) == ()


DAMAGES = {
    "a word less": (" and doesn’t stop", "", [(Code.WORDS_LOST, 8), (Code.WORDS_ADDED, 0)]),
    "a line less": ("Mentor: Ms Una\n", "", [(Code.WORDS_LOST, 25), (Code.WORDS_LOST, 25)]),
    "the end less": ("\n\nEvery word.", "", [(Code.WORDS_LOST, 40)]),
    "a word more": ("Sieves (95), Sums\n", "Sieves (95), Sums\nBees\n", [(Code.WORDS_ADDED, 0)]),
    "an end more": ("Every word.\n", "Every word.\nBees\n", [(Code.WORDS_ADDED, 0)]),
    "another order": (
        "Sampler\nJul 2020",
        "Jul 2020\nSampler",
        [(Code.WORDS_ADDED, 0), (Code.WORDS_LOST, 24)],
    ),
    "two run together": ("Samples & Sons\nSampler", "Samples & SonsSampler", None),
    "two spaces": ("from 5_200", "from  5_200", None),
    "an address less": (" (https://example.org/a_b)", "", None),
    "another address": ("example.org/a_b", "example.org/a_c", None),
    "one more address": ("Reads charts", "Reads charts (https://example.org)", None),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged(ada: Document, damage: str) -> None:
    """What is lost is found at its line of the YAML, and what is added in the file."""
    old, new, wanted = DAMAGES[damage]
    text = write_text(ada)
    assert old in text
    findings = check_text(text.replace(old, new, 1), ada, TARGET)

    assert findings
    if wanted:
        assert [(one.code, one.span and one.span.line) for one in findings] == wanted


@given(st.data())
def test_one_character(ada: Document, data: st.DataObject) -> None:
    """A character that is missing, doubled or another is found anywhere, white space apart."""
    text = write_text(ada)
    letters = [at for at, char in enumerate(text) if not char.isspace() and char not in "•–"]
    at = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from(["", text[at] * 2, "é", "。"]))

    assert check_text(f"{text[:at]}{other}{text[at + 1 :]}", ada, TARGET)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_any_text(ada: Document, texts: list[str]) -> None:
    """Whatever is typed comes back: bullets, brackets, words that are in others, any script."""
    words = [" ".join(text.split()) or "•" for text in texts]
    items = tuple(
        Highlight(Leaf(number, (Text(word),), HERE)) for number, word in enumerate(words, 100)
    )
    document = replace(ada, sections=(Section("list", ada.name, (Highlights(items),)),))

    assert check_text(write_text(document), document, TARGET) == ()


WRAPPED = [
    ("all_sections.en", 30),
    ("spaces.zh", 40),
    pytest.param("all_sections.zh", 30, marks=pytest.mark.long),
    pytest.param("scripts.en", 47, marks=pytest.mark.long),
    pytest.param("long.en", 72, marks=pytest.mark.long),
    pytest.param("long.he", 72, marks=pytest.mark.long),
]


@pytest.mark.parametrize(("name", "width"), WRAPPED)
def test_wrapped(name: str, width: int) -> None:
    """With a width, no line is longer, unless it is one word, and all words come back."""
    document = _document(PEOPLE / f"{name}.yaml")
    document = replace(document, design=replace(document.design, text_width=width))
    text = write_text(document)

    assert check_text(text, document, TARGET, is_wrapped=True) == ()
    long = [line for line in text.splitlines() if _columns(line) > width]
    assert [line for line in long if " " in line.strip(" •–")] == []


def _columns(line: str) -> int:
    marks = sum(category(char) in ("Mn", "Me", "Cf") for char in line)
    return len(line) + sum(map(is_wide, line)) - marks


def test_wrapped_lines() -> None:
    """A bullet's next lines are indented, and no line of Chinese begins with a stop."""
    ada, zhang = (_document(GOLDEN / f"{name}.yaml") for name in ("ada", "zhang"))
    narrow = [replace(one, design=replace(one.design, text_width=40)) for one in (ada, zhang)]

    assert "• Cut losses by 31 %, from 5_200 to\n  3_588, see the report\n" in write_text(narrow[0])
    assert "5,200次降到\n  3,588次" in write_text(narrow[1])


@given(st.data())
def test_wrapped_lost(ada: Document, data: st.DataObject) -> None:
    """Also in a wrapped text, a character that is missing or doubled is found."""
    document = replace(ada, design=replace(ada.design, text_width=30))
    text = write_text(document)
    letters = [at for at, char in enumerate(text) if not char.isspace() and char not in "•–"]
    at = data.draw(st.sampled_from(letters))
    damaged = text[:at] + data.draw(st.sampled_from(["", text[at] * 2])) + text[at + 1 :]

    assert check_text(damaged, document, TARGET, is_wrapped=True)


def test_secret(ada: Document) -> None:
    """What is found cites nothing if a word of the Document is a secret."""
    secret = replace(ada, name=replace(ada.name, span=Span(SECRET, 1, 1)))
    findings = check_text("Ada Sample\nBees\n", secret, TARGET)

    assert findings
    assert not any(word in one.message for one in findings for word in ("Bees", "Sampler"))


@pytest.mark.parametrize(
    ("uri", "text", "shown"),
    [
        ("https://www.example.org/ada/", "example.org/ada", True),
        ("https://example.org", "https://example.org", True),
        ("https://xn--bcher-kva.example/", "bücher.example", True),
        ("https://example.org/%E6%97%A5", "example.org/日", True),
        ("mailto:ada@example.org", "ada@example.org", True),
        ("tel:+1-202-555-0143", "+1 202-555-0143", True),
        ("https://example.org/ada", "ada", False),
        ("https://example.org/ada", "example.org", False),
        ("mailto:ada@example.org", "write to me", False),
        ("tel:+1-202-555-0143", "call me", False),
    ],
)
def test_shown(uri: str, text: str, shown: bool) -> None:  # noqa: FBT001 - a table
    """An address is written behind its text, unless that shows it as people write addresses."""
    assert is_shown(uri, text) is shown

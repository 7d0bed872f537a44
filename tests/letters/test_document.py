"""A letter as a Document: its head, its parts in the order of a layout, what an edition prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.build.check import check_content, check_editions
from cvtex.build.formats import write_file
from cvtex.diagnostics import Severity
from cvtex.document import Document, plain
from cvtex.document.blocks import block_lines
from cvtex.editions.letter import LAYOUTS
from cvtex.editions.settings import read_editions
from cvtex.exchange.loading import load_content
from cvtex.locales import known_locales
from cvtex.wording.locale import find_locale
from cvtex.writers import writer
from cvtex.writers.html import write_page
from cvtex.writers.tex.latex import write_latex
from cvtex.writers.txt import write_text

from .conftest import GERMAN

Write = Callable[..., Path]

TAILORED = """\
  - {text: For models., for: [ml]}
  - {text: Plain., variants: {ml: Own.}}
"""

TEXT = "I read your advertisement with great interest."


def _document(path: Path) -> Document:
    checked = check_content(path)
    assert [one for one in checked.diagnostics if one.severity is Severity.ERROR] == []
    assert checked.value is not None
    return checked.value


def _parts(document: Document) -> dict[str, list[str]]:
    """Return the lines of each part, in order."""
    assert document.letter is not None
    return {
        part.role.value: [
            " ".join(leaf.text for leaf in line)
            for block in part.blocks
            for line in block_lines(block)
        ]
        for part in document.letter.parts
    }


def test_head(letter: Write) -> None:
    """Name, headline and contacts are those of the résumé, whose sections are left out."""
    document = _document(letter())

    assert (document.name.text, document.headline and document.headline.text) == (
        "Ada Sample",
        "Engineer",
    )
    assert [contact.kind for contact in document.contacts] == ["phone", "email", "address"]
    assert document.sections == ()
    assert document.title == "Ada Sample – Engineer of engines"
    assert str(document.date) == "2026-03-01"


def test_parts(letter: Write) -> None:
    """In English the layout is that of the US: each part in its place, the date in words."""
    assert _parts(_document(letter())) == {
        "date": ["Northmere, March 1, 2026"],
        "recipient": ["Example Engines Ltd.", "Ms Grace Model", "12 Mill Lane"],
        "subject": ["Engineer of engines"],
        "opening": ["Dear Ms Model,"],
        "body": [
            TEXT,
            "What I bring:",
            "a planner",
            "tests",
        ],
        "closing": ["Yours sincerely,"],
        "signature": ["Ada Sample"],
        "enclosures": ["Enclosures: Résumé, References"],
    }


@pytest.mark.parametrize(
    "recipient",
    [
        "recipient:\n  - Example Engines Ltd.\n  - Ms Grace Model\n  - 12 Mill Lane\n",
        "recipient: Example Engines Ltd.\n  Ms Grace Model\n  12 Mill Lane\n",
        "recipient: |\n  Example Engines Ltd.\n\n  Ms Grace Model \n  12 Mill Lane\n",
    ],
)
def test_lines(letter: Write, recipient: str) -> None:
    """The line ends of an address are kept however it is typed, each line at its place."""
    old = "recipient: |\n  Example Engines Ltd.\n  Ms Grace Model\n  12 Mill Lane\n"
    path = letter((old, recipient))
    document = _document(path)
    typed = path.read_text(encoding="utf-8").splitlines()

    assert _parts(document)["recipient"] == [
        "Example Engines Ltd.",
        "Ms Grace Model",
        "12 Mill Lane",
    ]
    for leaf in document.leaves():
        if leaf.text in ("Ms Grace Model", "12 Mill Lane"):
            line = typed[leaf.span.line - 1]
            assert line[leaf.span.column - 1 :].startswith(leaf.text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(letter: Write, layout: str) -> None:
    """Each layout has every part once, and the class knows it by its name."""
    document = _document(letter(("place:", f"layout: {layout}\nplace:")))
    parts = [*_parts(document)]

    assert sorted(parts) == sorted({*LAYOUTS["us"], *LAYOUTS[layout]})
    assert f"\\cvtexsetup{{letter}}{{layout = {layout}}}" in write_latex(document)


@pytest.mark.parametrize("tag", known_locales())
def test_languages(tag: str) -> None:
    """Each language has the words of a letter, and the layout that is usual."""
    locale = find_locale(tag)

    assert locale is not None
    assert locale.letter in LAYOUTS
    assert locale.labels["enclosures"]
    assert "Ada" in locale.signature.format(name="Ada")


DATES = {
    "en": "Northmere, March 1, 2026",
    "en-GB": "Northmere, 1 March 2026",
    "de": "Northmere, 1. März 2026",
    "fr": "Northmere, 1 mars 2026",
    "zh": "Northmere 2026年3月1日",
    "ja": "Northmere 2026年3月1日",
    "ar": "Northmere، 1 مارس 2026",
}


@pytest.mark.parametrize("language", DATES)
def test_dates(letter: Write, language: str) -> None:
    """Place and date are in one line, in the long form of the letter's own language."""
    document = _document(letter(("place:", f"language: {language}\nplace:")))

    assert document.language == language
    assert _parts(document)["date"] == [DATES[language]]


def test_return_address(letter: Write) -> None:
    """A letter by DIN 5008 has the sender's address above the recipient's."""
    parts = _parts(_document(letter(("place:", "layout: din5008\nplace:"))))

    assert [*parts][:2] == ["sender", "recipient"]
    assert parts["sender"] == ["Ada Sample, 3 Mill Lane, Northmere"]


def test_tailored(letter: Write) -> None:
    """Paragraphs have audiences and wordings, and what an edition hides is nowhere."""
    path = letter(
        ("  - I read", f"{TAILORED}  - I read"),
        ("closing:", "  - Call me at +1 202 555 0143.\nclosing:"),
    )
    (path.parent / "editions.yaml").write_text(
        "en: {content: resume.en.yaml, order: [skills]}\n"
        "letter: {content: letter.acme.en.yaml}\n"
        "ml: {extends: en, content: letter.acme.en.yaml, audience: ml,"
        " hide: [phone, address, enclosures, subject]}\n",
        encoding="utf-8",
    )
    editions = {one.name: one for one in read_editions(path.parent / "editions.yaml").value or ()}
    made = {
        name: check_content(path, one.looks, "", one.tailoring)
        for name, one in editions.items()
        if name != "en"
    }
    plainly, models = (made[name].value for name in ("letter", "ml"))

    assert plainly is not None
    assert models is not None
    assert _parts(plainly)["body"][:2] == [
        "Plain.",
        "I read your advertisement with great interest.",
    ]
    assert _parts(models)["body"][:2] == ["For models.", "Own."]
    assert not {"enclosures", "subject"} & {*_parts(models)}
    assert [contact.kind for contact in models.contacts] == ["email"]
    found = {(one.code.value, one.span and one.span.file.name) for one in made["ml"].diagnostics}
    assert found == {("hidden-printed", "letter.acme.en.yaml")}


def test_edition(letter: Write) -> None:
    """Without `editions.yaml`, each letter is an edition beside those of the résumés."""
    path = letter()
    editions = read_editions(path.parent / "editions.yaml").value or ()

    assert [(one.name, one.content.name) for one in editions] == [
        ("en", "resume.en.yaml"),
        ("letter-acme-en", "letter.acme.en.yaml"),
    ]


def test_private(letter: Write) -> None:
    """The private overlay adds to the head of a letter, but not to that of a public edition."""
    path = letter()
    overlay = path.parent / "private.yaml"
    overlay.write_text("contacts:\n  - url: https://example.org/private\n", encoding="utf-8")

    assert len(_document(path).contacts) == 4
    public = check_content(path, private=False).value
    assert public is not None
    assert len(public.contacts) == 3


def test_other_resume(letter: Write) -> None:
    """A letter names its résumé, which may be of another format."""
    path = letter(("place:", "resume: cv/ada.json\nlanguage: en\nplace:"))
    (path.parent / "cv").mkdir()
    (path.parent / "cv" / "ada.json").write_text(
        '{"basics": {"name": "Bo Example", "email": "bo@example.org"}}', encoding="utf-8"
    )

    assert _document(path).name.text == "Bo Example"


def test_text(letter: Write) -> None:
    """As plain text, an address is one paragraph of lines, and each paragraph stands alone."""
    text = write_text(_document(letter()))

    assert "\n\nExample Engines Ltd.\nMs Grace Model\n12 Mill Lane\n\n" in text
    assert "\n\nDear Ms Model,\n\nI read your advertisement" in text
    assert "\n\nWhat I bring:\n\n• a planner\n• tests\n\nYours sincerely,\n\nAda Sample\n\n" in text


def test_web_page(letter: Write) -> None:
    """As a web page, each part has its role and its layout, and the words of the letter."""
    page = write_page(_document(letter()))

    assert '<div class="part recipient us">\n<p><span>Example Engines Ltd.</span></p>' in page
    assert '<div class="part closing us">\n<p><span>Yours sincerely,</span></p>' in page


@pytest.mark.parametrize("name", ["me.txt", "me.html", "me.docx"])
def test_sender(letter: Write, tmp_path: Path, name: str) -> None:
    """The sender's line of DIN 5008 is for an envelope: a file of no paper has the head alone."""
    path = letter(text=GERMAN.replace("signature: signature.png\n", ""), language="de")
    target = tmp_path / name
    made = write_file(path, target)
    read = writer(target.suffix[1:]).read

    assert made.ok
    assert read is not None
    assert read(target.read_bytes()).count("Kurze Straße 3") == (2 if name == "me.docx" else 1)


def test_links(letter: Write) -> None:
    """Texts have markup, as elsewhere."""
    leaf = next(one for one in _document(letter()).leaves() if "advertisement" in one.text)

    assert [plain(part.content) for part in leaf.content if hasattr(part, "content")] == [
        "advertisement",
        "great",
    ]


def test_no_resume(letter: Write) -> None:
    """What reads résumés says that a letter is none."""
    (found,) = load_content(letter()).diagnostics

    assert found.code == "import-shape"
    assert "cover letter" in found.message


def test_checked_once(letter: Write) -> None:
    """`cvtex check` reports what is wrong with a letter, and with its head, once."""
    path = letter(("date: 2026-03-01", "date: 2026-13-01"))
    resume = path.with_name("resume.en.yaml")
    text = resume.read_text(encoding="utf-8").replace("ada@example.org", "ada@")
    resume.write_text(text, encoding="utf-8")
    found = check_editions(path.parent / "editions.yaml").diagnostics

    assert sorted((one.code.value, one.span and one.span.file.name) for one in found) == [
        ("date-invalid", "letter.acme.en.yaml"),
        ("email-invalid", "resume.en.yaml"),
    ]

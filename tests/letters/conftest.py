"""Letters of invented people, in folders of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from cvtex.editions.settings import Edition

if TYPE_CHECKING:
    from conftest import Once
    from made import Made

HEADS = {
    "en": ("Ada Sample", "Engineer", "3 Mill Lane, Northmere"),
    "de": ("Ada Muster", "Ingenieurin", "Kurze Straße 3, 12345 Musterstadt"),
    "zh": ("张样例", "工程师", "样例市磨坊路3号"),
    "ja": ("見本 花子", "技術者", "架空県見本市1-2-3"),
    "ar": ("آدا مثال", "مهندسة", "شارع الطاحونة 3، مدينة المثال"),
}

LETTER = """\
recipient: |
  Example Engines Ltd.
  Ms Grace Model
  12 Mill Lane
place: Northmere
date: 2026-03-01
subject: Engineer of engines
opening: Dear Ms Model,
paragraphs:
  - I read your [advertisement](https://example.org/engines) with **great** interest.
  - {text: "What I bring:", highlights: [a planner, tests]}
closing: Yours sincerely,
enclosures: [Résumé, References]
"""

GERMAN = """\
recipient:
  - Muster Motoren und andere Maschinen für alle erdenklichen Zwecke GmbH & Co. KG
  - Frau Dr. Grete Modell
  - Lange Straße 12
  - 12345 Musterstadt
place: Musterstadt
date: 2026-03-01
subject: Bewerbung als Ingenieurin
opening: Sehr geehrte Frau Dr. Modell,
paragraphs:
  - mit großem Interesse habe ich Ihre Anzeige gelesen.
  - Über eine Einladung freue ich mich.
closing: Mit freundlichen Grüßen
signature: signature.png
enclosures: [Lebenslauf, Zeugnisse]
"""


def write_letter(folder: Path, letter: str, language: str = "en") -> Path:
    """Write a letter, and the résumé of an invented person beside it; return the letter."""
    folder.mkdir(exist_ok=True)
    name, headline, address = HEADS[language]
    resume = f"""\
language: {language}
name: {name}
headline: {headline}
contacts:
  - phone: +1 202 555 0143
  - email: ada@example.org
  - {{url: "https://example.org/ada", for: [web]}}
  - address: {address}
sections:
  - {{type: list, title: Samples, entries: [A sample]}}
"""
    (folder / f"resume.{language}.yaml").write_text(resume, encoding="utf-8")
    path = folder / f"letter.acme.{language}.yaml"
    path.write_text(letter, encoding="utf-8")
    return path


def sign(path: Path) -> None:
    """Draw the signature of nobody, with a transparent background."""
    image = Image.new("RGBA", (1200, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(60, 300), (400, 80), (700, 320), (1140, 100)], "navy", 12)
    image.save(path)


@pytest.fixture
def letter(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a letter, with changes of text."""

    def write(*changes: tuple[str, str], text: str = LETTER, language: str = "en") -> Path:
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return write_letter(tmp_path, text, language)

    return write


@pytest.fixture(scope="session")
def german(once: Once, make: Callable[[Edition, str], Made]) -> Made:
    """Return a German letter with a signature and a long address."""

    def write(folder: Path) -> None:
        write_letter(folder, GERMAN, "de")
        sign(folder / "signature.png")

    content = once("letter.german", write) / "letter.acme.de.yaml"
    return make(Edition("german", content), "letter.german.made")


@pytest.fixture(scope="session")
def two_pages(once: Once, make: Callable[[Edition, str], Made]) -> Made:
    """Return a letter that is longer than a page."""
    texts = [f"  - {f'Sentence {at} of a long letter. ' * 12}\n" for at in range(14)]
    text = LETTER.replace("paragraphs:\n", f"paragraphs:\n{''.join(texts)}")

    def write(folder: Path) -> None:
        write_letter(folder, text)

    folder = once("letter.long", write)
    return make(Edition("long", folder / "letter.acme.en.yaml"), "letter.long.made")

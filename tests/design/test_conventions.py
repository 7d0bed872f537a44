"""What is the convention in some places: a title, facts, forms of a name, a line to sign on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTCurve, LTItem, LTTextLine
from pikepdf import Pdf, parse_content_stream
from PIL import Image

from cvtex.build.check import check_content
from cvtex.paths import latex_dir
from made import pdftotext

if TYPE_CHECKING:
    from running import Program

THEMES = sorted(path.name for path in (latex_dir() / "themes").iterdir())
GERMAN = """\
language: de
title: Lebenslauf
name: Ada Muster
headline: Müllerin
contacts: [email: ada@example.org, address: Musterstadt]
facts:
- {label: Geburtsdatum, value: 1. März 1996}
- {label: Geburtsort, value: Musterstadt}
- {label: Staatsangehörigkeit, value: deutsch}
- {label: Führerschein, value: B}
- {value: ortsunabhängig}
sections:
- type: experience
  table: true
  entries: [{name: Muster & Söhne, position: Müllerin, start_date: 2021-04, end_date: present}]
- type: text
  title: Über mich
  break_before: true
  text: Mahlt gern.
photo: me.png
closing:
  text: Alles ist wahr.
  place: Musterstadt
  date: 1. März 2026
  signature: {name: A. Muster, file: signature.png}
"""
JAPANESE = """\
language: ja
title: 履歴書
name: 見本 花子
name_reading: みほん はなこ
name_latin: Hanako Mihon
contacts: [email: hanako@example.org]
facts: [{label: 生年月日, value: 1996年3月1日}, {label: 現在, value: 2026年4月1日}]
sections:
- type: education
  table: true
  sort: oldest
  entries: [{institution: 架空大学 入学, date: 2014-04}, {institution: 同 卒業, date: 2018-03}]
- type: text
  title: 志望の動機
  table: true
  text: 水車が好きです。
closing: {text: 以上}
"""
ARABIC = """\
language: ar
title: سيرة ذاتية
name: آدا مثال
name_latin: Ada Mithal
contacts: [email: ada@example.org]
facts: [{label: الجنسية, value: مثالية}, {label: رخصة القيادة, value: B}]
sections:
- type: skills
  table: true
  entries: [{name: لغات, keywords: [C++, Rust]}, {name: حرف, keywords: [نجارة]}]
- type: experience
  table: true
  entries: [{name: شركة المثال, position: مطورة, start_date: 2020-03, end_date: 2021}]
closing: {place: المدينة, date: 1 مارس 2026, signature: آدا مثال}
"""
ENGLISH = "language: en\nname: Ada Sample\nsections: []\n"
PEOPLE = {"de": GERMAN, "ja": JAPANESE, "ar": ARABIC}
IN_ORDER = (
    *("Lebenslauf", "Ada Muster", "Müllerin", "ada@example.org", "Geburtsdatum:", "1. März 1996"),
    *("Führerschein:", "Muster & Söhne", "Über mich", "Alles ist wahr."),
    *("Musterstadt, 1. März 2026", "A. Muster"),
)


ALL = [
    pytest.param(
        theme,
        language,
        marks=[] if (theme, language) == ("academic", "de") else pytest.mark.long,
    )
    for theme in THEMES
    for language in PEOPLE
]


@pytest.mark.parametrize(("theme", "language"), ALL)
def test_proven(program: Program, theme: str, language: str) -> None:
    """Title, names, facts, pictures and closing are proven in every theme, from the right too."""
    (program.folder / "me.yaml").write_text(PEOPLE[language], encoding="utf-8")
    _draw(program.folder)
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--theme", theme)

    assert (built.status, "error" in built.err) == (0, False), built.err
    with Pdf.open(program.folder / "me.pdf") as opened:
        assert len(opened.pages[0].get_images()) + len(opened.pages[-1].get_images()) == 2 * (
            language == "de"
        )


def _draw(folder: Path) -> None:
    Image.new("RGB", (308, 402), "navy").save(folder / "me.png")
    Image.new("L", (600, 200)).save(folder / "signature.png")


def test_order(program: Program) -> None:
    """They are read where they stand, in the PDF and in plain text; a section begins a page."""
    (program.folder / "me.yaml").write_text(GERMAN, encoding="utf-8")
    _draw(program.folder)
    program.run("build", "me.yaml", "-o", "me.pdf")
    program.run("build", "me.yaml", "-o", "me.txt")
    read = _raw(program.folder / "me.pdf")
    written = (program.folder / "me.txt").read_text("utf-8")

    for text in (read, written):
        places = [text.find(words) for words in IN_ORDER]
        assert -1 not in places
        assert places == sorted(places)
    assert "Über mich" in read.split("\f")[1]


@pytest.mark.parametrize(
    ("style", "more"), [pytest.param("line", 0, marks=pytest.mark.long), ("plain", 2)]
)
def test_table(program: Program, style: str, more: int) -> None:
    """A table has a rule below each row, and above if its title has none; the text is the same."""
    looks = ("--set", f"design.heading_style={style}")
    rules, texts = [], []
    for source in (JAPANESE, JAPANESE.replace("  table: true\n", "")):
        (program.folder / "me.yaml").write_text(source, encoding="utf-8")
        built = program.run("build", "me.yaml", "-o", "me.pdf", *looks)
        assert (built.status, built.err) == (0, "")
        rules.append(_rules(program.folder / "me.pdf"))
        texts.append(_raw(program.folder / "me.pdf"))

    assert rules[0] - rules[1] == 3 + more
    assert texts[0] == texts[1]
    assert texts[0].index("見本 花子") < texts[0].index("みほん はなこ")


@pytest.mark.long  # by day test_table
@pytest.mark.parametrize("style", [pytest.param("rule", marks=pytest.mark.long), "plain"])
def test_rows(program: Program, style: str) -> None:
    """The first row of a table is as far below its rule as the others.

    The reading of a Japanese name is above it.
    """
    (program.folder / "me.yaml").write_text(JAPANESE, encoding="utf-8")
    looks = ("--theme", "academic", "--set", f"design.heading_style={style}")
    program.run("build", "me.yaml", "-o", "me.pdf", *looks)
    (page,) = extract_pages(program.folder / "me.pdf")
    items = [*_all(page)]
    rules = sorted({one.y0 for one in items if isinstance(one, LTCurve) and one.width > 300})
    lines = {one.y1: one.get_text() for one in items if isinstance(one, LTTextLine)}
    below = {rule: max(top for top in lines if top < rule) for rule in rules[2:]}
    first, second = (
        next(rule - top for rule, top in below.items() if word in lines[top])
        for word in ("入学", "卒業")
    )

    assert first == pytest.approx(second, abs=1.5)
    assert min(top for top in lines if "みほん" in lines[top]) > next(
        top for top in lines if "見本 花子" in lines[top]
    )


def _all(item: LTItem) -> Iterator[LTItem]:
    yield item
    if isinstance(item, Iterable):
        for one in item:
            yield from _all(one)


def _rules(pdf: Path) -> int:
    """Return how many lines the first page draws."""
    with Pdf.open(pdf) as opened:
        operators = [str(one.operator) for one in parse_content_stream(opened.pages[0])]
    return operators.count("S")


def _raw(pdf: Path) -> str:
    return pdftotext(pdf, "-raw")


def test_kept_in_json(program: Program) -> None:
    """JSON Resume has no place for them: an export keeps them as they are, an import finds them."""
    (program.folder / "me.yaml").write_text(GERMAN, encoding="utf-8")
    _draw(program.folder)
    exported = program.run("export", "me.yaml", "-o", "me.json")
    imported = program.run("import", "me.json", "-o", "again.yaml")
    before, after = (
        yaml.safe_load((program.folder / name).read_text("utf-8"))
        for name in ("me.yaml", "again.yaml")
    )

    assert (exported.status, imported.status) == (0, 0)
    assert "closing" in json.loads((program.folder / "me.json").read_text("utf-8"))["meta"]["cvtex"]
    for key in ("title", "facts", "closing"):
        assert after[key] == before[key]
    assert after["sections"][0]["table"] is True
    assert after["sections"][1]["break_before"] is True


def test_place_and_date(tmp_path: Path) -> None:
    """Place and date are one text, as people write them; each may stand alone."""
    file = tmp_path / "me.yaml"
    printed = []
    for closing in ("place: Ulm, date: 1. Mai", "place: Ulm", "date: 1. Mai", "text: Ende"):
        head, _, _ = GERMAN.partition("closing:")
        head = head.replace("photo: me.png\n", "")
        file.write_text(f"{head}closing: {{{closing}}}\n", encoding="utf-8")
        document = check_content(file).value
        assert document
        assert document.closing
        printed.append(document.closing.place.text if document.closing.place else None)

    assert printed == ["Ulm, 1. Mai", "Ulm", "1. Mai", None]


@pytest.mark.parametrize(
    ("typed", "name", "file"),
    [
        ("A. Muster", "A. Muster", None),
        ("signature.png", None, "signature.png"),
        ("{name: A. Muster, file: signature.png}", "A. Muster", "signature.png"),
    ],
)
def test_signature(tmp_path: Path, typed: str, name: str | None, file: str | None) -> None:
    """A signature is a name, a picture or both; a text that names a picture is its file."""
    _draw(tmp_path)
    content = tmp_path / "me.yaml"
    content.write_text(f"{ENGLISH}closing: {{signature: {typed}}}\n", encoding="utf-8")
    document = check_content(content).value
    assert document
    assert document.closing
    signed, picture = document.closing.signature, document.signature

    assert (signed and signed.text) == name
    assert (picture and picture.picture.file.name) == file
    assert picture is None or picture.alt == "Signature of Ada Sample"


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("missing.png", "file-missing", "there is no file"),
        ("/dev/null.png", "file-missing", "there is no file"),
        ("{file: /dev/null}", "file-unreadable", "device"),
        ("{alt: Ada}", "value-type", "name, a picture, or both"),
        ("{path: signature.png}", "key-unknown", "did you mean `file`"),
        ("[me.png]", "value-type", "write `signature: me.png`"),
    ],
)
def test_wrong_signature(tmp_path: Path, typed: str, code: str, words: str) -> None:
    """What is wrong with a signature is one error at its place, with a hint."""
    _draw(tmp_path)
    content = tmp_path / "me.yaml"
    content.write_text(f"{ENGLISH}closing: {{signature: {typed}}}\n", encoding="utf-8")
    (found,) = check_content(content).diagnostics

    assert (found.code, found.span and found.span.line) == (code, 4)
    assert words in f"{found.message} {found.hint}"
    assert found.hint


SAMPLES = sorted((Path(__file__).parents[2] / "docs" / "gallery").glob("*.yaml"))


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_samples(program: Program, sample: Path) -> None:
    """Each sample of the gallery is proven, with nothing to say of it."""
    built = program.run("build", sample, "-o", "me.pdf", "--theme", "academic")

    assert (built.status, built.err) == (0, "")

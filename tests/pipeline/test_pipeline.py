"""The pipeline as a whole: everything that the schema has, from YAML to a PDF that is read back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from pdfminer.layout import LTChar
from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel

from cvtex.build.pipeline import build, make_pdf, write_source
from cvtex.content.letter import LetterModel
from cvtex.content.resume import PhotoModel, Signature, Signed
from cvtex.diagnostics import Diagnostic
from cvtex.editions.settings import Edition
from cvtex.exchange.loading import load_content
from cvtex.paths import latex_dir
from cvtex.report.text import render
from cvtex.schema.fields import Record
from cvtex.schema.tags import Tagged, Wordings
from cvtex.sections.section_type import SectionModel
from cvtex.verify.page.pages import count_pages

if TYPE_CHECKING:
    from pathlib import Path

    from made import Made
    from running import Program


def _records(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for record in kind.__subclasses__():
        yield record
        yield from _records(record)


def _used(value: object) -> Iterator[tuple[str, str]]:
    """Yield each key in use with the model that brings it."""
    if isinstance(value, list):
        for item in value:
            yield from _used(item)
    elif isinstance(value, Record):
        for name in value.model_fields_set:
            owner = next(one for one in type(value).__mro__ if name in one.__annotations__)
            yield owner.__name__, name
            yield from _used(getattr(value, name))


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_people_are_whole(people: Path, tmp_path: Path, language: str) -> None:
    """The invented people use every section and every key of the schema, so that tests see all.

    A photo is a file besides, which `test_photo` makes. `conventions` have a part of the keys, and
    are built here.
    """
    every = {
        (record.__name__, name)
        for record in _records()
        for name in record.__annotations__
        if name in record.model_fields
        and record is not SectionModel  # its keys are those of the sections
        and record not in (Tagged, Wordings)  # what they mark, an edition leaves out
        and record.__module__ != LetterModel.__module__  # tests/letters has its keys
        and name not in ("variants", "priority", "notes")
        and name not in ("source", "only")  # tests/content/test_bibliography.py has them
        and name != "photo"
        and record not in (PhotoModel, Signature)  # tests/design/test_conventions.py has these
        and (record, name) not in ((Signed, "file"), (Signed, "alt"))
    }
    conventions = people / f"conventions.{language}.yaml"
    files = (people / f"all_sections.{language}.yaml", conventions)
    used = {key for file in files for key in _used(load_content(file).value)}
    made = build(conventions, tmp_path / "a.pdf")

    assert every - used == set()
    assert made.value is not None, render(made.diagnostics)


def test_all_sections(sample: Made) -> None:
    """Every section and every key is typeset and read back, without a finding, on two pages."""
    assert sample.findings == ()
    assert count_pages(sample.pdf) == 2


PRINTED = {
    "en": [
        "Sept 2023 – present",
        "Sept 2016 – Jul 2017",
        "Summer 2021",
        "SAMPLE Ada, LOFT Tom, et al. Gates: a study[J]. Journal of Invented Tides, 2022, 12(3):",
        "__init__.py, 100% of R&D, C# & C++, a_b, {braces}, ~tilde, ^caret, #5 and 3 * 4 = 12 $.",
        "for 14 offices — no outage since",
    ],
    "zh-Hans": [
        "2023.09 – 至今",
        "2016.09 – 2017.07",
        "夏季，2021 年",
        "张样例, LOFT Tom, 等. 闸门研究[J]. 虚构潮汐学报, 2022, 12(3): 101-112. DOI:",
        "喆堃昇珺玥祎赟",
        "磨坊（一期）已投产",
    ],
}


def test_printed(sample: Made) -> None:
    """Dates, references, signs and rare characters are printed as they should be read."""
    text = " ".join("\n".join(sample.pages).split())
    wanted = PRINTED["en" if sample.document.script == "Latn" else "zh-Hans"]

    assert [words for words in wanted if words not in text] == []


def test_own_name_is_bold(sample: Made) -> None:
    """In a publication the person's own name is bold, and nothing else is."""
    line = next(
        line for page in sample.lines for line in page if "[J]" in line.get_text().replace(" ", "")
    )
    fonts = [(char.fontname, char.get_text()) for char in line if isinstance(char, LTChar)]
    bold = "".join(text for font, text in fonts if re.search("Bold|OZ", font))

    assert bold in {"SAMPLE Ada", "张样例"}


@pytest.mark.long  # by day test_surroundings, and `.ci/reproduce`
@pytest.mark.parametrize(
    "world",
    [
        pytest.param({"XDG_CACHE_HOME": "/dev/null"}, marks=pytest.mark.long),  # test_no_cache
        {"LANG": "zh_CN.GBK", "SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Shanghai"},
    ],
    ids=str,
)
def test_same_bytes(
    built: Callable[[str, str], Made], people: Path, program: Program, world: dict[str, str]
) -> None:
    """The command makes the bytes that the pipeline made, with no cache and in any surroundings.

    `tests/pipeline/test_reproduce.py` has the folder, the time zone, the locale and the day.
    """
    folder = program.folder / "深 folder"
    folder.mkdir()
    shutil.copy(people / "small.en.yaml", folder)
    ran = program.run("build", folder / "small.en.yaml", TMPDIR=str(folder), **world)

    assert ran.status == 0, ran.said
    made = built("small.en", "classic").pdf
    assert (folder / "small.en.pdf").read_bytes() == made.read_bytes()


def test_no_trace_of_the_machine(sample: Made, checkout: Path) -> None:
    """A PDF holds no path of the machine that made it, not even packed away."""
    with Pdf.open(sample.pdf) as pdf:
        pdf.save(
            plain := io.BytesIO(),
            object_stream_mode=ObjectStreamMode.disable,
            stream_decode_level=StreamDecodeLevel.all,
            compress_streams=False,
        )
    data = plain.getvalue()

    for folder in (sample.work, sample.pdf.parent, checkout, latex_dir()):
        assert str(folder).encode() not in data


@pytest.mark.long  # by day two runs of doit: test_at_once.py
def test_two_builds_at_once(program: Program, people: Path) -> None:
    """Two builds of one résumé at once both succeed, and the PDF is whole."""
    command = program.command("build", people / "small.en.yaml", "-o", "me.pdf")
    runs = [subprocess.Popen(command, cwd=program.folder) for _ in range(2)]

    assert [run.wait() for run in runs] == [0, 0]
    assert count_pages(program.folder / "me.pdf") == 1
    assert [path.name for path in program.folder.iterdir()] == ["me.pdf"]


def _built(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    """Build content and return all that was found."""
    content = folder / "resume.yaml"
    content.write_text(text, encoding="utf-8")
    edition = Edition("resume", content)
    source = write_source(edition, folder / "work")
    assert source.ok, source.diagnostics
    return source.diagnostics + make_pdf(edition, folder / "work", folder / "me.pdf").diagnostics


@pytest.mark.parametrize(
    "entries", [1, *(pytest.param(one, marks=pytest.mark.long) for one in (2, 5))]
)
def test_sparse(tmp_path: Path, entries: int) -> None:
    """A résumé with little to say is as good as any: short entries, short dates, short points."""
    head = "language: en\nname: Ada Sample\nsections:\n  - type: experience\n    entries:\n"
    point = "      - {{name: Work {n}, position: Hand, date: 20{n:02}, highlights: [Point {n}]}}\n"
    findings = _built(tmp_path, head + "".join(point.format(n=n) for n in range(1, entries + 1)))

    assert findings == ()


@pytest.mark.parametrize(
    "sections",
    [
        pytest.param("[]", marks=pytest.mark.long),
        pytest.param(
            "[{type: list, title: 'A page ends with its own number', entries: ['1']}]",
            marks=pytest.mark.long,
        ),
        "[{type: text, title: 同, text: 同}, {type: text, title: 同, text: 同}]",
    ],
)
def test_little(tmp_path: Path, sections: str) -> None:
    """Next to nothing makes a PDF, and so do texts that are told from each other by place alone."""
    findings = _built(tmp_path, f"language: zh\nname: 张样例\nsections: {sections}\n")

    assert findings == ()
    assert (tmp_path / "me.pdf").is_file()

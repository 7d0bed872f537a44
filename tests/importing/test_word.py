"""A Word file becomes a content file: its headings, lists, tables and links."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cvtex.build.formats import write_file
from cvtex.importing.importing import import_file
from cvtex.importing.word.looks import WordStyles
from cvtex.importing.word.page import PageMaker
from cvtex.importing.word.texts import ParagraphReader
from cvtex.locales import sample

from .fields import recovered
from .test_pdf import EXPECTED, PEOPLE, checked, imported
from .word_files import FILES, plain


@pytest.mark.parametrize("name", FILES)
def test_word_files(name: str, tmp_path: Path) -> None:
    """Each becomes what a person would type, with a comment above what was guessed."""
    path = tmp_path / f"{name}.docx"
    FILES[name](path)
    made = imported(path)

    expected = (EXPECTED / f"{name}.yaml").read_text(encoding="utf-8")
    assert checked(made.text, tmp_path) == expected


@pytest.mark.parametrize("person", ["all_sections.en", "all_sections.zh"])
def test_round_trip(person: str, tmp_path: Path) -> None:
    """A Word file of ours gives back nearly all fields."""
    source = PEOPLE / f"{person}.yaml"
    assert write_file(source, tmp_path / "me.docx").ok
    made = checked(imported(tmp_path / "me.docx").text, tmp_path)
    got, whole, missing = recovered(source.read_text(encoding="utf-8"), made)

    assert got / whole > 0.93, missing


@pytest.mark.parametrize("language", ["en", "zh-Hans", "de", "ar"])
def test_round_trip_of_samples(language: str, tmp_path: Path) -> None:
    """A Word file of the sample of a language gives back all fields but two."""
    (tmp_path / "me.yaml").write_text(sample(language), encoding="utf-8")
    assert write_file(tmp_path / "me.yaml", tmp_path / "me.docx").ok
    got, whole, missing = recovered(sample(language), imported(tmp_path / "me.docx").text)

    assert whole - got <= 2, missing


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>&g;</w:t></w:r></w:p></w:body></w:document>"""


def _with(path: Path, name: str, data: bytes) -> None:
    """Replace a file in a Word file."""
    with zipfile.ZipFile(path) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in (files | {name: data}).items():
            archive.writestr(one, content)


def _bad(bad: str, path: Path) -> None:  # noqa: C901 - a list of cases
    """Make a Word file that can't be read."""
    plain(path)
    match bad:
        case "cut":
            path.write_bytes(path.read_bytes()[:9000])
        case "bomb":
            _with(path, "word/media/image1.png", bytes(130 * 2**20))
        case "entities":
            _with(path, "word/document.xml", BOMB.encode())
        case "xml":
            _with(path, "word/document.xml", b"<w:document")
        case "no document":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("[Content_Types].xml", "<Types/>")
        case "other":  # an OpenDocument that was renamed
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        case "old":
            path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))
        case "password":
            locked = "EncryptedPackage".encode("utf-16-le")
            path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000) + locked)
        case "text":
            path.write_text("name: Ada", encoding="utf-8")
        case "folder":
            path.unlink()
            path.mkdir()


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("cut", "the file is damaged: it is not a whole ZIP archive"),
        ("bomb", "the file is 130 MB when unpacked, in 18 files: that is far more than a résumé"),
        ("entities", "the Word file is damaged, or is not one"),
        ("xml", "the Word file is damaged, or is not one"),
        ("no document", "the Word file is damaged, or is not one"),
        ("old", "this is a Word file from before 2007 (.doc)"),
        ("password", "the Word file is locked with a password"),
        ("text", "this is not a .docx file, though its name says so"),
        ("other", "the Word file is damaged, or is not one"),
        ("folder", "the file can't be read: it is a directory"),
    ],
)
def test_bad_files(bad: str, said: str, tmp_path: Path) -> None:
    """A Word file that can't be read is one error."""
    path = tmp_path / "me.docx"
    _bad(bad, path)
    made = import_file(path)

    assert made.value is None
    assert [finding.message for finding in made.diagnostics] == [said]


@pytest.mark.parametrize("ending", [".odt", ".html"])
def test_other_documents(ending: str, tmp_path: Path) -> None:
    """A document of a kind that is not read is one error, which says what to save it as."""
    path = tmp_path / f"me{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    made = import_file(path)

    assert made.value is None
    assert [(finding.message, finding.hint) for finding in made.diagnostics] == [
        (f"`cvtex import` can't read a {ending} file", "save it as .docx or as a PDF")
    ]


def test_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    """A word of the page that no value has is in the table, below the part that it is in."""
    document = docx.Document()
    document.add_paragraph("Ada Sample", style="Title")
    document.add_heading("Publications", 1)
    document.add_paragraph("A. Sample, “On gates,” Tides, vol. 4, pp. 1–9, Springtime 2021.")
    document.add_paragraph("Sample, A. (2021b). On mills. Tides, 4(2), 1–9.")
    document.add_paragraph("WHO. (2020). On looms. Tides, 4(1), 1–9.")
    document.add_paragraph("Muster, E. 2019. On wheels. Tides 44, 3 (2019), 1–9.")
    document.save(str(tmp_path / "me.docx"))
    made = imported(tmp_path / "me.docx")
    counts = made.counts
    assert '"Sample, A."' in made.text
    assert "authors: [WHO]" in made.text
    assert '"Muster, E."' in made.text
    assert "year: 2021b\n" in made.text

    assert {count.part: count.names for count in counts if count.names} == {
        "Publications": ["springtime"]
    }


def test_without_headings(tmp_path: Path) -> None:
    """A page without a heading of a section becomes a content file, which says what to do."""
    document = docx.Document()
    for text in ("Jule Deich", "jule@example.org", "I built dikes for three years and liked it."):
        document.add_paragraph(text)
    document.save(str(tmp_path / "me.docx"))
    made = checked(imported(tmp_path / "me.docx").text, tmp_path)

    assert "summary: I built dikes for three years and liked it.\n" in made
    assert "# check: no heading of a section was recognised" in made


def test_labels_behind_semicolons(tmp_path: Path) -> None:
    """A line of scores and courses that semicolons part is read piece by piece."""
    document = docx.Document()
    document.add_paragraph("张样例", style="Title")
    document.add_heading("教育经历", 1)
    document.add_paragraph("2017.09-2020.06    示例大学    统计学    硕士")
    document.add_paragraph("GPA 3.8/4.0，排名前5%；主修课程：回归分析、时间序列；抽样")
    document.save(str(tmp_path / "me.docx"))
    made = imported(tmp_path / "me.docx")

    assert "scores: [GPA 3.8/4.0，排名前5%]\n" in made.text
    assert "courses: [回归分析, 时间序列, 抽样]\n" in made.text


def test_british_schools(tmp_path: Path) -> None:
    """British diplomas are known; the class of a degree is its score, and no label ends in it."""
    document = docx.Document()
    document.add_paragraph("Ada Sample", style="Title")
    document.add_heading("Education", 1)
    for heading, below in [
        ("BSc (Hons) Logistics, 2:1", "University of Hull"),
        ("BA History (2:2)", "University of Leeds"),
        ("University of Bath", "BSc Economics, Upper Second (2:1)"),
        ("University of York", "BEng Civil Engineering | First Class Honours"),
        ("10 GCSEs including Maths (A)", "Ripon School"),
    ]:
        document.add_paragraph().add_run(heading).bold = True
        document.paragraphs[-1].add_run("\t2012 – 2015")
        document.add_paragraph(below)
    document.save(str(tmp_path / "me.docx"))
    (education,) = yaml.safe_load(imported(tmp_path / "me.docx").text)["sections"]

    keys = ("institution", "study_type", "area", "scores")
    assert [tuple(entry.get(key) for key in keys) for entry in education["entries"]] == [
        ("University of Hull", "BSc (Hons)", "Logistics", ["2:1"]),
        ("University of Leeds", "BA", "History", ["2:2"]),
        ("University of Bath", "BSc", "Economics", ["Upper Second (2:1)"]),
        ("University of York", "BEng", "Civil Engineering", ["First Class Honours"]),
        ("Ripon School", "10 GCSEs", "including Maths (A)", None),
    ]


def test_schools_in_a_line_each(tmp_path: Path) -> None:
    """Lines with dates in them are an entry each, also if an end is expected or a line is long."""
    document = docx.Document()
    document.add_paragraph("Ada Sample", style="Title")
    document.add_heading("Education and Training", 1)
    for line in [
        "B.S. Mechanical Engineering, University of Northmere, Aug 2023 – May 2027 (expected)",
        "Associate of Science, Saltmarsh Community College of Applied Arts, 2021 – 2023",
        "Grado en Enfermería, Universidad de Ciencias y Artes Inventadas (sept. 2012 – 2016)",
    ]:
        document.add_paragraph(line)
    document.save(str(tmp_path / "me.docx"))
    (education,) = yaml.safe_load(imported(tmp_path / "me.docx").text)["sections"]

    keys = ("study_type", "area", "end_date")
    assert [tuple(str(entry.get(key)) for key in keys) for entry in education["entries"]] == [
        ("B.S.", "Mechanical Engineering", "2027-05"),
        ("Associate of Science", "None", "2023"),
        ("Grado en Enfermería", "None", "2016"),
    ]


def test_tools_of_a_project(tmp_path: Path) -> None:
    """Three names or more beside that of a project are its keywords, not a role."""
    document = docx.Document()
    document.add_paragraph("Ada Sample", style="Title")
    document.add_heading("Projects", 1)
    heading = document.add_paragraph()
    heading.add_run("Gate Log").bold = True
    heading.add_run(" | Python, Flask, PostgreSQL").italic = True
    heading.add_run("\tJune 2020 – Present")
    document.add_paragraph("Logs each gate of a mill", style="List Bullet")
    document.save(str(tmp_path / "me.docx"))
    made = imported(tmp_path / "me.docx")

    assert "name: Gate Log\n        keywords: [Python, Flask, PostgreSQL]\n" in made.text


def test_columns_left_free() -> None:
    """A row that begins behind free columns stands where one with an empty cell does."""
    document = docx.Document()
    table = document.add_table(2, 2)
    for row in table.rows:
        row.cells[1].text = "Miller"
    row = table.rows[1]._tr  # noqa: SLF001 - python-docx only reads these
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    maker = PageMaker(ParagraphReader(WordStyles(document.styles.element), {}))
    maker.blocks(document.element.body)

    first, second = maker.pages().pages[0].pieces
    assert first.left == second.left > 0

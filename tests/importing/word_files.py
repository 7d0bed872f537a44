"""Word files of invented people, as programs and templates make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

Parent: TypeAlias = Any
"""A document or a cell of a table."""


def link(paragraph: Paragraph, text: str, url: str) -> None:
    """Add a hyperlink, which python-docx only reads."""
    number = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    add(paragraph, f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}">{run}</w:hyperlink>')


def add(paragraph: Paragraph, xml: str) -> None:
    """Add an element to a paragraph, which python-docx has no method for."""
    element: Parent = paragraph._p  # noqa: SLF001 - the same
    element.append(parse_xml(xml))


def tabbed(parent: Parent, *texts: str, bold: bool = False) -> Paragraph:
    """Add a paragraph whose last text stands behind a right tab."""
    paragraph: Paragraph = parent.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(texts[0]).bold = bold
    for text in texts[1:]:
        paragraph.add_run(f"\t{text}")
    return paragraph


def plain(path: Path) -> None:
    """Headings, lists in two levels, tabs, links: a résumé typed into a new document."""
    document = docx.Document()
    document.add_paragraph("Mara Quill", style="Title")
    document.add_paragraph("Harbour pilot")
    contacts = document.add_paragraph("+44 20 7946 0958 | mara@example.org | ")
    link(contacts, "mara.example.org", "https://mara.example.org/")
    document.add_heading("Profile", 1)
    profile = document.add_paragraph("Brings ships in, in ")
    profile.add_run("any").italic = True
    profile.add_run(" weather.")
    document.add_heading("Work Experience", 1)
    tabbed(document, "Ebbing Port Authority, Saltmarsh", "Mar 2019 – present", bold=True)
    document.add_paragraph().add_run("Senior Pilot").italic = True
    document.add_paragraph("Guided 1,200 ships without a scratch", style="List Bullet")
    point = document.add_paragraph("Wrote the ", style="List Bullet")
    link(point, "handbook", "https://example.org/handbook")
    point.add_run(" of the port")
    document.add_paragraph("Now in its third edition", style="List Bullet 2")
    tabbed(document, "Tidewater Ferries, Northmere", "2014 – 2019", bold=True)
    document.add_paragraph().add_run("Mate").italic = True
    document.add_paragraph("Kept the timetable in fog", style="List Bullet")
    document.add_heading("Education", 1)
    tabbed(document, "University of Northmere", "2010 – 2014", bold=True)
    document.add_paragraph("BSc in Nautical Science")
    document.add_heading("Skills", 1)
    document.add_paragraph("Radar: plotting, ARPA", style="List Bullet")
    document.add_paragraph("Languages: English, Norwegian", style="List Bullet")
    document.save(str(path))


def template(path: Path) -> None:
    """Two columns in a table, contacts in the head of the page and in a content control."""
    document = docx.Document()
    head = document.sections[0].header
    head.is_linked_to_previous = False
    head.paragraphs[0].text = "ivo@example.org · +1 202 555 0143"
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r>"
        "<w:t>Ivo Marsh</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    body: Any = document.element.body
    body.insert(0, parse_xml(control))
    table = document.add_table(1, 2)
    table.autofit = False
    for column, width in zip(table.columns, (Cm(5), Cm(11)), strict=True):
        column.width = width
    aside, main = table.rows[0].cells
    heading(aside, "SKILLS")
    for skill in ("Python", "Rust", "Sounding"):
        aside.add_paragraph(skill)
    heading(aside, "LANGUAGES")
    aside.add_paragraph("English (native)")
    aside.add_paragraph("Dutch (B2)")
    heading(main, "EXPERIENCE")
    main.add_paragraph().add_run("Software Engineer").bold = True
    main.add_paragraph("Chart Works Ltd., Ebb")
    main.add_paragraph("01/2020 – today")
    main.add_paragraph("Moved 41 charts to a new projection", style="List Bullet")
    main.add_paragraph().add_run("Developer").bold = True
    main.add_paragraph("Buoy Systems Inc., Neap")
    main.add_paragraph("06/2016 – 12/2019")
    main.add_paragraph("Wrote the firmware of 900 buoys", style="List Bullet")
    heading(main, "EDUCATION")
    main.add_paragraph().add_run("MSc Computer Science").bold = True
    main.add_paragraph("University of Ebb")
    main.add_paragraph("2014 – 2016")
    document.save(str(path))


def heading(parent: Parent, text: str) -> None:
    """Add a heading that is only larger and bold, as many people make them."""
    run = parent.add_paragraph().add_run(text)
    run.bold, run.font.size = True, Pt(14)


def dated_table(path: Path) -> None:
    """Write a German Lebenslauf: dates at the left in a table, facts, a tracked change."""
    document = docx.Document()
    document.add_paragraph("Lebenslauf", style="Title")
    document.add_heading("Persönliche Daten", 1)
    facts = (
        ("Name", "Jule Deich"),
        ("Geburtsdatum", "3. Mai 1991"),
        ("E-Mail", "jule@example.org"),
    )
    rows(document, facts)
    document.add_heading("Berufserfahrung", 1)
    rows(
        document,
        (
            ("09/2020 – heute", "Ingenieurin, Deichbau Nord GmbH, Husum"),
            ("10/2016 – 08/2020", "Mitarbeiterin, Institut für Strömung, Kiel"),
        ),
    )
    document.add_heading("Ausbildung", 1)
    rows(document, (("2011 – 2016", "M. Sc. Wasserbau, Technische Universität Kiel"),))
    document.add_heading("Sprachkenntnisse", 1)
    rows(document, (("Deutsch", "Muttersprache"), ("Dänisch", "fließend")))
    last = document.add_paragraph("Gern ")
    mark = f"{nsdecls('w')} w:id='1' w:author='x'"
    add(last, f"<w:ins {mark}><w:r><w:t>auch </w:t></w:r></w:ins>")
    add(last, f"<w:del {mark}><w:r><w:delText>nie </w:delText></w:r></w:del>")
    last.add_run("im Ausland.")
    document.save(str(path))


def dated_tabs(path: Path) -> None:
    """Write a Lebenslauf with few but key words: dates before a tab, the lines below tabbed too."""
    document = docx.Document()
    document.add_paragraph("Lebenslauf", style="Title")
    document.add_paragraph("Jule Deich")
    document.add_paragraph("jule@example.org")
    document.add_heading("Berufserfahrung", 1)
    document.add_paragraph("09/2020 – heute\tIngenieurin\n\tDeichbau Nord GmbH, Husum\n\tSchleusen")
    document.add_paragraph("10/2016 – 08/2020\tMitarbeiterin\n\tPegel AG, Kiel\n\tMessung der Flut")
    document.add_heading("AUSBILDUNG", 1)
    document.add_paragraph("2011 – 2016\tM. Sc. Wasserbau\n\tTechnische Universität Kiel")
    document.save(str(path))


def form(path: Path) -> None:
    """Write a Chinese form: pairs of labels and values in one table, sections in its rows."""
    document = docx.Document()
    document.add_paragraph("个人简历", style="Title")
    table = document.add_table(0, 4)
    for texts in (
        ("姓名", "赵虚构", "性别", "女"),
        ("联系电话", "13800138000", "电子邮箱", "zhao@example.org"),
        ("学历", "硕士", "籍贯", "虚构市"),
        ("求职意向", "产品经理"),
        ("教育背景", "2023.09-2026.06  虚构大学  信息管理  硕士"),
        ("实习经历", "2025.06-2025.09  子虚网络科技有限公司  产品实习生\n・完成竞品分析3份"),
        ("自我评价", "认真负责。"),
    ):
        cells = table.add_row().cells
        if len(texts) == 2:
            cells[1].merge(cells[-1])
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
    document.save(str(path))


def nurse(path: Path) -> None:
    """Write an American page: places behind organisations, lines without bullets."""
    document = docx.Document()
    document.add_paragraph().add_run("PRIYA PLACEHOLDER").font.size = Pt(20)
    document.add_paragraph("12 Example Street")
    document.add_paragraph("62701 Springfield")
    document.add_paragraph("priya@example.org")
    heading(document, "EDUCATION")
    tabbed(document, "Imaginary State University, Springfield, IL", "May 2024", bold=True)
    document.add_paragraph("BSc (Hons) Nursing, GPA 3.7/4.0")
    heading(document, "CLINICAL EXPERIENCE")
    tabbed(document, "Made-Up Hospital, Springfield, IL", "Jun 2024 – Present", bold=True)
    document.add_paragraph().add_run("Registered Nurse, Surgical Unit").italic = True
    document.add_paragraph("Care for six patients a shift", style="List Bullet")
    heading(document, "CERTIFICATIONS")
    document.add_paragraph("Registered Nurse, State of Illinois (2024)")
    document.add_paragraph("BLS, Invented Heart Association, expires March 2027")
    heading(document, "LANGUAGES")
    document.add_paragraph("English: fluent (TOEIC 920)")
    document.add_paragraph("German – conversational (B1)")
    document.save(str(path))


def unusual(path: Path) -> None:
    """Ruby text, a repeated row, several contacts in a line, and a very long reference."""
    document = docx.Document()
    document.add_paragraph("Ada Sample", style="Title")
    document.add_paragraph("Tel.: +44 20 7946 0100, +44 20 7946 0101 (work)")
    document.add_paragraph("Reach me: ada@example.org +44 20 7946 0102")
    names = nsdecls("w")
    base = "<w:rubyBase><w:r><w:t>Shipwright</w:t></w:r></w:rubyBase>"
    add(document.add_paragraph(), f"<w:r {names}><w:ruby>{base}</w:ruby></w:r>")
    document.add_heading("Experience", 1)
    cells = "<w:tc><w:p><w:r><w:t>Rigger, Invented Ltd</w:t></w:r></w:p></w:tc>"
    cells += "<w:tc><w:p><w:r><w:t>2015 – 2018</w:t></w:r></w:p></w:tc>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cells}</w:tr></w:sdtContent></w:sdt>"
    body: Any = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:tbl {names}>{row}</w:tbl>"))
    point = document.add_paragraph(style="List Bullet")
    run = "<w:r><w:t>Mended sails</w:t></w:r>"
    add(point, f'<w:dir {names} w:val="ltr">{run}</w:dir>')
    document.add_heading("Publications", 1)
    title = "A study of tides. Journal of Tides" + " and currents" * 60
    document.add_paragraph(f"Sample, A. (2020). {title}, at length.")
    document.add_heading("References", 1)
    document.add_paragraph().add_run("Jane Model").bold = True
    document.add_paragraph("Owner, Keel; jane@example.org")
    document.save(str(path))


def rows(document: Document, pairs: tuple[tuple[str, str], ...]) -> None:
    """Add a table of two columns."""
    table = document.add_table(0, 2)
    table.autofit = False
    for pair in pairs:
        for cell, text in zip(table.add_row().cells, pair, strict=True):
            cell.paragraphs[0].text = text
    for column, width in zip(table.columns, (Cm(4), Cm(12)), strict=True):
        column.width = width


FILES: dict[str, Callable[[Path], None]] = {
    "plain": plain,
    "template": template,
    "dated_table": dated_table,
    "dated_tabs": dated_tabs,
    "form": form,
    "nurse": nurse,
    "unusual": unusual,
}

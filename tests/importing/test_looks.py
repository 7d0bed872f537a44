"""The looks of RenderCV and YAMLResume become those of an edition, as a comment at the head."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.build.check import check_editions
from cvtex.importing.importing import import_file

RENDERCV = """\
cv: {name: Ada Sample, sections: {experience: [{company: Tidewater Works, start_date: 2020-01}]}}
design:
  theme: sb2nov
  page: {size: us-letter, top_margin: 2 cm, left_margin: 0.7in, show_footer: false}
  colors: {body: "rgb(0, 0, 0)", section_titles: "rgb(0, 79, 144)", links: blue}
  typography: {font_family: {body: Noto Serif}, font_size: {body: 10pt}, line_spacing: 0.6em}
  section_titles: {type: with_partial_line}
  templates: {single_date: MONTH_IN_TWO_DIGITS/YEAR}
locale: {language: english, present: now}
"""
OLDER = """\
cv: {name: Ada Sample, sections: {experience: [{company: Tidewater Works, start_date: 2020-01}]}}
design:
  theme: classic
  page: {size: a4, show_page_numbering: true}
  colors: {text: "#333", name: "004f90"}
  text: {font_family: Noto Sans, font_size: 30pt, alignment: justified}
  section_titles: {type: with-full-line}
locale_catalog: {date_template: MONTH_ABBREVIATION YEAR}
"""
YAML_RESUME = """\
content:
  basics: {name: Ada Sample}
  work: [{name: Tidewater Works, startDate: 2020}]
locale: {language: en}
layouts:
  - engine: latex
    page: {margins: {top: 2.5cm, left: 1.5cm}, showPageNumbers: false, paperSize: letter}
    template: moderncv-banking
    typography: {fontSize: 11pt}
    sections: {aliases: {work: Career}, order: [education, work]}
"""

# Of versions before 0.8.
ONE_LAYOUT = """\
content:
  basics: {name: Ada Sample}
  work: [{name: Tidewater Works, startDate: 2020}]
locale: {language: en}
layout: {template: moderncv-classic, margins: {top: 2.5cm}, typography: {fontSize: 11pt}}
"""

CASES = {
    "one layout": (
        ONE_LAYOUT,
        "design:\n  margins:\n    top: 2.5cm\n  font_size: 11pt\n",
        ["template"],
    ),
    "rendercv": (
        RENDERCV,
        """\
design:
  accent: 004F90
  ink: 000000
  paper: letter
  margins:
    top: 2cm
    left: 0.7in
  page_numbers: off
  font_size: 10pt
  fonts:
    text: Noto Serif
  heading_style: line
  date_style: MM/YYYY
""",
        ["theme", "links", "line_spacing", "present"],
    ),
    "older": (
        OLDER,
        """\
design:
  accent: 004F90
  ink: 333333
  paper: a4
  page_numbers: number
  fonts:
    text: Noto Sans
  justify: true
  heading_style: rule
  date_style: short
""",
        ["theme", "font_size"],
    ),
    "yaml_resume": (
        YAML_RESUME,
        """\
design:
  paper: letter
  margins:
    top: 2.5cm
    left: 1.5cm
  page_numbers: off
  font_size: 11pt
  titles:
    experience: Career
order:
  - education
  - experience
""",
        ["engine", "template"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_looks(name: str, tmp_path: Path) -> None:
    """What has a like here is an edition without errors; the rest is in the table."""
    source, looks, left_out = CASES[name]
    path = tmp_path / "theirs.yaml"
    path.write_text(source, encoding="utf-8")
    made = import_file(path).value
    assert made

    lines = [line[4:] for line in made.text.splitlines() if line.startswith("#   ")]
    assert sorted(lines) == sorted(looks.splitlines())
    assert [one for count in made.counts for one in count.names] == left_out
    (tmp_path / "resume.yaml").write_text(made.text, encoding="utf-8")
    edition = "".join(f"  {line}\n" for line in ["content: resume.yaml", *lines])
    (tmp_path / "editions.yaml").write_text(f"en:\n{edition}", encoding="utf-8")
    assert check_editions(tmp_path / "editions.yaml").ok

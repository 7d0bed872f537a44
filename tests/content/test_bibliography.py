"""Publications that a section takes from a bibliography."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cvtex.content.bibliography.bibtex import parse_bibtex
from cvtex.content.bibliography.own_name import OwnName
from cvtex.content.includes import included_files
from cvtex.diagnostics import Checked
from cvtex.diagnostics.codes import Code
from cvtex.exchange.loading import load_content

if TYPE_CHECKING:
    from cvtex.content.resume import Resume
    from running import Program

HEAD = "language: en\nname: Ada Sample\nsections:\n  - type: publications\n"


def _load(folder: Path, file: str, bibliography: str, more: str = "") -> Checked[Resume]:
    (folder / file).write_text(bibliography, encoding="utf-8")
    content = folder / "resume.yaml"
    content.write_text(f"{HEAD}    source: {file}\n{more}", encoding="utf-8")
    return load_content(content)


def _read(folder: Path, file: str, bibliography: str, more: str = "") -> list[dict[str, Any]]:
    read = _load(folder, file, bibliography, more)
    assert read.ok, read.diagnostics
    assert read.value
    shown = {"exclude_none": True, "exclude_defaults": True, "by_alias": True}
    return [entry.model_dump(**shown) for entry in read.value.sections[0].records()]


BY = "author = {Sample, Ada and Example, B.}"
AUTHORS = [{"family": "Sample", "given": "Ada", "self": True}, {"family": "Example", "given": "B."}]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            (
                "@Article{a, BY, title = {T}, journal = jst, year = 2020, volume = {12},"
                " month = jan, number = 3, pages = {1--10}, note = {x},"
                " doi = {https://doi.org/10.5555/a\\_b}}"
            ),
            {"kind": "journal", "venue": "Journal of Samples", "year": "2020", "volume": "12"}
            | {"issue": "3", "pages": "1–10", "doi": "10.5555/a_b"},
        ),
        (
            '@inproceedings{a, BY, title = "T", booktitle = {P}, date = {2020-05-03}}',
            {"kind": "conference", "venue": "P", "year": "2020"},
        ),
        (
            (
                "@inproceedings{a, BY, title = {T}, crossref = {P}}\n"
                "@proceedings{p, title = {Samples}, editor = {C Example}, year = 2019}"
            ),
            {"kind": "conference", "venue": "Samples", "year": "2019"},
        ),
        (
            (
                "@book{a, editor = {Sample, Ada and Example, B.}, title = {T},"
                " publisher = {P \\& Q}, address = {London}}"
            ),
            {"kind": "book", "publisher": "P & Q", "place": "London"},
        ),
        (
            "@phdthesis{a, BY, title = {T}, school = {S}}",
            {"kind": "thesis", "publisher": "S"},
        ),
        (
            "@techreport{a, BY, title = {T}, institution = {S}, number = {TR-1}}",
            {"kind": "report", "publisher": "S", "number": "TR-1"},
        ),
        (
            "@misc{a, BY, title = {T}, eprint = {1843.1}, archivePrefix = {arXiv}}",
            {"kind": "preprint", "venue": "arXiv", "number": "1843.1"},
        ),
        (
            "@article{a, BY, title = {T}, journal = {arXiv preprint arXiv:1843.1}}",
            {"kind": "preprint", "venue": "arXiv", "number": "1843.1"},
        ),
        (
            "@misc{a, BY, title = {T}, howpublished = {\\url{https://example.org/a_b}}}",
            {"kind": "online", "url": "https://example.org/a_b"},
        ),
    ],
)
def test_bibtex(tmp_path: Path, entry: str, expected: dict[str, str]) -> None:
    """Each type of entry is a kind of publication, and its fields are the keys of that."""
    text = "@string{jst = {Journal of Samples}}\n" + entry.replace("BY", BY)

    read = _read(tmp_path, "a.bib", text, "    only: [a]\n")

    assert read == [{"title": "T", "authors": AUTHORS, **expected}]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"The {\LaTeX} of G{\"o}del \& S{\o}ren \v{S} {\'\i}", "The LaTeX of Gödel & Søren Š í"),
        (r"{A {N}ested} ``quote'' don't 1--2 --- 3", "A Nested “quote” don’t 1–2 — 3"),
        (r"$\alpha$-helix \emph{in vivo}, {\em ex vitro}", "α-helix in vivo, ex vitro"),
        (r"100% of 5\% a~b \$2 a\_b", "100% of 5% a b $2 a_b"),
        ("two\n   lines", "two lines"),
        ("样本 résumé", "样本 résumé"),
        (r"*not* [a](b) `mark`", r"\*not* \[a](b) ‘mark‘"),
        (r"A<b and c>d, $a<b$ and $c>d$", "A<b and c>d, a<b and c>d"),
        (r"&#36;5 \& <span class=\"nocase\">more</span> &#123;x&#125;", "$5 & more {x}"),
    ],
)
def test_latex(tmp_path: Path, latex: str, text: str) -> None:
    """LaTeX in a field becomes plain text, and nothing in it is our markup."""
    read = _read(tmp_path, "a.bib", f"@misc{{a, {BY}, title = {{{latex}}}}}")

    assert [entry["title"] for entry in read] == [text]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"A \foo b \foobar c", "A b c"),
        # Not typed as it is: a tag, or a raised letter, ended it.
        (r"A \<b>foo c", r"A \<b>foo c"),
        (r"A \foo\textsuperscript{x}", r"A \foo\textsuperscript{x}"),
    ],
)
def test_unknown_commands(latex: str, text: str) -> None:
    """An unknown command is an error, and the text around it stays as it is."""
    parsed = parse_bibtex(f"@misc{{a, {BY}, title = {{{latex}}}}}", Path("a.bib"))
    assert parsed
    assert parsed.value
    read = parsed.value[0].read()

    assert {found.code for found in read.diagnostics} == {Code.BIBTEX_SYNTAX}
    assert read.value
    assert read.value.fields["title"] == text


CSL = """[
  {"id": "a", "type": "article-journal", "title": "A <i>T</i>", "container-title": "J",
   "author": [{"family": "Sample", "given": "A."}, {"literal": "The Group"},
              {"family": "Beispiel", "given": "C.", "non-dropping-particle": "von"}],
   "issued": {"date-parts": [[2020, 5, 1]]}, "page": "1-9", "DOI": "10.5555/a", "volume": 3},
  {"id": "b", "type": "patent", "title": "P", "author": [{"literal": "X"}],
   "issued": {"date-parts": [[2020, 5, 1]]}, "number": "N1"}
]"""


def test_csl(tmp_path: Path) -> None:
    """An item of CSL-JSON is read in the same way."""
    first, second = _read(tmp_path, "a.json", CSL)

    names = [
        {"family": "Sample", "given": "A.", "self": True},
        {"name": "The Group"},
        {"family": "von Beispiel", "given": "C."},
    ]
    assert first == {
        "kind": "journal",
        "title": "A T",
        "authors": names,
        "venue": "J",
        "year": "2020",
        "pages": "1-9",
        "volume": "3",
        "doi": "10.5555/a",
    }
    assert (second["year"], second["number"]) == ("2020-05-01", "N1")


def test_chosen(tmp_path: Path) -> None:
    """Those that are chosen follow the own ones, in the order of the choice; no other is read."""
    text = "".join(f"@misc{{{key}, {BY}, title = {{{key}}}}}\n" for key in "abc") + "@x{d, y = 1}"
    own = "    entries: [{kind: book, title: Own, authors: [X]}]\n"

    read = _read(tmp_path, "a.bib", text, "    only: [c, a]\n" + own)

    assert [entry["title"] for entry in read] == ["Own", "c", "a"]


@pytest.mark.parametrize(
    ("own", "authors", "expected"),
    [
        ("Ada Sample", [("Example", "B."), ("Sample", "A.")], 1),
        ("Ada Sample", [("Sample", "A."), ("Sample", "Ada M.")], 1),
        ("Ada Sample", [("Sample", "Anna")], None),
        ("Ada M. Sample", [("Sample", "Ada K.")], None),
        ("Ada Sample", [("Ada Sample", "")], 0),
        ("Kurt Gödel", [("Godel", "K")], 0),
        ("张三", [("李四", ""), ("张", "三")], 1),
        ("张三", [("张三", "")], 0),
        ("Ana de la Muestra", [("de la Muestra", "Ana")], 0),
        ("Ada Sample", [("Samples", "Ada"), ("", "")], None),
    ],
)
def test_own_name(own: str, authors: list[tuple[str, str]], expected: int | None) -> None:
    """The person is found by their name, also with initials, and nobody else is."""
    assert OwnName([own]).among(authors) == expected


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.json", '{"type": "service_account", "title": "x", "private_key": "hidden"'),
        ("a.json", '{"type": "x", "private_key": "hidden"}'),
        ("a.bib", "password = hidden\n@x{hidden}"),
        ("a.bib", ""),
        ("a.bib", f"@misc{{a, title = {{hidden {'x' * 10_000_000}}}}}"),
    ],
)
def test_nothing_shown(tmp_path: Path, file: str, text: str) -> None:
    """Of a file that is no bibliography, or is too large, nothing is shown but its name."""
    (finding,) = _load(tmp_path, file, text).diagnostics

    assert finding.code in (Code.VALUE_TYPE, Code.FILE_TOO_LARGE)
    assert finding.span
    assert finding.span.file.name == "resume.yaml" or not finding.span.line
    assert "hidden" not in finding.message + finding.hint


def test_link_out(tmp_path: Path) -> None:
    """A link to a bibliography elsewhere is not followed."""
    (tmp_path / "home").mkdir()
    (tmp_path / "secret.bib").write_text(f"@misc{{a, {BY}, title = {{T}}}}", encoding="utf-8")
    content = tmp_path / "home" / "resume.yaml"
    (content.with_name("a.bib")).symlink_to(tmp_path / "secret.bib")
    content.write_text(f"{HEAD}    source: a.bib\n", encoding="utf-8")

    assert [found.code for found in load_content(content).diagnostics] == [Code.FILE_OUTSIDE]


def test_depends(tmp_path: Path) -> None:
    """A bibliography is one of the files that a change to builds the résumé again."""
    _load(tmp_path, "a.bib", "")

    assert included_files(tmp_path / "resume.yaml") == [tmp_path / "a.bib"]


def test_never_fixed(tmp_path: Path, program: Program) -> None:
    """What a style warning finds in a bibliography is not changed there by `check --fix`."""
    text = f'@misc{{a, {BY}, title = {{A "quoted" title}}, year = {{“2020”}}}}'
    _load(tmp_path, "a.bib", text)

    ran = program.run("check", "--fix", tmp_path / "resume.yaml")

    assert "Traceback" not in ran.said
    assert (tmp_path / "a.bib").read_text(encoding="utf-8") == text


def test_printed(tmp_path: Path, program: Program) -> None:
    """The references are printed with the person's name in bold, and no field is reported."""
    _load(tmp_path, "a.json", CSL)

    ran = program.run("build", tmp_path / "resume.yaml", "-o", tmp_path / "me.html")

    assert (ran.status, "warning" in ran.said) == (0, False), ran.said
    page = (tmp_path / "me.html").read_text(encoding="utf-8")
    assert "<strong>A. Sample</strong>, The Group, C. von Beispiel. A T. <em>J</em> 3: 1–9" in page

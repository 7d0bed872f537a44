"""TeX, run on content: what goes wrong is said in the content's terms, and nothing gets out."""

from __future__ import annotations

import os
import re
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from running import Program, Ran, Site

LONG = "CVTEX_LONG" in os.environ
CONTENT = """\
language: zh
name: 张样例
sections:
  - type: list
    title: 清单
    entries:
      - 平常的一行
      - 这里有**粗体**字
"""


def _build(program: Program, content: str = CONTENT, **environment: str) -> Ran:
    """Build content beside a PDF from before, which a failure must not touch."""
    (program.folder / "me.yaml").write_text(content, encoding="utf-8")
    pdf = program.folder / "me.pdf"
    pdf.write_bytes(b"the PDF from before")
    ran = program.run("build", "me.yaml", **environment)
    assert ran.status == 0 or pdf.read_bytes() == b"the PDF from before"
    assert "Traceback" not in ran.said
    return ran


def _heads(ran: Ran) -> list[str]:
    """Return the first line of each complaint."""
    return [line for line in ran.err.splitlines() if re.search(r"(error|warning)\[", line)]


# What a build starts, and what those start.
PROGRAMS = (
    *("sh", "rm", "perl", "latexmk", "xelatex", "xdvipdfmx", "pdftotext", "kpsewhich", "fc-list"),
)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every program that is needed: TeX's format is one for each folder."""
    folder = tmp_path_factory.mktemp("bin")
    for name in PROGRAMS:
        (folder / name).symlink_to(str(which(name)))
    return folder


def _folder_of(process: Path) -> str:
    """Return where a process works; one that has ended works nowhere, and runs nothing."""
    try:
        (process / "exe").readlink()
        return str((process / "cwd").readlink())
    except OSError:
        return ""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(
            "themes/classic/theme.yaml",
            "text: {Latn: Linux Libertine O",
            "text: {Latn: Invented Serif",
            marks=pytest.mark.long,
        ),
        ("themes/classic/theme.yaml", "Noto Serif CJK {form}", "Invented Serif"),
    ],
)
def test_missing_font(site: Site, file: str, old: str, new: str) -> None:
    """A font that is not installed is named, once, at the line that asks for it."""
    site.change(f"latex/{file}", old, new)
    name = re.search(r"Invented \w+", new)
    assert name
    place = _place(site.latex / file, name[0])
    site.change(f"latex/{file}", "description: ", f"description: {name[0]}, ")
    ran = _build(site, CONTENT.replace("**粗体**", "*强调*"))

    assert ran.status == 1
    assert _heads(ran) == [f"{place}: error[font-missing]: the font `{name[0]}` is not installed"]
    assert "hint: " in ran.err


@pytest.mark.parametrize(
    "file",
    [
        "cvtex.cls",
        pytest.param("themes/classic/theme.sty", marks=pytest.mark.long),
        pytest.param("scripts/Hans.def", marks=pytest.mark.long),
        pytest.param("scripts/Hani.def", marks=pytest.mark.long),
    ],
)
def test_missing_package(site: Site, file: str) -> None:
    """A TeX package that is not installed is named, once, at the line that asks for it."""
    path = site.latex / file
    text = path.read_text(encoding="utf-8")
    before = r"\LoadClass[10pt]{article}" if file.endswith("cls") else ""
    path.write_text(text.replace(before, before + "\\RequirePackage{invented-package}\n", 1))
    ran = _build(site.uncached)

    assert ran.status == 1
    message = "error[tex-package-missing]: TeX has no file `invented-package.sty`"
    assert _heads(ran) == [f"{_place(path, 'invented-package')}: {message}"]
    assert "hint: " in ran.err


@pytest.mark.parametrize(
    "missing",
    ["xelatex", "pdftotext"]
    + [pytest.param(one, marks=pytest.mark.long) for one in ("latexmk", "xdvipdfmx")],
)
def test_missing_program(program: Program, missing: str, programs: Path) -> None:
    """A program that is not installed is named, with the command that installs it."""
    gone = (programs / missing).rename(programs / "gone")
    ran = _build(program, PATH=str(programs))
    gone.rename(programs / missing)

    assert ran.status == 1
    assert _heads(ran) == [f"error[program-missing]: the program `{missing}` is not installed"]
    assert re.search("hint: (sudo|brew|`cvtex doctor`)", ran.err)


def _place(file: Path, name: str) -> str:
    """Return where a name first stands in a file, as a diagnostic tells it."""
    before, _, _ = file.read_text(encoding="utf-8").partition(name)
    return f"{file}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def test_missing_characters(program: Program) -> None:
    """All characters that no font has are named in one run, each at its line and column."""
    ran = _build(
        program,
        CONTENT.replace("平常的一行", "契丹字𘬀和𘬁")
        .replace("粗体", "粗\ue000体")
        .replace("张样", "张𰀀"),
    )

    assert ran.status == 1
    assert [head.partition(",")[0] for head in _heads(ran)] == [
        "me.yaml:2:8: error[glyph-missing]: no font here has `𰀀 (U+30000",
        "me.yaml:7:12: error[glyph-missing]: no font here has `𘬀 (U+18B00",
        "me.yaml:7:14: error[glyph-missing]: no font here has `𘬁 (U+18B01",
        "me.yaml:8:15: error[glyph-missing]: no font here has `\ue000 (U+E000",
    ]


@pytest.mark.long  # by day tests/pipeline/test_pipeline.py prints some
def test_rare_han(program: Program) -> None:
    """Rare Han of people's names, of the first extension too, are in the fonts."""
    ran = _build(program, CONTENT.replace("平常", "喆堃昇珺玥祎赟䶮㛃"))

    assert (ran.status, ran.err) == (0, "")


def test_error_at_its_line(site: Site) -> None:
    """An error of TeX's is given to the line of the content that TeX was reading."""
    site.set_bold(r"\inventedcommand{#1}")
    ran = _build(site)

    assert ran.status == 1
    assert _heads(ran)[0].startswith(
        r"me.yaml:8:9: error[tex-error]: TeX says `Undefined control sequence. \inventedcommand`"
    )


def test_too_wide(site: Site) -> None:
    """What is wider than the page is an error at its line, and there is no PDF."""
    site.set_bold(r"\hbox{#1\kern 545pt}")
    ran = _build(site)

    assert ran.status == 1
    assert re.match(r"me\.yaml:8:9: error\[box-overfull\]: a line is \d+\.\d pt", _heads(ran)[0])


@pytest.mark.long  # by day tests/text/test_lines.py has some
def test_a_long_word(program: Program) -> None:
    """A word that is wider than the page goes on in the next line."""
    ran = _build(program, CONTENT.replace("平常的一行", "Long" * 45))

    assert (ran.status, _heads(ran)) == (0, [])


def test_endless_loop(site: Site, tmp_path: Path) -> None:
    """A run that does not end is stopped, with all that it started, and not tried again.

    The limit begins to count when TeX is in the loop.
    """
    work, bin_, count = tmp_path / "work", tmp_path / "bin", tmp_path / "count"
    work.mkdir()
    bin_.mkdir()
    counting = bin_ / "latexmk"
    counting.write_text(f'#!/bin/sh\necho run >>"{count}"\nexec "{which("latexmk")}" "$@"\n')
    counting.chmod(0o755)
    site.set_bold(r"\immediate\openout15=loop.tex\relax\def\x{\x}\x")
    site.change("tex/engine.py", "TIME_LIMIT = 120.0", "TIME_LIMIT = 1.0")
    wait = "        ended = run.wait(seconds)"
    begins = "command[0] == 'latexmk' and not (folder / 'loop.tex').exists()"
    until = f"        while {begins}:\n            time.sleep(0.01)\n"
    site.change("tex/process.py", wait, f"{until}{wait}")
    ran = _build(
        site,
        PATH=f"{bin_}{os.pathsep}{os.environ['PATH']}",
        TMPDIR=str(work),
    )

    assert ran.status == 1
    message = "TeX did not finish within 1 seconds of processor time and was stopped"
    assert _heads(ran) == [f"me.yaml:8:9: error[tex-timeout]: {message}"]
    assert [at for at in map(_folder_of, Path("/proc").glob("[0-9]*")) if str(work) in at] == []
    assert count.read_text() == "run\n"


ENGLISH = """\
language: en
name: Ada Sample
sections: [{type: text, title: Now, text: Soon}]
"""

ESCAPES = {
    "program": r"\immediate\write18{touch ROOT/EVIL}"
    r"""\IfFileExists{|"touch ROOT/EVIL"}{}{}\openin15=|"touch ROOT/EVIL"\relax""",
    "write above": r"\newwrite\evil\immediate\openout\evil=../EVIL\immediate\write\evil{x}",
    "write anywhere": r"\newwrite\evil\immediate\openout\evil=ROOT/EVIL\immediate\write\evil{x}",
}

# TeX stops at the first file that it may not write, and at no program.
BY_DAY = ESCAPES["program"] + ESCAPES["write anywhere"]


@pytest.mark.parametrize(
    "escape",
    [BY_DAY, *(pytest.param(one, marks=pytest.mark.long) for one in ESCAPES.values())],
    ids=["by day", *ESCAPES],
)
def test_no_way_out(site: Site, escape: str, tmp_path: Path) -> None:
    """TeX starts no program and writes nothing outside the folder of the work."""
    work = tmp_path / "work"
    work.mkdir()
    with (site.latex / "themes/classic/theme.sty").open("a", encoding="utf-8") as theme:
        theme.write(escape.replace("ROOT", str(tmp_path)) + "\n")
    _build(site.uncached, ENGLISH, TMPDIR=str(work))

    assert list(tmp_path.rglob("*EVIL*")) == []


def test_no_way_in(site: Site, tmp_path: Path) -> None:
    """TeX reads no file outside its own folders and the one it works in.

    The template asks for one file after another, and the class stays as it is in TeX's format.
    """
    work = tmp_path / "work"
    work.mkdir()
    (work / "secret.tex").write_text("The secret stands here.")
    end = r"\end{document}"
    # Other ways to other files: test_theme_that_reads.
    for name in ("/etc/passwd", "../secret") if LONG else ("../secret",):
        asking = rf"\input{{{name}}}\end{{document}}"
        site.change("latex/templates/resume.tex.j2", end, asking)
        ran = _build(site, ENGLISH, TMPDIR=str(work))
        site.change("latex/templates/resume.tex.j2", asking, end)

        assert ran.status == 1
        assert _heads(ran) == [f"error[tex-package-missing]: TeX has no file `{name}.tex`"]


LITERAL = """\
language: en
ignore: [style-straight-quote]
name: Ada Sample
sections:
"""

TEXTS = (
    r"\input{/etc/passwd}",
    r"\immediate\write18{touch EVIL}",
    r"^^5cinput{/etc/passwd}",
    r"$\input$ % # & ~ ^ _ {{{ }}}",
    r"]{}\end{document}",
    r"<< document.title >> <% for x in y %> {{ x }} {% raw %}",
    "[a](https://example.org/%5Cinput{/etc/passwd}}}#$&~)",
    "`\\end{document}`",
    "tab\there, ﬁ ligature, e\u0301 combining, 100\u00a0% & non-breaking",
    "-- --- '' `` \"straight\" << >> ?` !` ,, 5' 6\" a--b",
)


def test_content_is_no_code(program: Program) -> None:
    """Commands of LaTeX in a content file are printed as text, with at most a warning of style."""
    sections = (f"  - type: text\n    title: Said\n    text: |-\n      {text}\n" for text in TEXTS)
    ran = _build(program, LITERAL + "".join(sections))

    assert ran.status == 0
    assert [head for head in _heads(ran) if "warning[style-markup]" not in head] == []


@pytest.mark.parametrize(
    "mark", [",", *(pytest.param(one, marks=pytest.mark.long) for one in (";", "{x}", "$HOME"))]
)
def test_folder_name(site: Site, mark: str, tmp_path: Path) -> None:
    """Where TeX can't search the folder that the program is in, that is said."""
    odd = tmp_path / f"odd{mark}name"
    odd.symlink_to(site.package.parent)
    ran = _build(site, PYTHONPATH=str(odd))

    assert ran.status == 1
    assert "error[folder-name]: TeX can't search" in ran.err

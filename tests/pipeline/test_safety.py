"""Limits that nothing leaves: not content, whatever it says, nor a theme, which is a program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from cvtex.editions.settings import read_editions
from cvtex.tex.specials import harmful
from cvtex.tex.xdv import read_pages
from made import pdftotext

if TYPE_CHECKING:
    from running import Program, Ran, Site

CONTENT = """\
language: en
name: Ada Sample
sections:
  - type: list
    title: List
    entries:
      - A line as any
      - One with a **bold** word
"""

LONG = "CVTEX_LONG" in os.environ

# What shall not come out of its file.
SECRET = "Never seen"  # noqa: S105 - it is none


def _build(program: Program, **environment: str) -> Ran:
    """Build content where a PDF from before is, which a failure must not touch."""
    (program.folder / "me.yaml").write_text(CONTENT, encoding="utf-8")
    pdf = program.folder / "me.pdf"
    pdf.write_bytes(b"the PDF from before")
    ran = program.run("build", "me.yaml", **environment)
    assert "Traceback" not in ran.said
    assert ran.status == 0 or pdf.read_bytes() == b"the PDF from before"
    return ran


def _heads(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if re.search(r"(error|warning)\[", line)]


# Each as the theme would write it on a page; FILE is one outside TeX's folders.
SPECIALS = {
    "a picture": r"\special{pdf:image width 9pt height 9pt (FILE)}",
    "an old picture": r"\special{pdf:epdf (FILE)}",
    "spaces": r"\special{pdf:  image (FILE)}",
    "spaces before": r"\special{ pdf:image (FILE)}",
    "a stream": r"\special{pdf:fstream @x (FILE)}",
    "a font map": r"\special{pdf:mapfile FILE}",
    "a line of it": r"\special{pdf:mapline cmr10 cmr10 <FILE}",
    "an old font map": r"\special{x:fontmapfile FILE}",
    "PostScript": r"\special{psfile=FILE}",
    "a header": r"\special{header=FILE}",
    "more PostScript": r"\special{ps: plotfile FILE}",
    "HTML": r'\special{html:<img src="FILE">}',
    "settings": r'\special{dvipdfmx:config D "touch FILE"}',
    "XeTeX's own": r'\XeTeXpicfile "FILE" width 9pt\relax',
    "unheard of": r"\special{invented: FILE}",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> dict[str, list[bytes]]:
    """Return what XeTeX asks of xdvipdfmx for each of them, a page for each."""
    folder = tmp_path_factory.mktemp("specials")
    file = checkout / "docs" / "page-en.png"
    body = "".join(
        rf"\shipout\vbox{{{special.replace('FILE', str(file))}}}" for special in SPECIALS.values()
    )
    (folder / "t.tex").write_text(rf"\catcode`\{{=1 \catcode`\}}=2 {body}\end")
    command = ["xetex", "-no-pdf", "-interaction=batchmode", "t.tex"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    found = read_pages((folder / "t.xdv").read_bytes()).specials
    asked = [special for special in found if not special.startswith(b"pdf:pagesize")]
    return {name: [special] for name, special in zip(SPECIALS, asked, strict=True)}


@pytest.mark.parametrize("special", SPECIALS)
def test_specials(pages: dict[str, list[bytes]], special: str) -> None:
    """Whatever has xdvipdfmx open a file, which minds no `openin_any`, is seen before it runs."""
    assert pages[special]
    assert all(map(harmful, pages[special]))
    assert all(harmful(asked, {"photo.jpg"}) for asked in pages[special])


@pytest.mark.parametrize(
    ("special", "harm"),
    [
        ("pdf:image width 9.5bp height 9bp (photo.jpg)", False),
        ("pdf:image width 9bp height 9bp (/etc/photo.jpg)", True),
        ("pdf:image width 9bp height 9bp (../photo.jpg)", True),
        ("pdf:image width 9bp height 9bp (photo.jpg) (/etc/passwd)", True),
        ("pdf:image width 9bp height 9bp (photo.png)", True),
        ("pdf:image page 1 width 9bp height 9bp (photo.jpg)", True),
        ("pdf:image width 9bp height 9bp @x (photo.jpg)", True),
        ("pdf:epdf width 9bp height 9bp (photo.jpg)", True),
    ],
)
def test_photo(special: str, *, harm: bool) -> None:
    """The one picture that may be opened is the photo that lies ready, and that if there is one."""
    assert harmful(special.encode(), {"photo.jpg"}) is harm
    assert harmful(special.encode())


def test_harmless_specials(program: Program) -> None:
    """What packages draw with is let through, and every command of XeTeX's is read past."""
    (program.folder / "t.tex").write_text(r"""
        \documentclass{article}\usepackage{fontspec,xcolor,graphicx}
        \setmainfont[FakeSlant=.2,FakeBold=1,FakeStretch=1.1,Color=123456]{Linux Libertine O}
        \begin{document}\XeTeXgenerateactualtext=1
        difficult \textcolor{red}{x} \rotatebox{9}{y} $x^2$ \rule{1pt}{2pt}\newpage z\end{document}
    """)
    command = ["xelatex", "-no-pdf", "-interaction=batchmode", "t.tex"]
    subprocess.run(command, cwd=program.folder, check=True, stdout=subprocess.DEVNULL)
    xdv = (program.folder / "t.xdv").read_bytes()
    specials = read_pages(xdv).specials

    assert {special.split()[0] for special in specials} > {b"color", b"pdf:btrans"}
    assert not any(map(harmful, specials))
    for end in range(0, len(xdv) - 1, 7):
        with pytest.raises(ValueError, match="cut off"):
            read_pages(xdv[:end])


def test_theme_with_a_picture(site: Site, checkout: Path) -> None:
    """A theme that wants a file of the machine in the PDF is refused, by name."""
    picture = rf'\put(9,-9){{\XeTeXpicfile "{checkout / "docs" / "page-en.png"}"}}'
    site.begin(rf"\AddToHook{{shipout/background}}{{{picture}}}")
    ran = _build(site)

    assert ran.status == 1
    (head,) = _heads(ran)
    assert head.startswith("error[tex-special]: the theme or the class asks for `pdf:image matrix")


def test_theme_that_reads(site: Site, tmp_path: Path) -> None:
    """A theme reads no file outside TeX's folders by any of TeX's ways."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    work = tmp_path / "work"
    work.mkdir()
    (work / "secret.txt").write_text(SECRET)
    (site.folder / "secret.txt").write_text(SECRET)
    ways = "".join(
        rf"""[\filedump offset 0 length 9 {{{name}}}\filesize{{{name}}}\mdfivesum file{{{name}}}
        \openin15="{name}" \ifeof15\else\read15 to \secret\secret\fi\closein15
        \IfFileExists{{{name}}}{{\input{{{name}}}}}{{}}]"""
        for name in (
            secret,
            "../secret.txt",
            "../../secret.txt",
            site.folder / "secret.txt",
            "/etc/passwd",
        )
    )
    site.begin(rf"\AtBeginDocument{{\typeout{{read:{{}}{ways}}}}}".replace("\n", " "))
    log = site.folder / "log"
    site.change(
        "tex/engine.py", "shutil.copyfile(log, kept)", f"shutil.copyfile(log, {str(log)!r})"
    )
    _build(site, TMPDIR=str(work))

    said = log.read_text(encoding="utf-8", errors="replace")
    assert "read:" in said
    assert SECRET not in said
    assert "root:" not in said


# What latexmk, xdvipdfmx or a shell would act on, if they found it where TeX may write.
LEFT = {
    "dvipdfmx.cfg": r'D "touch ROOT/EVIL"',
    "resume.idx": r"\indexentry{x}{1}",
    "latexmkrc": r"system('touch ROOT/EVIL');",
    "texmf.cnf": r"shell_escape = t",
    "xdvipdfmx": r"touch ROOT/EVIL",
    "pdftex.map": r"cmr10 cmr10 <ROOT/EVIL",
}


def test_theme_that_speaks_to_latexmk(site: Site, tmp_path: Path) -> None:
    """Nothing that TeX says in its log comes to a shell, by night without a format too."""
    said = f"File: $(touch {tmp_path}/EVIL) Graphic file (type png)"
    site.begin(rf"\AtBeginDocument{{\typeout{{}}\typeout{{{said}}}}}")
    for one in (site, site.uncached) if LONG else (site,):
        assert _build(one).status == 0

    assert not (tmp_path / "EVIL").exists()


def test_theme_that_writes(site: Site, tmp_path: Path) -> None:
    """What a theme writes into the folder of the work nobody acts on."""
    lines = [
        rf"\immediate\openout\evil={name}\relax"
        rf"\immediate\write\evil{{\unexpanded{{{text.replace('ROOT', str(tmp_path))}}}}}"
        r"\immediate\closeout\evil"
        for name, text in LEFT.items()
    ]
    with (site.latex / "themes/classic/theme.sty").open("a", encoding="utf-8") as theme:
        theme.write("\n".join((r"\newwrite\evil", *lines, "")))
    ran = _build(site.uncached)

    assert (ran.status, ran.err) == (0, "")
    assert list(tmp_path.rglob("EVIL*")) == []


LIMITS = {
    "tex-file-size": (
        r"\def\x{\message{More and more of it fills the disk}\x}\x",
        ("FILE_LIMIT = 1 << 26", "FILE_LIMIT = 1 << 24"),
        "TeX wrote too large a file and was stopped",
    ),
    "tex-memory": (
        r"""\count255=0 \def\x{\advance\count255 1
        \font\y="Noto Serif CJK SC:script=hani" at \count255sp \y x\x}\x""",
        ("MEMORY_LIMIT = 1 << 30", "MEMORY_LIMIT = 1 << 29"),
        "TeX needed more memory than its limit",
    ),
    "tex-memory of TeX's own": (
        r"\def\x{\kern1pt\x}\x",
        ('"extra_mem_top": "20000000"', '"extra_mem_top": "0"'),
        "TeX ran out of space here: main memory size=15000000",
    ),
}


@pytest.mark.parametrize(
    "limit",
    [*LIMITS][:2] + [pytest.param(one, marks=pytest.mark.long) for one in [*LIMITS][2:]],
)
def test_limits(site: Site, limit: str) -> None:
    """Memory and the size of files have limits, and the line is named that TeX was at."""
    tex, (old, new), message = LIMITS[limit]
    site.set_bold(tex)
    site.change("tex/environment.py" if limit.endswith("own") else "tex/process.py", old, new)
    ran = _build(site)

    assert ran.status == 1
    assert _heads(ran) == [f"me.yaml:8:9: error[{limit.partition(' ')[0]}]: {message}"]


def test_surroundings(program: Program, people: Path, tmp_path: Path) -> None:
    """Nothing in the environment, the home or the folders around changes what is built."""
    content = program.folder / "me.yaml"
    shutil.copy(people / "small.en.yaml", content)
    assert program.run("build", "me.yaml", "-o", "plain.pdf").status == 0
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / "texmf.cnf").write_text("shell_escape = t\nopenin_any = a\nTEXMFDIST = /nowhere\n")
    (evil / "article.cls").write_text(r"\errmessage{evil}")
    (evil / "Evil.pm").write_text(f"package Evil; open(F, '>', '{tmp_path}/EVIL'); 1;")
    for folder in (evil, program.folder):
        for name in ("latexmkrc", ".latexmkrc"):
            (folder / name).write_text(f"open(F, '>', '{tmp_path}/EVIL'); $pdf_mode = 4;")
        (folder / "cvtex.cls").write_text(r"\errmessage{evil}")
        (folder / "dvipdfmx.cfg").write_text("p a6\n")
    environment = dict.fromkeys(
        ("TEXINPUTS", "TEXINPUTS_xelatex", "TEXMFCNF", "TEXMFHOME", "TEXMFDIST", "TEXFORMATS"),
        f"{evil}",
    )
    environment |= {
        "HOME": str(evil),
        "LATEXMKRCSYS": str(evil / "latexmkrc"),
        "PERL5LIB": str(evil),
        "PERL5OPT": "-MEvil",
        "CVTEX_FORMAT": "invented",
        "SOURCE_DATE_EPOCH": "12345",
        "openin_any": "a",
        "shell_escape": "t",
        "max_print_line": "20",
        "main_memory": "1",
        "BASH_ENV": str(evil / "Evil.pm"),
        "ENV": str(evil / "Evil.pm"),
    }
    ran = program.run("build", "me.yaml", "-o", "evil.pdf", **environment)

    assert (ran.status, ran.err) == (0, "")
    plain, other = (program.folder / f"{name}.pdf" for name in ("plain", "evil"))
    assert plain.read_bytes() == other.read_bytes()
    assert not (tmp_path / "EVIL").exists()


# Keys whose values are no free text.
FORMED = re.compile(
    "language|type|date|.*_date|date_format|email|phone|url|.*_url|doi|arxiv|pmid|isbn|issn"
    "|form|kind|self|ignore|et_al|profile|network|country|sort"
)

ATTEMPT = r"\input{/etc/passwd} ^^5cinput{x} \VAR{x} << x >> ${x} %d \special{pdf:image (/x)}"


def _attempt(node: yaml.Node | None, key: str = "") -> None:
    """Have each free text of a piece of content say more than it did."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            _attempt(value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _attempt(value, key)
    elif isinstance(node, yaml.ScalarNode) and not FORMED.fullmatch(key):
        node.value += f" {ATTEMPT}"
        node.style = '"'


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_every_field(program: Program, people: Path, language: str) -> None:
    """Content can't make TeX try: in every field that takes text, code is printed as typed."""
    text = (people / f"all_sections.{language}.yaml").read_text(encoding="utf-8")
    content = yaml.compose(text, yaml.BaseLoader)
    _attempt(content)
    text = yaml.serialize(content, allow_unicode=True, width=10_000)
    (program.folder / "me.yaml").write_text(text, encoding="utf-8")
    ran = program.run("build", "me.yaml")

    assert ran.status == 0, ran.said
    read = pdftotext(program.folder / "me.pdf", "-raw")
    # The foot may stand between the halves of a text that runs over a page.
    pages = [page.splitlines() for page in read.split("\f")]
    kept = [line for page in pages for line in page if line.strip() != "•"]
    said = "".join("".join(kept).split())
    attempt = "".join(ATTEMPT.split())
    assert said.count(attempt) >= 30
    assert said.count(attempt) == said.count(r"\input{/etc/passwd}")
    assert "root:" not in said


# fmt: off
NAMES = (
    "../../evil", "..", ".", "a/b", "a\\b", "/etc/passwd", "-rf", "~", "a.", "a ", " a", "a.pdf",
    "$HOME", "con", "CON", "Con", "con.pdf", "nul", "NUL.txt", "prn", "aux", "com1", "COM9", "lpt0",
    "x" * 300, "a\u202eb", "a\u200bb", "é", "ı", "ſ", "a:b", "a*", "a|b", "a\nb", "a;b", "`x`",
)
# fmt: on


@pytest.mark.parametrize("name", NAMES)
def test_names_of_editions(tmp_path: Path, name: str) -> None:
    """A PDF is below `out/` whatever its edition is called: other names are refused."""
    (tmp_path / "en.yaml").touch()
    editions = yaml.safe_dump({name: {"content": "en.yaml"}}, width=1000)
    (tmp_path / "editions.yaml").write_text(editions, encoding="utf-8")
    read = read_editions(tmp_path / "editions.yaml")

    assert not read.ok
    assert "edition-name" in {finding.code for finding in read.diagnostics}


@pytest.mark.parametrize("name", ["con-2024", "console", "nullable", "en", "COM10", "a_b-c"])
def test_good_names_of_editions(tmp_path: Path, name: str) -> None:
    """A name that only begins as one of Windows's devices is as good as any."""
    (tmp_path / "en.yaml").touch()
    (tmp_path / "editions.yaml").write_text(f"{name}: {{content: en.yaml}}\n")

    assert read_editions(tmp_path / "editions.yaml").ok


def test_no_control_characters_in_names(tmp_path: Path) -> None:
    """A NUL, and its like, YAML has no place for."""
    (tmp_path / "editions.yaml").write_text('"a\\0b": {content: en.yaml}\n')

    assert not read_editions(tmp_path / "editions.yaml").ok

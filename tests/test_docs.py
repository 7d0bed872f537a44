"""`cvtex docs`, and that what the program says leads to nothing that an installed one lacks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.commands.shared.schemas import SCHEMAS
from cvtex.paths import PACKAGE, docs_dir
from running import on_terminal

if TYPE_CHECKING:
    from running import Program

USAGE = 2
PAGES = {page.stem: page for page in docs_dir().glob("*.md")}


def test_list(program: Program) -> None:
    """It lists each page with its title."""
    ran = program.run("docs")

    assert (ran.status, ran.err) == (0, "")
    for name, page in PAGES.items():
        title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        assert re.search(rf"^{name} +{re.escape(title)}$", ran.out, re.MULTILINE)


def test_page(program: Program) -> None:
    """Where it is no terminal, a page comes as it is written."""
    assert program.run("docs", "schema").out == PAGES["schema"].read_text(encoding="utf-8")


def test_code(program: Program) -> None:
    """The code of a finding shows what the page of all codes has about it, and no more."""
    ran = program.run("docs", "date-invalid")

    assert ran.out.startswith("### `date-invalid`\n\n")
    assert ran.out in PAGES["diagnostics"].read_text(encoding="utf-8")
    assert ran.out.count("### ") == 1


@pytest.mark.parametrize(
    ("topic", "hint"), [("shema", "did you mean `schema`?"), ("x" * 40, "lists the pages")]
)
def test_unknown(program: Program, topic: str, hint: str) -> None:
    """A page that there is not is a slip in the command, and the one meant is named."""
    ran = program.run("docs", topic, COLUMNS="500")

    assert (ran.status, ran.out) == (USAGE, "")
    assert f"there is no page about `{topic}`" in ran.err
    assert hint in ran.err


def test_terminal(program: Program) -> None:
    """On a terminal the pager shows it laid out; a link to another page is the command for it."""
    ran = on_terminal(program.command("docs", "schema"), program.folder, 90, PAGER="cat")
    text = re.sub(r"\x1b\[[0-9;]*m", "", ran.out)

    assert ran.status == 0
    assert text != ran.out
    assert re.search(r"^ +What to write in a content file +$", text, re.MULTILINE)
    assert re.search(r"\(cvtex\s+docs\s+editors\)", text)
    assert ".md" not in text
    assert max(map(len, text.splitlines())) <= 90


def test_folder(program: Program) -> None:
    """`--folder` leads to the files that come with the pages."""
    folder = Path(program.run("docs", "--folder").out.strip())

    assert (folder / "editors/vscode/package.json").is_file()


def _strings(module: Path) -> Iterator[str]:
    """Yield the strings of a module that are not documentation, and so may be printed."""
    documentation = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):  # the outer ones first
        if isinstance(node, ast.Expr):
            documentation.add(id(node.value))
        elif isinstance(node, ast.Constant) and id(node) not in documentation:
            yield str(node.value)


def test_messages() -> None:
    """No message names a file of the repository, and each page that one names is there."""
    strings = {text for module in PACKAGE.rglob("*.py") for text in _strings(module)}
    strings -= {file for file, _ in SCHEMAS.values()}
    named = re.compile(r"(?<![\w./])(?:\./bootstrap|(?:docs|src|tests|benchmarks)/|[A-Z]{3,}\.md)")

    assert {text for text in strings if named.search(text)} == {"README.md"}  # of a new project
    pages = {name for text in strings for name in re.findall(r"`cvtex docs ([a-z]+)`", text)}
    assert {"editors", "verify"} <= pages <= PAGES.keys()


def test_site(checkout: Path) -> None:
    """The site leads to each page."""
    text = (checkout / "mkdocs.yml").read_text(encoding="utf-8")

    assert set(re.findall(r"^ +- (\w+)\.md$", text, re.MULTILINE)) == PAGES.keys()


@pytest.mark.parametrize("name", PAGES)
def test_links(name: str) -> None:
    """What a page leads to is in the folder of the pages, so also where cvtex is installed."""
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]*[./][^)#\s]*)", PAGES[name].read_text("utf-8"))

    assert [link for link in links if not (docs_dir() / link).exists()] == []
    assert [link for link in links if ".." in Path(link).parts] == []


def test_keys_of_themes(checkout: Path) -> None:
    """The page on themes names the keys that the class takes, by their part."""
    written = (checkout / "docs" / "themes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", written, flags=re.MULTILINE)
    named = {part: set(re.findall(r"`(\w+)`", text)) for part, text in rows}
    taken: dict[str, set[str]] = {}
    for file in (checkout / "latex").glob("cvtex-*.sty"):
        defined = re.finditer(
            r"\\__cvtex_keys:nn \{ (\w+) \}\n  \{(.*?)\n  \}\n", file.read_text("utf-8"), re.DOTALL
        )
        for found in defined:
            keys = re.findall(r"^    (\w+) +\.", found[2], re.MULTILINE)
            taken.setdefault(found[1], set()).update(keys)
    options = {"rtl", "scale", "density", "lines", "links", "justify", "icons", "size"}
    choices = {"inline", "labels", "grid", "stack", "rule", "line", "lines", "band", "plain"}

    for part in taken.keys() - {"fit", "fonts", "letter"}:
        assert taken[part] - named[part] <= options, part
        assert named[part] - taken[part] <= choices, part

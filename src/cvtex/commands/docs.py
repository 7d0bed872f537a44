"""`cvtex docs`."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.paths import docs_dir

if TYPE_CHECKING:
    from markdown_it.token import Token

# A part of the page of all codes, as far as the next heading.
_CODE = re.compile(r"^### `([a-z0-9-]+)`\n.*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)

_WIDTH = 100
"""The most columns of a line, which has to be easy to read."""


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "text",
        nargs="?",
        type=_text,
        metavar="TOPIC",
        help="a page of the list, or the code of a finding, as date-invalid",
    )
    parser.add_argument(
        "--folder", action="store_true", help="print the folder of the pages, for other programs"
    )


def run(*, text: str | None, folder: bool) -> None:
    """Show a page of the documentation, or list the pages."""
    if folder:
        sys.stdout.write(f"{docs_dir()}\n")
    elif text is None:
        _list()
    elif sys.stdout.isatty():
        _show(text)
    else:
        sys.stdout.write(text)


def _pages() -> dict[str, Path]:
    return {page.stem: page for page in sorted(docs_dir().glob("*.md"))}


def _text(topic: str) -> str:
    """Return the Markdown of a page, or what there is about a code."""
    pages = _pages()
    if topic in pages:
        return pages[topic].read_text(encoding="utf-8")
    codes = {part[1]: part[0] for part in _codes(pages["diagnostics"])}
    if topic in codes:
        return codes[topic].rstrip() + "\n"
    from difflib import get_close_matches  # noqa: PLC0415 - for a slip alone

    close = get_close_matches(topic, [*pages, *codes], 1)
    hint = f"did you mean `{close[0]}`?" if close else "`cvtex docs` lists the pages"
    raise ArgumentTypeError(f"there is no page about `{topic}`; {hint}")


def _codes(page: Path) -> Iterator[re.Match[str]]:
    return _CODE.finditer(page.read_text(encoding="utf-8"))


def _list() -> None:
    from cvtex.commands.shared.output import print_table  # noqa: PLC0415 - `--help` needs no table

    titles = {name: page.read_text(encoding="utf-8") for name, page in _pages().items()}
    print_table([(name, text.partition("\n")[0].lstrip("# ")) for name, text in titles.items()])
    sys.stdout.write("\n`cvtex docs TOPIC` shows a page, `cvtex docs date-invalid` a code.\n")


def _show(text: str) -> None:
    """Show Markdown in the person's pager; a short text stays on the screen."""
    from rich.console import Console  # noqa: PLC0415 - rich is for the screen alone
    from rich.markdown import Markdown  # noqa: PLC0415 - the same

    os.environ.setdefault("LESS", "FRX")  # as git has it: colours pass, what fits is just printed
    console = Console(force_terminal=True)
    console.width = min(console.width, _WIDTH)
    page = Markdown(text, hyperlinks=False)
    for token in page.parsed:
        token.children = [*_without_links(token.children or ())]
    with console.pager(styles=True):
        console.print(page)


def _without_links(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens of a text without what leads to another page, which no terminal follows.

    A link that reads `editors.md` becomes the command that shows this page.
    """
    is_local = False
    for token in tokens:
        if token.type == "link_open":
            is_local = not str(token.attrs["href"]).startswith("http")
        elif is_local and (name := re.fullmatch(r"([a-z]+)\.md", token.content)):
            token.type, token.tag, token.content = "code_inline", "code", f"cvtex docs {name[1]}"
        if token.type == "image" or (is_local and token.type in {"link_open", "link_close"}):
            continue
        yield token

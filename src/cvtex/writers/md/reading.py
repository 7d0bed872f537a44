"""Reads the text of a Markdown file as CommonMark, with the addresses of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cvtex.schema.addresses import is_shown

_BREAKS = frozenset({"softbreak", "hardbreak"})


def read_text(text: str) -> str:
    """Return the text of a file: a line for each block, with each address that is not shown."""
    parser = MarkdownIt("commonmark")
    # Addresses are read as they are written.
    parser.normalizeLink = _as_written  # type: ignore[method-assign]  # its way to set a rule
    parser.validateLink = bool  # type: ignore[assignment,method-assign]  # the same
    return "\n".join(
        "".join(_text(token.children or ())) if token.type == "inline" else token.content
        for token in parser.parse(text)
    )


def _as_written(url: str) -> str:
    return url


def _text(tokens: Iterable[Token]) -> Iterator[str]:
    links: list[tuple[str, list[str]]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrGet("href")), []))
            continue
        if token.type == "link_close":
            address, parts = links.pop()
            shown = "".join(parts)
            read = shown if is_shown(address, shown) else f"{shown} ({address})"
        else:
            read = "\n" if token.type in _BREAKS else token.content
        if links:
            links[-1][1].append(read)
        else:
            yield read

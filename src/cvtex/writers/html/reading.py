"""Reads the text of a page as a browser shows it, with the addresses of links."""

from __future__ import annotations

from html.parser import HTMLParser

from cvtex.schema.addresses import is_shown

_INLINE = frozenset({"a", "bdi", "code", "em", "span", "strong"})


class _BodyReader(HTMLParser):
    """Collects the text of the body; each block is a line."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_body |= tag == "body"
        if tag not in _INLINE:
            self.parts.append("\n")
        if tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append("\n")
        if tag == "a" and self._links:
            address, start = self._links.pop()
            if not is_shown(address, "".join(self.parts[start:])):
                self.parts.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        if self._in_body:
            self.parts.append(data)


def read_text(page: str) -> str:
    """Return the text of a page, with the address of each link that the text does not show."""
    reader = _BodyReader()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)

"""Converts HTML and Markdown in texts to our markup.

JSON Resume mentions neither, but its themes render both. Only certain markup is converted: HTML
tags, paired delimiters around words, links with an address. The rest is escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

from cvtex.exchange.texts.formula import plain_formula
from cvtex.exchange.texts.plain import escaped
from cvtex.markup import TARGET
from cvtex.schema.addresses import AddressError, require_url
from cvtex.unicode.small_figures import small_figures

_TAGS = (
    "a|b|big|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|s|small|span|strong"
    "|sub|sup|table|tbody|td|th|tr|u|ul"
)
_HTML = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Paired delimiters around words, and not inside a word.
_MARKDOWN = re.compile(
    rf"""
    (?<![\w*\\])\*{{3}}(?=[^\s*])(?P<both>[^*\n]+)(?<=\S)\*{{3}}(?![\w*])
  | (?<![\w*\\])\*\*(?=[^\s*])(?P<bold>(?:[^*\n]|\*[^\s*][^*\n]*\*(?!\*))+)(?<=\S)\*\*(?![\w*])
  | (?<![\w*\\])\*(?=[^\s*])(?P<italic>[^*\n]+)(?<=\S)\*(?![\w*])
  | (?<!`)`(?=\S)(?P<code>[^`\n]+)(?<=\S)`(?!`)
  | (?<![\w\\])(?:\\\*)+(?=[^\s\\])(?P<literal>[^*`\[\]\n]+?)(?<=[^\s\\])(?:\\\*)+(?!\w)
  | (?<!\\)\[(?P<label>[^\[\]\n]+)\]{TARGET}
    """,
    re.VERBOSE,
)
_BOLD = re.compile(  # but `__init__`
    r"(?<![0-9A-Za-z_\\])__(?![a-z0-9_]+__)(?=[^\s_])([^_\n]+)(?<=\S)__(?![0-9A-Za-z_])"
)
_HEADING = re.compile(r"^(?:#{2,6}|#(?=.*\n)|(?<=\n)#)[ \t]+([^\s#].*?)[ \t]*#*$", re.MULTILINE)
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)")
_LINK = re.compile(rf"(?<!\\)\[([^\[\]\n]+)\]{TARGET}")
_TITLED = re.compile(r"""(\]\([^\s()]+)\s+(?:"[^"\n]*"|'[^'\n]*')\)""")
# A relative link to a file; `.md` is rather a file than a host in Moldova.
_RELATIVE = re.compile(
    r"[./#]|[^/:\s]+\.(?:md|markdown|html?|pdf|docx?|txt|png|jpe?g|svg|ipynb)(?:#\S*)?$",
    re.IGNORECASE,
)
# A formula with a TeX command, a power or an index, which a price does not have; a dollar before a
# figure ends none. The lookahead searches it once, so the time is linear.
_FORMULA = re.compile(r"\$\$?(?=[^$\n]*(?:\\[A-Za-z]|\^[\w{]|_\{))([^$\n]+)\$\$?(?!\d)")

# The delimiters or the white space for a tag.
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BREAKS = {
    **dict.fromkeys(("p", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"), "\n\n"),
    **dict.fromkeys(("div", "ul", "ol", "table", "tr"), "\n"),
    **dict.fromkeys(("td", "th"), " "),
}
# A marker with its text in a block of its own.
_ITEM_ALONE = re.compile(r"^([ ]*-)[ ]*\n\s*+(?![ ]*-)", re.MULTILINE)
_LISTS = frozenset({"ul", "ol"})
_BLOCK = re.compile(rf"</?(?:{'|'.join([*_BREAKS, 'br', 'li'])})[\s/>]", re.IGNORECASE)
_SMALL = frozenset({"sub", "sup"})


def rich(text: str) -> str:
    """Return a text with HTML or Markdown as our markup."""
    text = _ADDRESS.sub(_address, _without_titles(text))
    if _HTML.search(text):
        return _from_html(text, _markdown_in_a_line if _has_blocks(text) else markdown)
    return markdown(_plain_markdown(_entities(text)))


def markdown(text: str) -> str:
    """Return a text with some Markdown as our markup, with the rest escaped."""
    at, pieces = 0, []
    for found in _MARKDOWN.finditer(text):
        pieces += [escaped(text[at : found.start()]), _marked(found)]
        at = found.end()
    return "".join([*pieces, escaped(text[at:])]) if pieces else escaped(text)


def _without_titles(text: str) -> str:
    """Return Markdown whose links have no titles: `[here](https://example.org "Title")`."""
    return _TITLED.sub(r"\1)", text) if "](" in text else text


def from_markdown(text: str) -> str:
    """Return a Markdown text as our markup, with formulas as plain text.

    A link with an invalid address becomes its text.
    """
    text = _ADDRESS.sub(_address, _FORMULA.sub(plain_formula, _without_titles(text)))
    if _HTML.search(text) or _ENTITY.search(text):
        code = iter(_CODE.findall(text))  # code is not changed
        bare = _CODE.sub("\x00", text)
        bare = _from_html(bare, str) if _HTML.search(bare) else _entities(bare)
        text = re.sub("\x00", lambda _: next(code, ""), bare)
    text = _plain_markdown(text)
    return _LINK.sub(lambda found: _link(found[1], found["url"]) or found[1], text)


def relative_links(text: str) -> list[str]:
    """Return the targets of relative links in Markdown."""
    return [found["url"] for found in _LINK.finditer(text) if _RELATIVE.match(found["url"])]


def _from_html(text: str, read: Callable[[str], str]) -> str:
    """Return HTML as markup; `read` converts the text between tags."""
    reader = _MarkupReader(read)
    reader.feed(text)
    reader.close()
    text = _ITEM_ALONE.sub(r"\1 ", reader.text())
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _has_blocks(text: str) -> bool:
    """Return whether tags part the paragraphs of a text; otherwise its own line breaks do."""
    return any(_BLOCK.match(tag[0]) for tag in _HTML.finditer(text))


def _markdown_in_a_line(text: str) -> str:
    return markdown(re.sub(r"\s+", " ", text))


def _entities(text: str) -> str:
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)


def _address(found: re.Match[str]) -> str:
    return found[1].removeprefix("mailto:")


def _plain_markdown(text: str) -> str:
    """Return Markdown with headings as bold paragraphs, and `__` as `**`."""
    text = _BOLD.sub(r"**\1**", text)
    if "#" not in text:
        return text
    return re.sub(r"\n{3,}", "\n\n", _HEADING.sub(_heading, text)).strip()


def _heading(found: re.Match[str]) -> str:
    words = found[1]
    return f"\n\n{words if '*' in words else f'**{words}**'}\n\n"


def corrected_url(text: str) -> str:
    """Return a valid URL, or the correction of an invalid one, or ''."""
    try:
        require_url(text)
    except AddressError as error:
        return error.correction
    return text


def _marked(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "url":
        return _link(markdown(found["label"]), found["url"]) or escaped(found[0])
    if kind in ("code", "literal"):  # stars with a backslash are the same in our markup
        return found[0]
    mark = {"both": "***", "bold": "**", "italic": "*"}[kind]
    return f"{mark}{markdown(found[kind])}{mark}"


def _link(label: str, url: str) -> str:
    if _RELATIVE.match(url):
        return label
    right = corrected_url(url)
    return f"[{label}]({right})" if right else ""


class _MarkupReader(HTMLParser):
    """Converts HTML to our markup; unknown elements become their text."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._read = read
        # The open elements: tag, delimiter or URL, contents.
        self._open: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._open_tags = Counter[str]()
        self._lists = 0  # that are open

    def text(self) -> str:
        """Return the markup, with all elements closed."""
        while len(self._open) > 1:
            self._close()
        return "".join(self._open[0][2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or write one without contents."""
        if len(tag) == 1 and attrs and not any(value for _, value in attrs):
            self._write(escaped(str(self.get_starttag_text())))  # in `a<b and c>d`
        elif tag == "li":
            self._write(f"\n{'  ' * (self._lists - 1)}- ")
        elif tag == "br" or tag in _BREAKS:
            self._break(tag)
            self._lists += tag in _LISTS
        elif tag in _MARKS:
            self._begin(tag, _MARKS[tag])
        elif tag in _SMALL:
            self._begin(tag, "")
        elif tag == "a":
            self._begin(tag, dict(attrs).get("href") or "")
        elif tag == "img":
            self._write(escaped(dict(attrs).get("alt") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element with this tag, and those inside it."""
        if tag in _BREAKS:
            self._lists -= tag in _LISTS and self._lists > 0
            self._break(tag)
        elif self._open_tags[tag]:
            while self._close() != tag:
                pass

    def _break(self, tag: str) -> None:
        """End a line; in an item of a list, the next one continues it."""
        gap = _BREAKS.get(tag, "\n")
        if self._lists and tag not in _LISTS and gap != " ":
            gap = "\n" + "  " * self._lists
        self._write(gap)

    def handle_data(self, data: str) -> None:
        """Convert the text between tags, which may have Markdown."""
        if self.cdata_elem:  # a script or a style sheet
            return
        in_code = self._open[-1][0] == "code"
        self._write(re.sub(r"\s+", " ", data) if in_code else self._read(data))

    def _begin(self, tag: str, around: str) -> None:
        self._open.append((tag, around, []))
        self._open_tags[tag] += 1

    def _close(self) -> str:
        tag, around, pieces = self._open.pop()
        self._open_tags[tag] -= 1
        inner = "".join(pieces)
        words = inner.strip()
        if not words or "\n" in words:
            self._write(inner)
        elif tag == "a":
            self._write(inner.replace(words, _link(words, around) or words))
        elif tag in _SMALL:
            self._write(inner.replace(words, small_figures(tag, words)))
        else:
            before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            self._write(f"{before}{around}{words}{around}{after}")
        return tag

    def _write(self, text: str) -> None:
        self._open[-1][2].append(text)

"""Texts in which people have written HTML or Markdown, as markup of ours.

JSON Resume says nothing of either, and its themes show both. What is certain is read: a tag of
HTML's, a pair of marks around words, a link with its address. All else is escaped and prints as it
was typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from unicodedata import normalize

from cvtex.exchange.words import escaped
from cvtex.markup import TARGET
from cvtex.schema.addresses import AddressError, require_url

_TAGS = (
    "a|b|big|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|s|small|span|strong"
    "|sub|sup|table|tbody|td|th|tr|u|ul"
)
_HTML = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Pairs of marks with words between them, and neither inside a word.
_MARKDOWN = re.compile(
    rf"""
    (?<![\w*\\])\*\*(?=[^\s*])(?P<bold>[^*\n]+)(?<=\S)\*\*(?![\w*])
  | (?<![\w*\\])\*(?=[^\s*])(?P<italic>[^*\n]+)(?<=\S)\*(?![\w*])
  | (?<!`)`(?=\S)(?P<code>[^`\n]+)(?<=\S)`(?!`)
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
# What leads to a file beside this one, and not to the web: `.md` is a file before it is Moldova.
_RELATIVE = re.compile(
    r"[./#]|[^/:\s]+\.(?:md|markdown|html?|pdf|docx?|txt|png|jpe?g|svg|ipynb)(?:#\S*)?$",
    re.IGNORECASE,
)
# A formula with a command in it, which no price has, and the letters of mathematics. The command
# is looked for once, before the end, and so the time is linear.
_FORMULA = re.compile(r"\$\$?(?=[^$\n]*\\[A-Za-z])([^$\n]+)\$\$?")
_LETTER = re.compile("[\u2102-\u2134\U0001d400-\U0001d7ff]")

# What a tag becomes: marks about words, or what stands before and behind them.
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BREAKS = {
    **dict.fromkeys(("p", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"), "\n\n"),
    **dict.fromkeys(("div", "ul", "ol", "table", "tr"), "\n"),
    **dict.fromkeys(("td", "th"), " "),
}
_SMALL = {
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
}
_SMALL_DIGITS = re.compile("[0-9+-]+")


def rich(text: str) -> str:
    """Return a text that may have HTML or Markdown in it as markup."""
    text = _ADDRESS.sub(_address, text)
    if _HTML.search(text):
        return _from_html(text, _markdown_in_a_line)
    return markdown(_plain_markdown(_entities(text)))


def markdown(text: str) -> str:
    """Return a text that may have Markdown in it as markup."""
    at, pieces = 0, []
    for found in _MARKDOWN.finditer(text):
        pieces += [escaped(text[at : found.start()]), _marked(found)]
        at = found.end()
    return "".join([*pieces, escaped(text[at:])]) if pieces else escaped(text)


def from_markdown(text: str) -> str:
    """Return a text of Markdown as markup: its formulas as plain text, its links with addresses.

    A link without an address that there can be is its text alone.
    """
    text = _ADDRESS.sub(_address, _FORMULA.sub(_formula, text))
    if _HTML.search(text) or _ENTITY.search(text):
        code = iter(_CODE.findall(text))  # stands as it is
        bare = _CODE.sub("\x00", text)
        bare = _from_html(bare, str) if _HTML.search(bare) else _entities(bare)
        text = re.sub("\x00", lambda _: next(code, ""), bare)
    text = _plain_markdown(text)
    return _LINK.sub(lambda found: _link(found[1], found["url"]) or found[1], text)


def relative_links(text: str) -> list[str]:
    """Return where the links of Markdown lead that lead to no place on the web."""
    return [found["url"] for found in _LINK.finditer(text) if _RELATIVE.match(found["url"])]


def _from_html(text: str, read: Callable[[str], str]) -> str:
    """Return a text with tags as markup; `read` is for what stands between them."""
    reader = _Reader(read)
    reader.feed(text)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", reader.text()).strip()


def _markdown_in_a_line(text: str) -> str:
    return markdown(re.sub(r"\s+", " ", text))


def _entities(text: str) -> str:
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)


def _address(found: re.Match[str]) -> str:
    return found[1].removeprefix("mailto:")


def _plain_markdown(text: str) -> str:
    """Return Markdown whose headings are paragraphs in bold, and whose bold has stars."""
    text = _BOLD.sub(r"**\1**", text)
    if "#" not in text:
        return text
    return re.sub(r"\n{3,}", "\n\n", _HEADING.sub(_heading, text)).strip()


def _heading(found: re.Match[str]) -> str:
    words = found[1]
    return f"\n\n{words if '*' in words else f'**{words}**'}\n\n"


def _formula(found: re.Match[str]) -> str:
    """Return a formula as plain text, with plain letters in place of mathematical ones.

    A formula whose braces are too deep for the parser is returned as it was typed.
    """
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - few texts have formulas

    try:
        text: str = LatexNodes2Text(strict_latex_spaces="based-on-source").latex_to_text(found[1])
    except RecursionError:
        return escaped(found[0])
    return escaped(_LETTER.sub(lambda letter: normalize("NFKC", letter[0]), text).strip())


def meant_url(text: str) -> str:
    """Return a URL, or the one that is meant by a text; nothing, if there is none."""
    try:
        require_url(text)
    except AddressError as error:
        return error.correction
    return text


def _marked(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "url":
        return _link(markdown(found["label"]), found["url"]) or escaped(found[0])
    if kind == "code":
        return found[0]
    mark = "**" if kind == "bold" else "*"
    return f"{mark}{markdown(found[kind])}{mark}"


def _link(label: str, url: str) -> str:
    if _RELATIVE.match(url):
        return label
    right = meant_url(url)
    return f"[{label}]({right})" if right else ""


class _Reader(HTMLParser):
    """Reads HTML as the markup that says the same; what it does not know is its text alone."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._read = read
        # What is open: its tag, what goes around it, the pieces inside.
        self._open: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._open_tags = Counter[str]()

    def text(self) -> str:
        """Return what was read."""
        while len(self._open) > 1:
            self._close()
        return "".join(self._open[0][2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what has an end; write what has none."""
        if tag == "br":
            self._write("\n")
        elif tag == "li":
            self._write("\n- ")
        elif tag in _BREAKS:
            self._write(_BREAKS[tag])
        elif tag in _MARKS:
            self._begin(tag, _MARKS[tag])
        elif tag in _SMALL:
            self._begin(tag, "")
        elif tag == "a":
            self._begin(tag, dict(attrs).get("href") or "")
        elif tag == "img":
            self._write(escaped(dict(attrs).get("alt") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost of its kind, and what is open in it."""
        if tag in _BREAKS:
            self._write(_BREAKS[tag])
        elif self._open_tags[tag]:
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Read the text between tags, which may have Markdown in it."""
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
            small = bool(_SMALL_DIGITS.fullmatch(words))
            self._write(inner.translate(_SMALL[tag]) if small else inner)
        else:
            before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            self._write(f"{before}{around}{words}{around}{after}")
        return tag

    def _write(self, text: str) -> None:
        self._open[-1][2].append(text)

r"""Finds Markdown, HTML and LaTeX that would be printed literally.

The patterns do not match ordinary text such as `List<String>`, `a < b`, `AT&T`, `C#`,
`# of users`, `snake_case`, `**kwargs` and `C:\new`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape

from cvtex.diagnostics import Diagnostic, replacing
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import Prose

_BULLETS = "•‣◦▪●・➢"
_ITEM = rf"^[ \t]*(?:[-*+–{_BULLETS}]|\d\d?[.)])[ \t]+\S|^[ \t]*[{_BULLETS}]\S"
_LIST = (
    rf"(?:{_ITEM}).*(?:\n.*)*?\n(?:{_ITEM})|\n[ \t]*(?:[-*+][ \t]+|[{_BULLETS}][ \t]*)\S.*"
    rf"|(?<=[:：])[ \t]*[{_BULLETS}][^\n{_BULLETS}]*[{_BULLETS}].*"
)
_HIGHLIGHTS = "make each item a point of `highlights`, or an entry of a section of type `list`"
_LINK = "write `[text](https://example.org)`, or the address alone"
_LINE = "begin a new paragraph with an empty line, or leave it out"

_HEADING = (
    r"^#{2,6}[ \t]+\S.*|\n#[ \t]+\S.*|^#[ \t]+\S.*(?=\n)"
    r"|\A#[ \t]+[^\W\d_a-z][^\n\d]*\Z|^(?=[^\n]*\w)[^\n]*\n={3,}[ \t]*$"
)
_RULE = r"(?:-{3,}|\*{3,}|_{3,})"
_BOLD = (  # but `__init__` of Python
    r"(?<![0-9A-Za-z_])__(?![a-z0-9_]+__)[^\s_](?:[^_\n]*[^\s_])?__(?![0-9A-Za-z_])"
    r"|＊＊[^\s＊][^＊\n]*＊＊"
)
_SPACED = (  # words, for `x ** y ** 2` are powers
    r"(?<![0-9A-Za-z_)*\]])\*\*(?=[^*\n]*(?:[^\W\d_]{3}|[\u3400-\u9fff]))"
    r"(?:[ \t]+[^\s*][^*\n]*|[^\s*][^*\n]*[ \t])\*\*(?![0-9A-Za-z_*])"
)
_TAGS = (
    r"</(?:u|s|span|font|small|big|center|mark|del|ins|h[1-6]|table|tr|td|script|style)>"
    r"|<(?:p|div|span|font|li|ul|ol|h[1-6]|td|tr|table|img)[ \t]+\w+=[^<>\n]*>"
)
_COMMANDS = (
    r"\\(?:text(?!bf|it|sl|tt)\w+|underline|(?:sub)*section\*?|begin|end|footnote|[vh]space\*?)\{"
    r"|(?<![\w\\:.])\\(?:LaTeX|TeX|[lc]?dots|newline|quad|times|sim|approx|cdot|pm|rightarrow)\b"
    r"|\{\\(?:bf|it|tt|sc|sf|rm|em|bfseries|itshape|small|large|Large)\b|(?<![\w\\:.])\\(?:cite|label|ref)\{"
    r"|(?<=\w)\\[,;](?=[\s\w])"
)

# A pattern, its name, and a hint. The first match in a text is reported.
_MARKS: tuple[tuple[str, str, str], ...] = (
    # Markdown.
    (_LIST, "a list", _HIGHLIGHTS),
    (_HEADING, "a heading", "make it the `title` of a section, or write `**bold**`"),
    (rf"\A{_RULE}\s*\Z|^{_RULE}[ \t]*(?=\n)|\n{_RULE}[ \t]*$", "a rule", _LINE),
    (r"^\|.+\|[ \t]*$", "a row of a table", "write a sentence, or a list"),
    (r"^>[ \t]+[^\W\d].*", "a quotation", "write “ ” around it"),
    (r"~~[^\s~][^~\n]*~~", "struck text", "leave it out"),
    (r"!?\[[^\[\]\n]+\]\([^\w()]*(?:\ufffc|https?:|www\.)[^()\n]*\)", "a link", _LINK),
    (r"<\ufffc+", "a link", _LINK),
    (r"^\[[ xX]\] [^\W\d].*", "a box to tick", "leave it out"),
    (_BOLD, "bold", "write `**bold**`"),
    (r"(?<!\S)`[^\W_][^`\n]*$", "code without an end", "close it with a backtick"),
    (
        r"(?<![^\s(])_[^\W_][^_ \n]* [^_\n]*[^\W_]_(?!\w)|(?<!\w)_[^\x00-\x7f_][^_\n]*_(?!\w)",
        "stress",
        "write `*italic*`",
    ),
    # Bold that our markup does not parse: it opens or closes inside a word, or is not closed.
    (
        r"(?<![\w)*])\*\*(?!kw)[^\W\d][^*\n]*[^\s*]\*\*(?=[^\W\d])",
        "bold",
        "put the marks around whole words",
    ),
    (
        r"(?<=[^\W\d_])\*\*[^\W\d_]{2,}\*\*(?!\w)|(?<=[^\W\d_]{2})\*\*[^\W\d_]{2,}\*\*(?=[^\W\d_]{2})",
        "bold",
        "put the marks around whole words",
    ),
    (
        r"(?<![\w)*(\]])\*\*(?!kw|\w+[),=:])[^\W\d][^*\n]*$|(?<=[^\x00-\x7f])\*\*[^\W\d][^*\n]*$",
        "bold without an end",
        "close it with `**`",
    ),
    (_SPACED, "bold", "there is no space inside the marks: `**bold**`"),
    # HTML; tags without an end tag only with attributes or at the start of the text.
    (r"<!--.*?(?:-->|$)", "HTML", "leave it out"),
    (
        r"^<(?:b|i|u|em|strong|p|div|span|li|ul|ol|h[1-6])>(?=[ \t]*[^\s<])(?!.*</)",
        "HTML",
        "leave the tags out",
    ),
    (r"</(?:b|strong)>", "HTML", "write `**bold**`"),
    (r"</(?:i|em)>", "HTML", "write `*italic*`"),
    (r"</(?:code|tt|kbd|pre)>", "HTML", "write it between backticks"),
    (r"<br[ \t]*/?>|</(?:p|div)>|<hr[ \t]*/?>", "HTML", _LINE),
    (r"</(?:ul|ol|li)>", "HTML", _HIGHLIGHTS),
    (r"</a>|<a[ \t]+href\b", "HTML", "write `[text](https://example.org)`"),
    (r"</su[bp]>", "HTML", "type the character, as ² or ₂"),
    (_TAGS, "HTML", "leave the tags out"),
    # LaTeX.
    (r"\\textbf\{", "LaTeX", "write `**bold**`"),
    (r"\\(?:textit|emph|textsl)\{", "LaTeX", "write `*italic*`"),
    (r"\\(?:texttt|verb)\b", "LaTeX", "write it between backticks"),
    (r"\\(?:href|url)\{", "LaTeX", "write `[text](https://example.org)`"),
    (r"\\(?:item\b|(?:begin|end)\{(?:itemize|enumerate)\})", "LaTeX", _HIGHLIGHTS),
    (_COMMANDS, "LaTeX", "type the text or the character itself"),
    (r"\\\\[ \t]*$|(?<=\S)[ \t]*\\\\(?=[ \t])", "a line's end of LaTeX", _LINE),
    (r"(?<![\w\\:/.])[^\W\d_]+\\_\w", "LaTeX", "write `_` alone: the backslash is printed"),
    (
        r"\$(?=[^$\s\d][^$\n]*\$)[^$\n]*?(?:\\|\^|_\{)[^$\n]*\$",
        "a formula of LaTeX",
        "type the characters, as x²",
    ),
    (r"``[^`'\n]+''", "quotes of LaTeX", "write “ ”"),
)
_START_TAG = re.compile(r"<(\w+)(?:[ \t][^<>\n]*)?>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]+|#\d+|#[xX][0-9A-Fa-f]+);")
_IMAGE = re.compile(r"(?<![\w\\])!\[[^\[\]\n]*\]\(")
_INSIDE = "&<>"  # which YAML reads as text inside a text
_ESCAPED = "&%#$"
_CITED_MAX = 40


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    # HTML tags may be in capitals.
    return tuple(
        (re.compile(mark, re.MULTILINE | (what == "HTML" and re.IGNORECASE)), what, hint)
        for mark, what, hint in _MARKS
    )


def markup(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for the first match of each pattern in each text."""
    for prose in manuscript.texts:
        for pattern, what, hint in _patterns():
            if found := pattern.search(prose.text):
                found = _begun(prose.text, found)
                start = found.end() - len(found.group().lstrip())
                end = prose.text.find("\n", start, found.end())
                yield _finding(prose, (start, found.end() if end < 0 else end), what, hint)
        yield from _images(prose)
        yield from _entities(prose)
        yield from _escapes(prose)


def _begun(text: str, found: re.Match[str]) -> re.Match[str]:
    """Return the tag that begins an element whose end tag was found, or else the end tag."""
    name = found.group().strip("</>").lower()
    if not found.group().startswith("</"):
        return found
    begun = _START_TAG.finditer(text, 0, found.start())
    return next((tag for tag in reversed([*begun]) if tag[1].lower() == name), found)


def _images(prose: Prose) -> Iterator[Diagnostic]:
    """Yield a finding for the first Markdown image, which our markup reads as a link after `!`."""
    if image := _IMAGE.search(prose.typed):
        yield Diagnostic(
            Code.STYLE_MARKUP,
            "`![...](...)` is a picture, and is printed as `!` and a link",
            prose.typed.at(image.start(), image.start() + 1),
            "leave out the `!`, or all of it: only `photo` prints a picture",
        )


def _entities(prose: Prose) -> Iterator[Diagnostic]:
    """Yield a finding for each HTML character reference."""
    for entity in _ENTITY.finditer(prose.text):
        start, end = entity.span()
        char = unescape(entity.group())
        if char == entity.group():
            continue
        # Another mark might mean something to YAML here, and `&amp;lt;` to a reader of HTML.
        is_inside = char in _INSIDE and prose.offsets[start] > 0
        is_safe = is_inside or char.isalnum() or not char.isascii()
        is_again = _ENTITY.match(char + prose.text[end : end + _CITED_MAX])
        shown = "a space" if char.isspace() else f"`{char}`"
        certain = not (char.isspace() or is_again)
        fixes = replacing(prose.exact(start, end) if is_safe else None, char, certain=certain)
        yield replace(_finding(prose, (start, end), "HTML", f"write {shown}"), fixes=fixes)


def _escapes(prose: Prose) -> Iterator[Diagnostic]:
    """Yield a finding for the first escaped LaTeX character, whose backslash is not printed."""
    before = -1
    for sign, at in zip(prose.text, prose.offsets, strict=True):
        if sign in _ESCAPED and before < at - 1 and prose.typed[at - 1] == "\\":
            yield Diagnostic(
                Code.STYLE_MARKUP,
                f"`\\{sign}` is LaTeX: its backslash is not printed",
                prose.typed.at(at - 1, at + 1),
                f"write `{sign}` alone; to print the backslash, write two",
            )
            return
        before = at


def _finding(prose: Prose, place: tuple[int, int], what: str, hint: str) -> Diagnostic:
    start, end = prose.offsets[place[0]], prose.offsets[place[1] - 1] + 1
    shown = prose.typed[start:end]
    cited = shown if len(shown) <= _CITED_MAX else f"{shown[:_CITED_MAX]}…"
    message = f"`{cited}` is {what}, and is printed literally"
    return Diagnostic(Code.STYLE_MARKUP, message, prose.at(*place), hint)

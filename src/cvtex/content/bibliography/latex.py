"""Decodes a field of BibTeX, which is LaTeX, to plain text."""

from __future__ import annotations

import logging
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize

from cvtex.content.bibliography.html_tags import without_tags
from cvtex.unicode.small_figures import small_figures

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_LATEX = re.compile(r"[\\{}$~%'`-]")
# BibTeX has no comments or tables in a field, so `%` and `&` are meant.
_MEANT = re.compile(r"(?<!\\)((?:\\\\)*)([%&])")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6});")
_LOGOS = ("TeX", "LaTeX", "LaTeXe", "BibTeX", "XeTeX", "XeLaTeX", "LuaTeX", "LuaLaTeX", "pdfTeX")
LOOKS = ("it", "bf", "em", "sc", "sl", "rm", "sf", "tt", "itshape", "bfseries", "relax")
"""Commands that change only how the text after them looks."""
_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")


_MATHS = re.compile(r"\$[^$]*\$")
_SCRIPT = re.compile(r"\\text(?P<place>sub|super)script\s*\{(?P<text>[^{}]*)\}")
_INDEX = re.compile(r"(?P<place>[_^])(?:\{(?P<text>[^{}]*)\}|(?P<figure>\d))")
# Letters of mathematics, which few fonts have.
_LETTER = re.compile("[\u2102-\u2134\U0001d400-\U0001d7ff]")


class LatexError(ValueError):
    """A text has a command that is not known, or is no LaTeX; `command` is that command."""

    command = ""


def with_small_figures(maths: str) -> str:
    """Return LaTeX of mathematics with the figures of its indices and powers as characters."""
    return _INDEX.sub(_small, maths)


def plain_letters(text: str) -> str:
    """Return a text with letters of mathematics as common ones."""
    return _LETTER.sub(lambda letter: normalize("NFKC", letter[0]), text)


def _small(found: re.Match[str]) -> str:
    place = "sub" if found["place"] in ("_", "sub") else "sup"
    text = found["text"] or found.groupdict().get("figure") or ""
    small = small_figures(place, text)
    return small if small != text or found.re is not _INDEX else found[0]


def plain_text(latex: str) -> str:
    """Return a text in LaTeX as plain text in one line. LatexError: it can't be decoded."""
    text = without_tags(latex)
    text = _decoded(text) if _LATEX.search(text) else text
    text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)  # TeX has no part in it
    # What TeX prints for single quotes; a tie only keeps a line together.
    return " ".join(text.replace("`", "\u2018").replace("'", "\u2019").split())


def _decoded(latex: str) -> str:
    """Return a text in LaTeX as plain text."""
    source = _URL.sub(lambda url: url[1].replace("_", r"\_"), latex)
    source = _MEANT.sub(r"\1\\\2", _SCRIPT.sub(_small, source))
    source = _MATHS.sub(lambda maths: with_small_figures(maths[0]), source)
    try:
        text: str = _decoder().latex_to_text(source)
    except LatexError:
        raise
    except Exception as error:  # pylatexenc raises any on commands without their arguments
        raise LatexError("it is not LaTeX") from error
    return plain_letters(text).replace("\u00ad", "")


def address(latex: str) -> str:
    r"""Return a URL or DOI without `\url{}` and the escapes of LaTeX."""
    found = _URL.search(latex)
    text = re.sub(r"\\([_%&#$~{}])", r"\1", found[1] if found else latex)
    return re.sub(r"\{([^{}]*)\}", r"\1", text).replace(r"\textasciitilde", "~").strip()


@cache
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import (  # noqa: PLC0415 - heavy, and few résumés have BibTeX
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())  # it would print
    known = get_default_latex_context_db()
    known.add_context_category(
        "bibliography",
        prepend=True,
        macros=[
            *(MacroTextSpec(name, name.replace("LaTeXe", "LaTeX2e")) for name in _LOGOS),
            *(MacroTextSpec(name, "") for name in LOOKS),
            *(MacroTextSpec(name, raise_unknown) for name in ("input", "include", "frac")),
        ],
    )
    known.set_unknown_macro_spec(MacroTextSpec("", raise_unknown))
    return LatexNodes2Text(latex_context=known)


def raise_unknown(node: object) -> str:
    """Raise LatexError for a command that is not known."""
    name = getattr(node, "macroname", "")
    error = LatexError(f"the command `\\{name}` is not known")
    error.command = name
    raise error

"""Converts a formula in LaTeX to plain text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cvtex.content.bibliography.latex import (
    LOOKS,
    plain_letters,
    raise_unknown,
    with_small_figures,
)
from cvtex.exchange.texts.plain import escaped

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.macrospec import LatexContextDb

# White space after or before a command.
_GAP = re.compile(r"(?P<command>\\[A-Za-z]+)[ \t]+|(?<!\\)[ \t]+(?=\\[A-Za-z])")
_SIZES = [
    f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
]
# They change only how the text after them, or their argument, looks.
_FORM = (
    *(*LOOKS, *_SIZES, "left", "right", "middle", "limits", "nolimits", "displaystyle"),
    *("textstyle", "operatorname", "mathop", "bm", "boldsymbol"),
)
_BOXES = ("mbox", "textmd", "textsf", "texttt", "textup")


def plain_formula(found: re.Match[str]) -> str:
    """Return a formula, which is group 1, as our markup without mathematical letters.

    One with an unknown command, or that is not LaTeX or too deep, is printed as it was typed.
    """
    source = _GAP.sub(_tie, with_small_figures(found[1]))
    try:
        text: str = _decoder().latex_to_text(source, tolerant_parsing=False)
    except Exception:  # noqa: BLE001 - pylatexenc raises any on commands without their arguments
        return escaped(found[0])
    return escaped(plain_letters(text).replace("\xa0", " ").strip())


def _tie(found: re.Match[str]) -> str:
    """Return a space beside a command as a tie, which is not lost, unless an argument follows."""
    command = found["command"] or ""
    spec = _commands().get_macro_spec(command[1:])
    takes_argument = spec and getattr(spec.args_parser, "argspec", "")
    return found[0] if takes_argument else f"{command}~"


@cache
def _commands() -> LatexContextDb:
    from pylatexenc.latexwalker import (  # noqa: PLC0415 - few texts have formulas
        get_default_latex_context_db,
    )

    return get_default_latex_context_db()


@cache
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import (  # noqa: PLC0415 - few texts have formulas
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    form = [MacroTextSpec(name, "") for name in _FORM]
    boxes = [MacroTextSpec(name, discard=False) for name in _BOXES]
    known.add_context_category("formulas", prepend=True, macros=[*form, *boxes])
    known.set_unknown_macro_spec(MacroTextSpec("", raise_unknown))
    return LatexNodes2Text(latex_context=known, strict_latex_spaces="based-on-source")

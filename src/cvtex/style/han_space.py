"""Finds spaces between Han characters, which a Chinese page does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic, replacing
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import HAN

_GAP = re.compile(f"(?<={HAN}) +(?={HAN})")
# A short text may be spaced by hand, as 张 三 or 简 历, which is set without the space.
_SPACED = re.compile(f"[{HAN} ]{{,6}}")
# Kana and Hangul: a text in Japanese or Korean keeps its spaces.
_OTHERS = re.compile("[\u3040-\u30ff\uac00-\ud7af]")


def han_space(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each typed space between Han characters in a Chinese file.

    It is a slip, or stands for a mark that the page then lacks. Where a line ends in the file,
    nobody typed a space. In Japanese and Korean texts, such spaces are printed.
    """
    if manuscript.language not in ("zh", "yue"):
        return
    for prose in manuscript.texts:
        if _SPACED.fullmatch(prose.pattern) or _OTHERS.search(prose.text):
            continue
        for gap in _GAP.finditer(prose.pattern):
            if place := prose.exact(*gap.span()):
                yield Diagnostic(
                    Code.STYLE_HAN_SPACE,
                    "a space between Han characters, which the page does not have",
                    place,
                    "remove it, or write a mark such as `、`",
                    fixes=replacing(place, "", certain=False),
                )

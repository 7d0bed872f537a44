"""Whether a content stream keeps to the order that operators have (ISO 32000-1, 8.2).

Viewers mend what does not, each in its own way.
"""

from __future__ import annotations

# What is only allowed between BT and ET (9.4.2, 9.4.3).
_TEXT = frozenset({"Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"'})
# What stands in pairs.
_PAIRS = frozenset({"BT", "ET", "q", "Q", "BMC", "BDC", "EMC"})
# All other operators (ISO 32000-1, table 51), and the name that pikepdf has for BI, ID and EI.
_OTHERS = """
    b B b* B* BI BX c cm CS cs d d0 d1 Do DP EI EX f F f* G g gs h i ID j J K k l m M MP n re RG rg
    ri s S SC sc SCN scn sh Tc Tf TL Tr Ts Tw Tz v w W W* y
"""
_FREE = frozenset({*_OTHERS.split(), "INLINE IMAGE"})
_TOLD = 12
# ISO 19005-2, 6.1.13.
_DEEPEST = 28


class Grammar:
    """Follows the operators of one stream; `faults` are what it breaks, in words, each once."""

    def __init__(self) -> None:
        """Begin outside of all."""
        self.faults: dict[str, None] = {}
        self._in_text = False
        self._saved = self._marked = 0

    def follow(self, operator: str) -> None:
        """Note what an operator breaks."""
        if operator in _FREE:
            return
        if operator in _TEXT:
            if not self._in_text:
                self._fault("text is shown or placed outside of BT and ET (ISO 32000-1, 9.4.1)")
        elif operator in {"BT", "ET"}:
            if self._in_text is (operator == "BT"):
                self._fault("BT and ET do not take turns (ISO 32000-1, 9.4.1)")
            self._in_text = operator == "BT"
        elif operator in {"q", "Q"}:
            self._save(1 if operator == "q" else -1)
        elif operator in _PAIRS:
            self._marked += -1 if operator == "EMC" else 1
            if self._marked < 0:
                self._fault("EMC ends no marked content (ISO 32000-1, 14.6.1)")
                self._marked = 0
        else:
            shown = operator[:_TOLD]
            self._fault(f"`{shown}` is no operator of PDF (ISO 19005-2, 6.2.2)")

    def end(self) -> None:
        """Note what is still open where the stream ends."""
        if self._in_text:
            self._fault("a BT has no ET (ISO 32000-1, 9.4.1)")
        if self._saved:
            self._fault("a q has no Q (ISO 32000-1, 8.4.2)")
        if self._marked:
            self._fault("a BMC or BDC has no EMC (ISO 32000-1, 14.6.1)")

    def _save(self, step: int) -> None:
        self._saved += step
        if self._saved < 0:
            self._fault("a Q has no q (ISO 32000-1, 8.4.2)")
            self._saved = 0
        if self._saved > _DEEPEST:
            self._fault(f"q stands in q more than {_DEEPEST} deep (ISO 19005-2, 6.1.13)")

    def _fault(self, what: str) -> None:
        self.faults[f"the content of a page breaks the syntax of PDF: {what}"] = None

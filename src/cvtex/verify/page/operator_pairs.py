"""Whether the operators of a content stream that stand in pairs do so (ISO 32000-1, 8.2).

A theme may write operators of its own; viewers repair what is unpaired, each in its own way.
"""

from __future__ import annotations

# What is only allowed between BT and ET (9.4.2, 9.4.3).
_TEXT = frozenset({"Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"'})
_BEGINS = {"BT": "BT", "q": "q", "BMC": "BMC or BDC", "BDC": "BMC or BDC"}
_ENDS = {"ET": "BT", "Q": "q", "EMC": "BMC or BDC"}


class Grammar:
    """Follows the operators of one stream; `faults` are what it breaks, in words, each once."""

    def __init__(self) -> None:
        """Begin outside of all."""
        self.faults: dict[str, None] = {}
        self._open = dict.fromkeys(_ENDS.values(), 0)

    def follow(self, operator: str) -> None:
        """Note what an operator breaks."""
        if operator in _TEXT and not self._open["BT"]:
            self._fault("text is shown or placed outside of BT and ET (9.4.1)")
        elif begun := _BEGINS.get(operator):
            self._open[begun] += 1
            if self._open["BT"] > 1:
                self._fault("a BT stands in another (9.4.1)")
        elif ended := _ENDS.get(operator):
            self._open[ended] -= 1
            if self._open[ended] < 0:
                self._fault(f"{operator} ends no {ended} (8.4.2, 9.4.1, 14.6.1)")
                self._open[ended] = 0

    def end(self) -> None:
        """Note what is still open where the stream ends."""
        for begun, count in self._open.items():
            if count:
                self._fault(f"a {begun} has no end (8.4.2, 9.4.1, 14.6.1)")

    def _fault(self, what: str) -> None:
        self.faults[f"the content of a page breaks the syntax of PDF: {what}"] = None

"""Checks that the paired operators of a content stream are balanced (ISO 32000-1, 8.2).

A theme may write its own operators; viewers repair unbalanced ones in different ways.
"""

from __future__ import annotations

# Operators that are allowed only between BT and ET (9.4.2, 9.4.3).
_TEXT = frozenset({"Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"'})
_BEGINS = {"BT": "BT", "q": "q", "BMC": "BMC or BDC", "BDC": "BMC or BDC"}
_ENDS = {"ET": "BT", "Q": "q", "EMC": "BMC or BDC"}


class OperatorPairs:
    """Follows the operators of a stream; `faults` are descriptions of its errors, each once."""

    def __init__(self) -> None:
        """Start outside all pairs."""
        self.faults: dict[str, None] = {}
        self._open = dict.fromkeys(_ENDS.values(), 0)

    def follow(self, operator: str) -> None:
        """Record the error of an operator, if it has one."""
        if operator in _TEXT and not self._open["BT"]:
            self._fault("text is shown or positioned outside BT and ET (9.4.1)")
        elif begun := _BEGINS.get(operator):
            self._open[begun] += 1
            if self._open["BT"] > 1:
                self._fault("BT is nested (9.4.1)")
        elif ended := _ENDS.get(operator):
            self._open[ended] -= 1
            if self._open[ended] < 0:
                self._fault(f"{operator} without {ended} (8.4.2, 9.4.1, 14.6.1)")
                self._open[ended] = 0

    def end(self) -> None:
        """Record pairs that are open at the end of the stream."""
        for begun, count in self._open.items():
            if count:
                self._fault(f"{begun} is not closed (8.4.2, 9.4.1, 14.6.1)")

    def _fault(self, what: str) -> None:
        self.faults[f"the content of a page breaks the syntax of PDF: {what}"] = None

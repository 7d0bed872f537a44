"""Labels: `Tools: a hammer`, `姓名：张样例`."""

from __future__ import annotations

import re

from cvtex.ats.layout.lines import Line
from cvtex.ats.vocabulary import any_of

_LABEL = re.compile(r"[^:：]{1,40}[:：]\s*\S")


def is_label(line: Line) -> bool:
    """Tell whether a line is a label, of a look of its own or of none, and what it labels."""
    if not _LABEL.match(line.text):
        return False
    first = line.cells[0].runs[0]
    rest = line.text[len(first.text.strip()) :]
    # A heading that has a colon in it is of one look up to the colon and behind it.
    return not first.look.bold or first.text.rstrip().endswith((":", "：")) or ":" in _half(rest)


def _half(text: str) -> str:
    return text.replace("：", ":")


def labelled_name(text: str) -> str | None:
    """Return the name behind `Name:` or `姓名：`."""
    found = re.match(rf"\s*(?:{any_of('name')})\s*[:：]\s*(\S.*)", text, re.IGNORECASE)
    return found[1].strip() if found else None

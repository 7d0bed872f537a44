"""Recognises labels: `Tools: a hammer`, `姓名：张样例`."""

from __future__ import annotations

import re

from cvtex.ats.layout.lines import Line
from cvtex.ats.vocabulary import any_of

_LABEL = re.compile(r"[^:：]{1,40}[:：]\s*\S")


def is_label(line: Line) -> bool:
    """Return whether a line is a label and its text, in different fonts or in a regular one."""
    if not _LABEL.match(line.text):
        return False
    first = line.cells[0].runs[0]
    rest = line.text[len(first.text.strip()) :]
    # A heading with a colon is bold on both sides of it.
    return (
        not first.look.bold
        or first.text.rstrip().endswith((":", "："))
        or any(colon in rest for colon in ":：")
    )


def labelled_name(text: str) -> str | None:
    """Return the name behind `Name:` or `姓名：`."""
    match = re.match(rf"\s*(?:{any_of('name')})\s*[:：]\s*(\S.*)", text, re.IGNORECASE)
    return match[1].strip() if match else None

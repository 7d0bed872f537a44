"""Splits lines of a résumé at separators: `GPA: 3.9 · Rank: 2`, `Languages: Rust, Go`."""

from __future__ import annotations

import re

from cvtex.ats.labels import COLON

# Middle dots, bars, and a semicolon before a label.
_PIECES = re.compile(r"\s+[·•∙⋅|｜]\s+|\s*[|｜]\s*|\s*[;；]\s*(?=[^:：;；,，、]{1,20}[:：]\s*\S)")
_LABELLED = re.compile(rf"([^:：]{{1,60}}?)\s*{COLON}\s*(\S.*)")
# Commas and the like outside of brackets.
_ITEMS = re.compile(r"\s*[,、，،;；؛|｜·•]\s*(?![^(（]*[)）])")
_GRADED = re.compile(r"(?P<name>[^()（）]+?)\s*[（(](?P<level>[^()（）]+)[)）]")


def pieces_of(text: str) -> list[str]:
    """Return the pieces of a line between middle dots, bars, and semicolons before a label."""
    return [piece.strip() for piece in _PIECES.split(text) if piece.strip()]


def label_of(text: str) -> tuple[str, str]:
    """Return a label and the text behind its colon; '' and the text without one."""
    match = _LABELLED.fullmatch(text)
    if match is None or match[2].startswith("//"):
        return "", text
    return match[1], match[2]


def items_in(text: str) -> list[str]:
    """Return the items of a list in one line."""
    return [item for part in _ITEMS.split(text) if (item := part.strip(" .。"))] or [text]


def graded(text: str) -> tuple[str, str]:
    """Return a name and what is in brackets behind it, as in `German (B2)`."""
    match = _GRADED.fullmatch(text.strip())
    return (match["name"], match["level"]) if match else (text, "")

"""Stub."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cvtex.verdicts.pictures import Picture


def render_page(record: dict[str, Any], pictures: Sequence[Sequence[Picture]]) -> str:
    """Return the page."""
    return f"<!doctype html><title>{len(record['verdicts'])} {len(pictures)}</title>"

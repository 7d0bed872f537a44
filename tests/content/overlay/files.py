"""Content files with overlays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SECTIONS = "sections:\n  - {type: text, title: Now, text: Soon}\n"
PLAIN = f"language: en\nname: Ada Sample\n{SECTIONS}"

Put = Callable[..., Path]

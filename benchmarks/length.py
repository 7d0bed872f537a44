"""How CPU time grows with the length of a text: `python benchmarks/length.py [KIND ...]`.

A résumé with one text of each kind and length is written, typeset, finished and proven. Each step's
CPU time, with that of the programs it starts, is told as milliseconds for 1,000 characters: where a
step is linear, a row stays level from left to right. A limit ends what takes too long; its name
stands in the row then.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cvtex.build.check import check_content
from cvtex.build.pipeline import typeset_source, write_source
from cvtex.build.proving import prove
from cvtex.diagnostics import Checked
from cvtex.editions.settings import Edition

# What is repeated to a length. All is invented.
KINDS = {
    "prose": "Wrote a small engine that turned nine mills. ",
    "word": "x",
    "Han": "负责样例系统的设计与实现，并且改进性能。",
    "kana": "サンプルのせっけいをして、",
    "Hangul": "예시 시스템을 설계하고 구현했다. ",
    "Arabic": "كتب مثال النظام 12 مرة. ",
    "Devanagari": "उदाहरण प्रणाली का निर्माण किया। ",
    "marks": "e\u0301\u0302 a\u0323\u0308 ",
    "markup": "**bold** *it* `code` [link](https://example.org) * ` [ ",
    "address": "https://example.org/path_of/sample?x=1&y=2/",
}
LENGTHS = (1_000, 10_000, 50_000, 200_000)
# CPU seconds, of this program and of those it starts, after which no longer text is tried.
_ENOUGH = 120.0


def main(kinds: list[str]) -> None:
    """Measure each kind at each length."""
    print(f"{os.cpu_count()} cores; CPU ms for 1,000 characters at {', '.join(map(str, LENGTHS))}")
    for kind in kinds:
        rows: dict[str, list[str]] = {}
        for length in LENGTHS:
            text = (KINDS[kind] * (length // len(KINDS[kind]) + 1))[:length].strip()
            with tempfile.TemporaryDirectory() as folder:
                spent = _measured(text, Path(folder), length, rows)
            if spent > _ENOUGH:
                break
        for step, cells in rows.items():
            print(f"{kind:12}{step:10}{'  '.join(f'{cell:>10}' for cell in cells)}", flush=True)


def _measured(text: str, folder: Path, length: int, rows: dict[str, list[str]]) -> float:
    """Do each step; return the CPU seconds that all of them took."""
    content, work = folder / "resume.en.yaml", folder / "work"
    section = f"{{type: text, title: Sample, text: '{text}'}}"
    content.write_text(f"language: en\nname: Ada Sample\nsections: [{section}]\n", encoding="utf-8")
    edition = Edition("en", content)
    steps: dict[str, Callable[[], Checked[Any]]] = {
        "check": lambda: check_content(content),
        "write": lambda: write_source(edition, work),
        "typeset": lambda: typeset_source(edition, work),
        "prove": lambda: prove(edition, work, work / "draft.pdf"),
    }
    total = 0.0
    for step, call in steps.items():
        before = _cpu()
        done = call()
        spent = _cpu() - before
        total += spent
        cell = f"{spent * 1e6 / length:.1f}"
        errors = [one.code for one in done.diagnostics if one.severity == "error"]
        rows.setdefault(step, []).append(f"{cell} {errors[0]}" if errors else cell)
        if done.value is None or total > _ENOUGH:
            break
    return total


def _cpu() -> float:
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:] or list(KINDS))

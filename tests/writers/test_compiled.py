"""A compiled template is kept, and is used as long as it is whole and of the same template."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from cvtex.files import NO_CACHE
from cvtex.writers.tex.compiled import Compiled


def _printed(template: str, rules: Path) -> str:
    loader = DictLoader({"page": template})
    return (
        Environment(loader=loader, autoescape=True, bytecode_cache=Compiled(rules))
        .get_template("page")
        .render()
    )


def test_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is the same with a file that is whole, damaged, stale or of other rules."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rules = tmp_path / "rules.py"
    rules.write_text("first")
    monkeypatch.setenv(NO_CACHE, "1")
    assert _printed("one", rules) == "one"
    assert not (tmp_path / "cache").exists()
    monkeypatch.delenv(NO_CACHE)
    assert _printed("one", rules) == "one"
    (file,) = tmp_path.rglob("*.jinja")
    whole = file.read_bytes()
    made = file.stat().st_ino
    assert _printed("one", rules) == "one"
    assert file.stat().st_ino == made

    for damaged in (b"", whole[:40], whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(damaged)
        assert _printed("one", rules) == "one"
        assert file.read_bytes() == whole
    assert _printed("two", rules) == "two"
    rules.write_text("second")
    assert _printed("two", rules) == "two"
    assert len([*tmp_path.rglob("*.jinja")]) == 2

"""A page from right to left is compared as strictly as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Program

_HEAD = "language: he\nname: עדה\nsections:\n- type: list\n  title: A\n  entries:\n"
_TYPED = "עלות של ₪100 Rust, שלום 10–12 עולם"
# Each differs in one thing: a sign, a dash, a letter, a space, the order of words and of numbers.
_CHANGED = (
    "עלות של 100 Rust, שלום 10–12 עולם",
    "עלות של ₪100 Rust, שלום 10-12 עולם",
    "עלות של ₪100 Rast, שלום 10–12 עולם",
    "עלותשל ₪100 Rust, שלום 10–12 עולם",
    "של עלות ₪100 Rust, שלום 10–12 עולם",
    "עלות של ₪100 Rust, שלום 12–10 עולם",
)


def test_changes(program: Program) -> None:
    """A page that says anything else than its content is not proven against it."""
    typed, changed = program.folder / "me.yaml", program.folder / "other.yaml"
    typed.write_text(f"{_HEAD}  - {_TYPED}\n", encoding="utf-8")
    ran = program.run("build", "me.yaml")
    assert (ran.status, ran.err) == (0, "")
    for text in _CHANGED:
        changed.write_text(f"{_HEAD}  - {text}\n", encoding="utf-8")
        ran = program.run("verify", "me.pdf", "--against", "other.yaml")

        assert ran.status == 1, text
        assert "error[words-lost]" in ran.err or "error[direction-wrong]" in ran.err, text

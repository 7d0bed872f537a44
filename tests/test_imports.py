"""One direction: a module imports only from rooms to the left of its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvtex.resources import PACKAGE

# From left to right; those that stand together are siblings.
ROOMS = (
    ("codes", "files", "programs", "resources", "shortage", "signals"),
    ("diagnostics",),
    ("limited", "locales"),
    ("reports",),
    ("origin",),
    ("document",),
    ("markup",),
    ("source",),
    ("schema",),
    ("wording",),
    ("sections",),
    ("content",),
    ("design",),
    ("editions", "glyphs", "style"),
    ("exchange",),
    ("check",),
    ("pdf",),
    ("writers", "tex", "finish", "verify"),
    ("verdicts",),
    ("ahead", "fitting"),
    ("pipeline", "record", "schemas"),
    ("formats", "reproduce"),
    ("freshness", "reporter", "run"),
    ("commands", "tasks"),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, siblings in enumerate(ROOMS) for room in siblings}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

HEAVY = ("PIL", "babel", "jinja2", "pikepdf", "pydantic", "pylatexenc")


def _room(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(source: str) -> Iterator[str]:
    """Yield the rooms that a module imports from, also inside its functions and for its types."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides its room"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            top, *rest = name.split(".")
            if top == "cvtex" and rest != ["__version__"]:
                yield rest[0] if rest else "cvtex"


def _wrong(room: str, source: str) -> set[str]:
    return {
        other
        for other in _imports(source)
        if other != room and RANK.get(other, len(ROOMS)) >= RANK[room]
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_direction(module: Path) -> None:
    """A module imports from its own room and from rooms to the left, never from a sibling."""
    source = module.read_text(encoding="utf-8")

    assert not _wrong(_room(module), source)


@pytest.mark.parametrize(
    ("room", "source", "wrong"),
    [
        ("content", "from cvtex.editions.build import build_document", {"editions"}),
        ("content", "def late():\n    import cvtex.pipeline", {"pipeline"}),
        ("writers", "from cvtex import finish", {"finish"}),
        ("writers", "from cvtex.attic import old", {"attic"}),
        ("writers", "import cvtex", {"cvtex"}),
        ("writers", "from cvtex.writers.html import x\nfrom cvtex.resources import y", set()),
    ],
)
def test_measure(room: str, source: str, wrong: set[str]) -> None:
    """The measure itself finds what goes against the direction, and nothing else."""
    assert _wrong(room, source) == wrong


def test_every_room_is_placed() -> None:
    """Each module and folder of the package has its place in the order, and each place its room."""
    assert {_room(module) for module in MODULES} == set(RANK)


@pytest.mark.parametrize(
    ("program", "heavy"),
    [
        ("import cvtex.tasks", HEAVY),
        ("import cvtex.cli", HEAVY),
        ("from cvtex.__main__ import main; main()", (*HEAVY, "phonenumbers", "yaml")),
    ],
)
def test_light(program: str, heavy: tuple[str, ...]) -> None:
    """The tasks, the command line and `cvtex --version` do without the libraries of a build."""
    said = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)", "--version"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    loaded = said.splitlines()[-1].split()

    assert "cvtex" in loaded
    assert not set(heavy) & set(loaded)

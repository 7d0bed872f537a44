"""One direction: a module imports only from rooms to the left of its own."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from cvtex.paths import PACKAGE

# From left to right; those that stand together are siblings.
ROOMS = (
    ("files", "paths", "unicode"),
    ("diagnostics",),
    ("locales", "processes"),
    ("document",),
    ("markup",),
    ("source",),
    ("schema",),
    ("wording",),
    ("sections",),
    ("content",),
    ("design",),
    ("editions", "fonts", "lint", "style"),
    ("exchange",),
    ("pdf",),
    ("ats", "finish", "tex", "verify", "writers"),
    ("importing", "match", "report"),
    ("build",),
    ("doit", "live"),
    ("batch", "diff"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, siblings in enumerate(ROOMS) for room in siblings}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

HEAVY = ("PIL", "babel", "bibtexparser", "docx", "jinja2", "pikepdf", "pydantic", "pylatexenc")


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


def test_direction() -> None:
    """A module imports from its own room and from rooms to the left, never from a sibling."""
    wrong = {path: _wrong(_room(path), path.read_text(encoding="utf-8")) for path in MODULES}

    assert {path: rooms for path, rooms in wrong.items() if rooms} == {}


@pytest.mark.parametrize(
    ("room", "source", "wrong"),
    [
        ("content", "from cvtex.editions.build import build_document", {"editions"}),
        ("content", "def late():\n    import cvtex.build.pipeline", {"build"}),
        ("writers", "from cvtex import finish", {"finish"}),
        ("writers", "from cvtex.attic import old", {"attic"}),
        ("writers", "import cvtex", {"cvtex"}),
        ("writers", "from cvtex.writers.html import x\nfrom cvtex.paths import y", set()),
    ],
)
def test_measure(room: str, source: str, wrong: set[str]) -> None:
    """The measure itself finds what goes against the direction, and nothing else."""
    assert _wrong(room, source) == wrong


def _name(module: Path) -> str:
    name = ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def _modules(module: Path, known: set[str]) -> set[str]:
    """Return the modules that a module imports when it is itself imported."""
    return {
        within if (within := f"{node.module}.{alias.name}") in known else node.module
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("cvtex.")
        for alias in node.names
    }


def test_no_circle() -> None:
    """No module imports itself by way of others, also not inside one room."""
    known = {_name(module) for module in MODULES}
    graph = {_name(module): _modules(module, known) for module in MODULES}

    TopologicalSorter(graph).prepare()


def test_a_name_for_each_class() -> None:
    """No two classes of the package have the same name."""
    names = Counter(
        node.name
        for module in MODULES
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )

    assert not [name for name, times in names.items() if times > 1]


def test_every_room_is_placed() -> None:
    """Each module and folder of the package has its place in the order, and each place its room."""
    assert {_room(module) for module in MODULES} == set(RANK)


@pytest.mark.parametrize(
    ("program", "heavy"),
    [
        ("import cvtex.doit.tasks", (*HEAVY, "cvtex.document")),
        ("import cvtex.cli", HEAVY),
        ("from cvtex.__main__ import main; main()", (*HEAVY, "phonenumbers", "yaml")),
    ],
)
def test_light(program: str, heavy: tuple[str, ...]) -> None:
    """The tasks, the command line and `cvtex --version` do without the libraries of a build.

    The tasks do without the Document, too, whose classes take a tenth of a run with nothing to do.
    """
    said = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)", "--version"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    loaded = said.splitlines()[-1].split()

    assert "cvtex" in loaded
    assert not set(heavy) & set(loaded)


def test_locks(checkout: Path) -> None:
    """A build has the versions of all commands, and all that is imported outside of `live/`."""

    def locked(file: str) -> dict[str, str]:
        text = (checkout / file).read_text(encoding="utf-8")
        return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))

    build, commands = locked("requirements-build.lock"), locked("requirements.lock")
    assert build.items() <= commands.items()
    left_out = {name.partition("-")[0] for name in commands.keys() - build.keys()}
    for module in MODULES:
        if _room(module) != "live":
            text = module.read_text(encoding="utf-8")
            found = re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE)
            assert left_out.isdisjoint(found), module

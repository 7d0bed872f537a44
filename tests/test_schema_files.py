"""The schemas in `schema/`, and `cvtex schema`, which makes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.commands.shared.schemas import SCHEMAS, schema_text

if TYPE_CHECKING:
    from running import Program

USAGE = 2


@pytest.mark.parametrize("name", SCHEMAS)
def test_fresh(checkout: Path, name: str) -> None:
    """The repository keeps each schema as the model makes it today."""
    path = Path(SCHEMAS[name][0])

    assert (checkout / path).read_text(encoding="utf-8") == schema_text(name), (
        f"renew it: cvtex schema {name} > {path}"
    )


@pytest.mark.parametrize(
    "name", ["content", *(pytest.param(one, marks=pytest.mark.long) for one in SCHEMAS)]
)
def test_printed(program: Program, name: str) -> None:
    """`cvtex schema NAME` prints a schema, in UTF-8 whatever the terminal's encoding is."""
    ran = program.run("schema", name, PYTHONIOENCODING="gbk", PYTHONUTF8="0")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == schema_text(name)


def test_printed_by_default(program: Program) -> None:
    """`cvtex schema` alone prints the one of a content file."""
    assert program.run("schema").out == schema_text("content")


def test_unknown(program: Program) -> None:
    """A schema that there is not is a matter of usage, and those that there are are named."""
    ran = program.run("schema", "resume")

    assert (ran.status, ran.out) == (USAGE, "")
    assert all(name in ran.err for name in SCHEMAS)


def test_named(checkout: Path) -> None:
    """Each file in `content/` tells an editor in its first line which schema it has."""
    files = sorted((checkout / "content").glob("*.yaml"))

    assert files
    for file in files:
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        kind = "editions" if file.stem == "editions" else "content"

        assert named
        assert (file.parent / named[1]).resolve() == checkout / SCHEMAS[kind][0]

"""The licences: the program is free software, and so is all that it is installed with."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Licences of libraries that any program may use. MPL 2.0 asks only that changes to the library
# itself be published, the LGPL that it can be replaced, as each Python package can.
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|Unlicense|PSF|Python Software Foundation|MPL|Mozilla|0BSD|Zlib"
)
FOR_TESTS = re.compile(rf"{PERMISSIVE.pattern}|LGPL")


def closure(names: list[str]) -> Iterator[metadata.Distribution]:
    """Yield the distributions of some names and those that they require here, directly or not."""
    pending, done = [(name, frozenset[str]()) for name in names], set()
    while pending:
        name, extras = pending.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or version of Python
        yield distribution
        for line in distribution.requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in {*extras, ""}
            ):
                pending.append((requirement.name, frozenset(requirement.extras)))


def licence(distribution: metadata.Distribution) -> str:
    """Return the licence that a distribution states, as an SPDX expression or in other words."""
    about = distribution.metadata.json
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in about.get("classifier", [])
        if line.startswith("License")
    ]
    return str(about.get("license_expression") or " ".join(classifiers) or about.get("license"))


def for_tests(checkout: Path) -> list[str]:
    """Return the names of the packages that work on cvtex takes."""
    groups = tomllib.loads((checkout / "pyproject.toml").read_text())["dependency-groups"]
    return [Requirement(line).name for group in groups.values() for line in group]


@pytest.mark.parametrize(
    ("tests", "allowed"), [(False, PERMISSIVE), (True, FOR_TESTS)], ids=["program", "tests"]
)
def test_compatible(tests: bool, allowed: re.Pattern[str], checkout: Path) -> None:  # noqa: FBT001 - a parameter of pytest
    """Every package that an installation brings has a licence that fits the program's own."""
    names = for_tests(checkout) if tests else ["cvtex"]
    stated = {item.name: licence(item) for item in closure(names)}

    assert len(stated) > 10
    assert {name: text for name, text in stated.items() if not allowed.search(text)} == {}


def test_stated(checkout: Path) -> None:
    """The metadata names the licence, and the notice leaves the person's own résumé out of it."""
    assert licence(metadata.distribution("cvtex")) == "MIT"
    assert "content/" in (checkout / "NOTICE").read_text()
    assert (checkout / "LICENSE").read_text().startswith("MIT License")

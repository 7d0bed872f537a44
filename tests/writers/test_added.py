"""A format is one file: put into the room of the writers, it works everywhere."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from running import Project, Site

MODULE = '''
"""The Document as reStructuredText: a line for each text, its headings marked."""

from cvtex.writers import Writer


def _write(document):
    titles = {document.name, *(section.title for section in document.sections)}
    return "\\n\\n".join(
        ("# " if leaf in titles else "") + leaf.text for leaf in document.leaves()
    ).encode()


WRITER = Writer(_write, lambda made: made.decode().replace("# ", ""))
'''


@pytest.fixture
def added(site: Site, people: Path) -> Site:
    """Return a copy of the program with a format more, and a content file."""
    (site.package / "writers" / "rst.py").write_text(MODULE, encoding="utf-8")
    shutil.copy(people / "small.en.yaml", site.folder / "me.yaml")
    return site


def test_build(added: Site) -> None:
    """A file is built in it by its ending, which is among those that are told."""
    ran = added.run("build", "me.yaml", "-o", "me.rst")
    other = added.run("build", "me.yaml", "-o", "me.odt")

    assert (ran.status, ran.out, ran.err) == (0, "me  15 words read back, me.rst\n", "")
    assert (added.folder / "me.rst").read_text("utf-8").startswith("# Ada Sample\n\nada@example")
    assert ".md, .rst, .tex, .txt, but" in other.err


def test_doit(added: Site, new_project: Project) -> None:
    """It is a task of each edition, which needs no TeX and no PDF."""
    project = type(new_project)(new_project.folder, added.environment)
    ran = project.doit("rst:zh")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith(" words read back, out/zh.rst\n")
    assert {file.name for file in (project.folder / "out").iterdir()} == {"zh.rst", ".build"}


def test_lost(added: Site) -> None:
    """A writer that loses a text is found out, and the file from before stays."""
    (added.folder / "me.rst").write_text("as it was")
    added.change("writers/rst.py", "document.leaves()", "[*document.leaves()][:-1]")
    ran = added.run("build", "me.yaml", "-o", "me.rst")

    assert ran.status == 1
    assert ran.err.startswith(
        "me.yaml:13:13: error[words-lost]: this text is incomplete or out of order"
    )
    assert (added.folder / "me.rst").read_text() == "as it was"

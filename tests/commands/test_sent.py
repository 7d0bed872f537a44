"""What was sent to whom is kept, listed and compared with what is there now."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from running import Program, Project


@pytest.fixture
def person(program: Program, project: Project) -> Program:
    """Return cvtex in a project in which all is built."""
    return dataclasses.replace(program, folder=project.folder)


def test_sent(person: Program, project: Project) -> None:
    """A copy of what was sent stays as it was, and the difference to the content is shown."""
    pdf = (person.folder / "out/en.pdf").read_bytes()
    sent = person.run("send", "acme", "-e", "en", "--to", "Sample 株式会社", "--note", "Kafka: yes")
    again = person.run("send", "acme", "-e", "en")
    same = person.run("sent", "acme", "--diff")
    content = project.content("en")
    content.write_text(content.read_text("utf-8").replace("name: ", "name: Dr ", 1), "utf-8")
    other = person.run("sent", "acme", "--diff")
    listed = person.run("sent")

    assert (sent.status, again.status, same.status, other.status) == (0, 0, 0, 0), sent.said
    assert again.err == "nothing to do: all is up to date\n"
    first, second = yaml.safe_load((person.folder / "content/sent.yaml").read_text("utf-8"))
    assert (first["to"], first["note"], first["edition"]) == ("Sample 株式会社", "Kafka: yes", "en")
    assert first["file"] != second["file"]
    for one in (first, second):
        assert (person.folder / one["file"]).read_bytes() == pdf
    assert same.out.endswith("nothing has changed\n")
    assert "+Dr " in other.out
    assert len(listed.out.splitlines()) == 2
    assert "Sample 株式会社" in listed.out
    assert listed.out.count("changed since") == 2


@pytest.mark.long  # by day test_sent sends one
def test_several(person: Program) -> None:
    """Several editions are sent under one name, and each is compared with its last copy."""
    sent = person.run("send", "acme", "-e", "en", "-e", "zh")
    compared = person.run("sent", "acme", "--diff")

    assert sent.status == compared.status == 0, sent.said
    assert [line.partition(": ")[0] for line in sent.out.splitlines()[-2:]] == [
        "recorded in content/sent.yaml"
    ] * 2
    assert compared.out.count("nothing has changed") == 2


def test_bad(person: Program, project: Project) -> None:
    """An edition, a name or a record that is wrong is an error, and nothing is recorded."""
    record = person.folder / "content/sent.yaml"
    assert person.run("sent").status == 0
    assert person.run("sent", "acme").status == 1
    assert person.run("send", "acme").status == 1  # which of the two editions?
    assert person.run("send", "acme", "-e", "fr").status == 1
    assert person.run("send", "../acme", "-e", "en").status == 2
    project.editions.write_text(
        f"mine: {{content: {project.content('en').name}, notes: true}}\n"
        + project.editions.read_text("utf-8"),
        "utf-8",
    )
    ran = person.run("send", "acme", "-e", "mine")
    assert (ran.status, "prints your notes, and is not sent" in ran.err) == (1, True)
    project.content("en").write_text("name: [", "utf-8")
    assert person.run("send", "acme", "-e", "en").status == 1
    assert person.run("send", "acme", "-e", "zh", "--note", "bell\a").status == 1
    assert not record.exists()
    assert not Path(person.folder, "sent").exists()
    record.write_text("- {name: acme, dat: 2026-11-30}\n", "utf-8")
    assert "content/sent.yaml:1:16: error[key-unknown]" in person.run("sent").said

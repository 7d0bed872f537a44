"""A job advertisement held against what the editions of a project print."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from cvtex.match.terms import lexicon, other_names, tools_in, years_in

if TYPE_CHECKING:
    from running import Program, Project

CONTENT = """\
language: en
name: Ada Sample
sections:
  - type: experience
    entries:
      - name: Example Engines Ltd.
        position: Engineer
        start_date: 2018-01
        end_date: 2020-12
        highlights:
          - Ran K8s clusters and wrote tools in Go
          - text: Trained rankers with PyTorch and FooBarDB
            for: ml
          - text: Built pages
            variants: {ml: Built pages in Vue}
          - {text: Cursed at Perl, hidden: true}
  - type: education
    entries:
      - institution: Sample University
        study_type: MSc
        area: Mathematics
"""
EDITIONS = """\
en: {content: resume.en.yaml, audience: web}
ml: {content: resume.en.yaml, audience: ml}
"""
ADVERT = """\
We want an engineer with 5+ years of experience in Kubernetes, Go and PyTorch. Vue and Perl.
Knowledge of FooBarDB and Rust is a plus. A bachelor's degree is needed. 熟悉机器学习。
"""


@pytest.fixture
def applicant(program: Program, project: Project) -> Program:
    """Return cvtex in a project with two editions of one content."""
    project.content("en").write_text(CONTENT, "utf-8")
    project.editions.write_text(EDITIONS, "utf-8")
    (project.folder / "job.txt").write_text(ADVERT, "utf-8")
    return dataclasses.replace(program, folder=project.folder)


def test_table(applicant: Program) -> None:
    """Each term is in an edition word for word or otherwise, only in the content, or nowhere."""
    ran = applicant.run("match", "job.txt")

    assert ran.status == 0, ran.said
    table = {line.split("  ")[0]: line.split("  ")[1:] for line in ran.out.splitlines()}
    cells = {name: [cell.strip() for cell in row if cell.strip()] for name, row in table.items()}
    assert cells["Kubernetes"] == ["as K8s", "as K8s"]
    assert cells["Go"] == ["yes", "yes"]
    assert cells["PyTorch"] == ["not printed", "yes"]
    assert cells["FooBarDB"] == ["not printed", "yes"]
    assert cells["Vue"] == ["not printed", "yes"]
    assert cells["Rust"] == cells["Perl"] == ["-", "-"]
    assert cells["机器学习 (machine learning)"] == ["-", "-"]
    assert cells["bachelor's (bachelor’s degree)"] == ["as MSc", "as MSc"]
    assert cells["5 years"] == ["3 years", "3 years"]
    assert "resume.en.yaml:12 (for ml): " in ran.out


@pytest.mark.parametrize("wording", ["Bachelor degree", "Bachelors degree", "Bachelor in Arts"])
def test_degree(applicant: Program, wording: str) -> None:
    """A degree is recognised in the wordings of job advertisements."""
    (applicant.folder / "job.txt").write_text(f"We ask for a {wording}.\n", "utf-8")

    assert "(bachelor’s degree)" in applicant.run("match", "job.txt").out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("job.html", f"<html><head><title>Haskell</title><body><p>{ADVERT}</html>".encode()),
        ("job.md", ADVERT.encode("utf-8-sig")),
    ],
)
def test_forms(applicant: Program, name: str, data: bytes) -> None:
    """A saved web page is read as a person sees it."""
    (applicant.folder / name).write_bytes(data)
    ran = applicant.run("match", name, "ml")

    assert ran.status == 0, ran.said
    assert "PyTorch" in ran.out
    assert "Haskell" not in ran.out


def test_pdf(applicant: Program) -> None:
    """An advertisement may be a PDF."""
    applicant.run("build", "content/resume.en.yaml", "-o", "job.pdf")

    assert "Go" in applicant.run("match", "job.pdf", "ml").out


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\xfa", b"a" * 6_000_000, b"%PDF-1.4 broken", None])
def test_bad_advert(applicant: Program, data: bytes | None) -> None:
    """What is no advertisement is an error at the file."""
    if data is not None:
        (applicant.folder / "bad.txt").write_bytes(data)
    ran = applicant.run("match", "bad.txt")

    assert ran.status == 1
    assert ran.err.startswith("bad.txt: error[")


def test_address(applicant: Program) -> None:
    """An address on the web is named as it was typed: nothing is read from there."""
    ran = applicant.run("match", "https://example.org/job")

    assert ran.status == 2
    assert "`https://example.org/job` is on the web" in ran.err


def test_languages(applicant: Program) -> None:
    """The languages that people speak are terms, and only the advertisement is required."""
    (applicant.folder / "job.txt").write_text("Fluent Dutch, Italian and Arabic.\n", "utf-8")
    ran = applicant.run("match", "job.txt")

    assert all(f"\n{name} " in ran.out for name in ("Dutch", "Italian", "Arabic")), ran.said
    assert "the following arguments are required: JOB\n" in applicant.run("match").err


def test_write(applicant: Program, project: Project) -> None:
    """An edition is written for the job that prints what adds to it, and nothing is overwritten."""
    ran = applicant.run("match", "job.txt", "en", "--write", "acme")

    assert ran.status == 0, ran.said
    assert project.editions.read_text("utf-8").startswith(EDITIONS)
    assert applicant.run("check").status == 0
    again = applicant.run("match", "job.txt", "acme")
    assert "not printed" not in again.out
    assert applicant.run("match", "job.txt", "--write", "acme").status == 1
    assert applicant.run("match", "job.txt", "--write", "defaults").status == 1
    project.editions.write_text("{en: {content: resume.en.yaml}}\n", "utf-8")
    assert applicant.run("match", "job.txt", "--write", "acme").status == 1
    assert project.editions.read_text("utf-8") == "{en: {content: resume.en.yaml}}\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C, C++, C# and R&D", ["C", "C++", "C#"]),
        ("go react to a spark in the hive", []),
        ("Go, React, Spark, Hive", ["Go", "React", "Spark", "Hive"]),
        ("JavaScript, not Java", ["JavaScript", "Java"]),
        ("ml ops, html", ["HTML"]),
        ("熟练使用python和大模型", ["Python", "large language models"]),
        ("Ph.D. or master’s degree", ["doctorate", "master’s degree"]),
        ("an email, a mask", []),
        ("Universidad de Río Seco, Ärzte-IT", []),
    ],
)
def test_known_terms(text: str, wanted: list[str]) -> None:
    """A term is a word of its own, under any of its names, and no word of every day."""
    assert [*lexicon().find(text)] == wanted


def test_other_terms() -> None:
    """Names that look like those of tools are terms too, and years are counted."""
    assert tools_in("OurSQLite, ISO9001 and plain words at me@example.org", []) == [
        "OurSQLite",
        "ISO9001",
    ]
    assert other_names("We run Dagster, EMR and the Looker of Kafka.", ["Kafka"]) == [
        "Dagster",
        "EMR",
        "Looker",
    ]
    assert [
        years_in(text) for text in ("3-5 years of experience", "10年以上", "50 years old", "2019年")
    ] == [
        3,
        10,
        0,
        0,
    ]

"""The outputs of editions as doit makes them: what is built, removed and published."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cvtex.build.published import is_published
from cvtex.editions.settings import Edition

if TYPE_CHECKING:
    from pathlib import Path

    from running import Program, Project, Site

CONTENT = """\
language: en
name: Ada Sample
headline: Engineer
contacts:
  - phone: +1 202 555 0143
  - email: ada@mail.example.org
sections:
  - type: experience
    entries:
      - name: Tidewater Works
        start_date: 2020-01
        end_date: 2021-01
        highlights:
          - {text: Trained a model, for: ml}
          - Built a gate as Engineer
"""

TEXTS = "docx, html, md, txt, json"


@pytest.fixture
def texts(new_project: Project) -> Project:
    """Return a project whose edition asks for all but a PDF, which needs no TeX."""
    new_project.content("zh").unlink()
    new_project.content("en").write_text(CONTENT, encoding="utf-8")
    _ask(new_project, TEXTS)
    return new_project


def _ask(project: Project, outputs: str, more: str = "") -> None:
    edition = f"{{content: resume.en.yaml, outputs: [{outputs}]{more}}}"
    project.editions.write_text(f"en: {edition}\n", encoding="utf-8")


def _out(project: Project, folder: str = "out") -> set[str]:
    return {file.name for file in (project.folder / folder).iterdir() if file.is_file()}


def _held(file: Path) -> str:
    """Return all that a file holds, decompressed."""
    data = file.read_bytes()
    if file.suffix == ".docx":
        with zipfile.ZipFile(BytesIO(data)) as parts:
            data = b"".join(parts.read(name) for name in parts.namelist())
    return data.decode()


def test_built(texts: Project) -> None:
    """`doit` builds what an edition asks for, once, and no PDF if that is not asked for."""
    ran = texts.doit()

    assert (ran.status, ran.err) == (0, "")
    assert _out(texts) == {f"en.{name}" for name in TEXTS.split(", ")}
    assert texts.doit().out == "nothing to do: all is up to date\n"


def test_hidden(texts: Project) -> None:
    """What an edition hides, or has for others, none of its outputs holds."""
    assert texts.doit().status == 0
    whole = {file.name: _held(file) for file in (texts.folder / "out").glob("en.*")}
    _ask(texts, TEXTS, ", hide: [phone, start_date]")
    assert texts.doit().status == 0

    assert len(whole) == 5
    for name, text in whole.items():
        hidden = _held(texts.folder / "out" / name)
        assert "0143" in text
        assert "2020" in text
        assert not [word for word in ("0143", "2020", "Trained") if word in hidden], name
        assert "mail.example.org" in hidden


def test_json(texts: Project, program: Program) -> None:
    """The JSON Resume is what `cvtex export` gives for the audience of the edition."""
    _ask(texts, "json", ", audience: ml")
    assert texts.doit().status == 0
    content = texts.content("en")
    exported = replace(program, folder=texts.folder).run("export", content, "--audience", "ml")

    assert (texts.folder / "out/en.json").read_text(encoding="utf-8") == exported.out
    assert "Trained a model" in exported.out


@pytest.mark.long  # by day tests/writers/test_added.py has a writer that loses a text
def test_json_lost(texts: Project, site: Site) -> None:
    """A JSON Resume that would lack a text is not written, even if another text has its words."""
    site.change(
        "exchange/export/json_resume.py", 'basics["label"] = records.text(resume.headline)', "pass"
    )
    _ask(texts, "json")
    ran = replace(texts, environment=site.environment).doit()

    assert ran.status == 1
    assert "resume.en.yaml:3:11: error[words-lost]" in ran.out
    assert _out(texts) == set()


def test_asked_no_more(texts: Project) -> None:
    """What an edition asks for no more is removed; what was made on request stays."""
    assert texts.doit().status == 0
    _ask(texts, "docx, md")
    ran = texts.doit()

    gone = [f"removed out/en.{name}: the edition `en` has no `{name}` among its outputs"
            for name in ("html", "txt", "json")]  # fmt: skip
    assert sorted(ran.out.splitlines()) == sorted(gone)
    assert texts.doit("txt:en").status == 0
    assert texts.doit().out == "nothing to do: all is up to date\n"
    assert _out(texts) == {"en.docx", "en.md", "en.txt"}


@pytest.mark.long
def test_changed_stays(texts: Project) -> None:
    """An output that somebody has changed is not removed."""
    assert texts.doit().status == 0
    (texts.folder / "out/en.md").write_text("mine", encoding="utf-8")
    _ask(texts, "docx")

    assert texts.doit().status == 0
    assert _out(texts) == {"en.docx", "en.md"}


@pytest.mark.long
def test_renamed(texts: Project) -> None:
    """An edition whose file has another name keeps no output of the name of before."""
    assert texts.doit("build", "verdicts", "html").status == 0
    _ask(texts, "docx", ", file: Ada Sample")
    ran = texts.doit()

    assert "removed out/en.docx" in ran.out
    assert _out(texts) == {"Ada Sample.docx"}


@pytest.mark.long  # by day test_asked_no_more
def test_gone(texts: Project) -> None:
    """An edition that is gone leaves no output behind."""
    assert texts.doit().status == 0
    texts.editions.write_text("web: {content: resume.en.yaml, outputs: [md]}\n", encoding="utf-8")
    ran = texts.doit()

    assert "removed out/en.docx: there is no edition `en`" in ran.out
    assert _out(texts) == {"web.md"}


def test_broken(texts: Project) -> None:
    """If the content is wrong, the outputs stay as they were, and no report speaks of a PDF."""
    assert texts.doit().status == 0
    before = (texts.folder / "out/en.docx").read_bytes()
    texts.content("en").write_text(CONTENT.replace("2020-01", "2020-13"), encoding="utf-8")
    ran = texts.doit()

    assert ran.status == 1
    assert ran.out.count("error[date-invalid]") == 1
    assert (texts.folder / "out/en.docx").read_bytes() == before
    assert "report.html" not in _out(texts)


@pytest.mark.long  # by day test_tasks.py cleans
def test_clean(texts: Project) -> None:
    """`doit clean` removes all outputs."""
    assert texts.doit().status == 0
    assert texts.doit("clean").status == 0

    assert not (texts.folder / "out").exists()


def test_pictures(project: Project) -> None:
    """The pages are drawn, and a card to share; both are gone when they are not asked for."""
    _ask(project, "pdf, png")
    assert project.doit().status == 0
    pictures = {}
    for name in ("en-1.png", "en-card.png"):
        with Image.open(project.folder / "out" / name) as picture:
            inks = picture.convert("L").histogram()
            pictures[name] = (picture.format, picture.size, sum(inks[:100]), inks[255])
    again = project.doit()
    (project.folder / "out/en-card.png").unlink()

    assert pictures["en-1.png"][:2] == ("PNG", (1240, 1754))
    assert pictures["en-card.png"][:2] == ("PNG", (1200, 630))
    assert all(dark > 1000 and light > 1000 for _, _, dark, light in pictures.values())
    assert again.out == "nothing to do: all is up to date\n"
    assert project.doit().out.startswith("en  1 page drawn, out/en-1.png, out/en-card.png")
    _ask(project, "pdf")
    assert project.doit().status == 0
    assert _out(project) == {"en.pdf", "verdict.json"}


def test_publish(texts: Project) -> None:
    """`doit publish` takes the outputs of public editions along; one that fails is a finding."""
    _ask(texts, "md, json", ", public: true")
    ran = texts.doit("publish")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "out/public: en.json, en.md"
    assert _out(texts, "out/public") == {"en.json", "en.md"}
    (texts.folder / "out/en.md").unlink()
    (texts.folder / "out/en.md").mkdir()
    ran = texts.doit("publish")
    assert ran.status == 1
    assert "error[output]: the `md` of the edition `en` is missing, and not published" in ran.out
    assert _out(texts, "out/public") == {"en.json"}


def test_chosen_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the public editions, only those that the environment names are published."""
    editions = [Edition(name, Path("x.yaml"), public=name != "de") for name in ("en", "de", "zh")]
    monkeypatch.setenv("CVTEX_EDITIONS", "de zh")

    assert [one.name for one in editions if is_published(one)] == ["zh"]


@pytest.mark.long
def test_publish_pdf(project: Project) -> None:
    """The report of the public folder has the PDFs alone."""
    _ask(project, "pdf, txt", ", public: true")
    assert project.doit("publish").status == 0

    assert _out(project, "out/public") == {"en.pdf", "en.txt", "report.html", "verdict.json"}
    verdicts = json.loads((project.folder / "out/public/verdict.json").read_bytes())["verdicts"]
    assert [verdict["pdf"] for verdict in verdicts] == ["en.pdf"]


def test_listed(texts: Project) -> None:
    """`doit list` says what each edition asks for."""
    assert "pdf:en      resume.en.yaml; classic; docx html md txt json" in texts.doit("list").out


def test_site(texts: Project) -> None:
    """`doit site` makes a folder of what is published, with a page of all that links each file."""
    _ask(texts, "md, html", ", public: true")
    with texts.editions.open("a", encoding="utf-8") as file:
        file.write("own: {content: resume.en.yaml, outputs: [md]}\n")
    ran = texts.doit("site")
    page = (texts.folder / "out/site/index.html").read_text(encoding="utf-8")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("out/site/index.html: en, 2 files\n")
    assert _out(texts, "out/site") == {"index.html", ".nojekyll", "en.md", "en.html"}
    assert 'href="en.html"' in page
    assert "own.md" not in page
    texts.content("en").write_text(CONTENT.replace("2020-01", "2020-13"), encoding="utf-8")
    ran = texts.doit("site")
    assert (ran.status, (texts.folder / "out/site").exists()) == (1, False)
    assert "there is no site: no edition is published" in ran.out


@pytest.mark.long
def test_site_index(texts: Project) -> None:
    """An edition whose file would be the page of the site is an error."""
    _ask(texts, "html", ", public: true, file: Index")
    ran = texts.doit("site")

    assert ran.status == 1
    assert "error[output]: the edition `en` has a file `index.html`" in ran.out
    assert not (texts.folder / "out/site").exists()

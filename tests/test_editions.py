"""Many editions of one content: what each PDF holds, and what a change builds again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.build.outputs import take_place
from made import held_in
from running import Program, Project, Site

if TYPE_CHECKING:
    from conftest import Once

CONTENT = """\
language: en
name: Ada Sample
headline: {text: Engineer, variants: {ml: Engineer of models}}
contacts:
  - phone: +1 202 555 0143
  - {address: 1 Quarry Street, label: Northmere}
  - email: ada@mail.example.org
  - profile: {network: GitHub, username: adasample}
sections:
  - type: experience
    entries:
      - name: Tidewater Works
        start_date: 2020-01
        end_date: 2021-01
        highlights:
          - {text: Trained a model, for: ml}
          - Built a gate
  - type: references
    entries: [{name: Bob Example, phone: +1 202 555 0177, email: bob@example.net}]
"""

EDITIONS = """\
defaults: {content: resume.en.yaml, theme: compact}
en: {pages: 1}
ml: {audience: ml, file: Ada Sample}
web: {hide: [phone, email, address, references], public: true}
"""

# What the edition `web` hides, as it is typed and as it is printed.
HIDDEN = ("0143", "0177", "Quarry", "Northmere", "mail.example", "Bob", "References")


@pytest.fixture(scope="module")
def made(once: Once, make_project: Callable[[Path], Project]) -> Project:
    """Return a project in which all editions are built, for no test to change."""

    def make(folder: Path) -> None:
        project = make_project(folder / "project")
        project.content("en").write_text(CONTENT, encoding="utf-8")
        project.content("zh").unlink()
        project.editions.write_text(EDITIONS, encoding="utf-8")
        ran = project.doit()
        assert ran.status == 0, ran.said

    return Project(once("editions", make) / "project")


@pytest.fixture
def editions(made: Project, tmp_path: Path) -> Project:
    """Return a copy of that project."""
    return Project(shutil.copytree(made.folder, tmp_path / "project"))


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_hidden_is_nowhere(made: Project) -> None:
    """What an edition hides its PDF holds nowhere: no text, link, tag or metadata has it."""
    whole, web = ("\n".join(held_in(made.folder / f"out/{name}.pdf")) for name in ("en", "web"))

    for word in HIDDEN:
        assert not re.search(re.escape(word), web), word
    for word in HIDDEN:
        assert word in whole, f"the test would not find {word}"
    assert "adasample" in web


def test_audience(editions: Project) -> None:
    """An edition has the highlights and the words of its audience."""
    texts = {name: (editions.folder / f"out/{name}.txt") for name in ("en", "Ada Sample")}
    assert editions.doit("txt").status == 0

    assert "Trained a model" not in texts["en"].read_text(encoding="utf-8")
    assert "Trained a model" in texts["Ada Sample"].read_text(encoding="utf-8")
    assert "Engineer of models" in texts["Ada Sample"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "rebuilt"),
    [
        ("          - B", "          - {text: Ran it, for: ml}\n          - B", {"Ada Sample"}),
        pytest.param("0143", "0144", {"en", "Ada Sample"}, marks=pytest.mark.long),
        pytest.param(
            "name: Ada", "# A comment moves all lines.\nname: Ada", set(), marks=pytest.mark.long
        ),
    ],
    ids=["above", "phone", "comment"],
)  # fmt: skip
def test_rebuilt(editions: Project, old: str, new: str, rebuilt: set[str]) -> None:
    """A change builds the editions again that print it, and no other."""
    _change(editions.content("en"), old, new)

    assert editions.rebuilt() == rebuilt
    assert editions.due() == set()


@pytest.mark.long  # by day tests/editions/test_notes.py, without a project
def test_notes(editions: Project) -> None:
    """Notes are in the PDF of the edition that asks for them alone, and change no other."""
    _change(editions.content("en"), "- Built a gate", "- {text: Built a gate, notes: Of Quartz}")
    _change(editions.editions, "en: {", "interview: {notes: true}\nen: {")

    assert editions.rebuilt() == {"interview"}
    held = {name: "\n".join(held_in(editions.folder / f"out/{name}.pdf"))
            for name in ("interview", "Ada Sample", "web")}  # fmt: skip
    assert [name for name, text in held.items() if "Quartz" in text] == ["interview"]
    _change(editions.content("en"), "Of Quartz", "Of Granite")
    assert editions.rebuilt() == {"interview"}


def test_gone(editions: Project) -> None:
    """The PDF of an edition that is gone, or has another file, is removed, with a line."""
    assert editions.doit("txt").status == 0
    _change(editions.editions, "web:", "public-web:")
    _change(editions.editions, "file: Ada Sample", "file: Ada Sample CV")
    _change(editions.content("en"), "Trained a model,", "Trained two models,")

    ran = editions.doit()

    assert ran.status == 0, ran.said
    assert "removed out/web.pdf: there is no edition `web`" in ran.out
    assert "removed out/Ada Sample.pdf" in ran.out
    assert editions.pdfs().keys() == {"en", "Ada Sample CV", "public-web"}
    assert {file.stem for file in (editions.folder / "out").glob("*.txt")} == {"en"}
    assert editions.doit().out == "nothing to do: all is up to date\n"


@pytest.mark.long  # by day test_swapped
def test_renamed(editions: Project) -> None:
    """An edition that has another name but the same file keeps its PDF, and those beside it."""
    assert editions.doit("txt").status == 0
    _change(editions.editions, "ml: {", "tidewater: {")

    ran = editions.doit("-n", "1")

    assert ran.status == 0, ran.said
    assert "removed" not in ran.out
    assert editions.pdfs().keys() == {"en", "Ada Sample", "web"}
    assert (editions.folder / "out" / "Ada Sample.txt").is_file()
    assert editions.doit().out == "nothing to do: all is up to date\n"


def test_swapped(tmp_path: Path) -> None:
    """Editions that swap their files keep both PDFs, even where these have the same bytes."""
    works = [tmp_path / "en", tmp_path / "ml"]
    pdfs = [tmp_path / "A.pdf", tmp_path / "B.pdf"]
    for targets in (pdfs, pdfs[::-1]):
        for work, pdf in zip(works, targets, strict=True):
            work.mkdir(exist_ok=True)
            pdf.write_bytes(b"the same")
            take_place(work, "pdf", [pdf], works)

    assert all(pdf.is_file() for pdf in pdfs)


def test_changed_pdf_stays(editions: Project) -> None:
    """A PDF that somebody has changed is not removed."""
    pdf = editions.folder / "out" / "web.pdf"
    pdf.write_bytes(b"mine")
    _change(editions.editions, "web: {", "# web: {")

    assert editions.doit().status == 0
    assert pdf.read_bytes() == b"mine"


def test_list(editions: Project) -> None:
    """`doit list` says in a line what each edition is."""
    listed = editions.doit("list").out

    assert re.search(r"^pdf:en +resume\.en\.yaml; compact; 1 page$", listed, re.MULTILINE)
    assert re.search(r"^pdf:ml +resume\.en\.yaml; for ml; compact$", listed, re.MULTILINE)
    assert re.search(
        r"^pdf:web +resume\.en\.yaml; without phone, .*; public$", listed, re.MULTILINE
    )
    assert "tex:en" not in listed


@pytest.mark.parametrize(
    "against", [pytest.param("ml", marks=pytest.mark.long), "content/resume.en.yaml"]
)
def test_against(editions: Project, program: Program, against: str) -> None:
    """A PDF of an edition is compared with what that prints, by its name or by its content."""
    ran = replace(program, folder=editions.folder).run(
        "verify", "out/Ada Sample.pdf", "--against", against
    )

    assert ran.status == 0, ran.said
    assert "compared with the edition ml (resume.en.yaml; for ml; compact)\n" in ran.out


def test_publish(editions: Project) -> None:
    """`doit publish` gathers the public PDFs, and a report that shows nothing that they hide."""
    public = editions.folder / "out" / "public"

    ran = editions.doit("publish")

    assert (ran.status, ran.out) == (0, "out/public: web.pdf\n")
    assert {file.name for file in public.iterdir()} == {"web.pdf", "report.html", "verdict.json"}
    for report in ("report.html", "verdict.json"):
        text = (public / report).read_text(encoding="utf-8")
        assert "adasample" in text
        assert not [word for word in HIDDEN if word in text]

    assert editions.doit("publish", CVTEX_PUBLISH="all").status == 0
    assert {file.stem for file in public.glob("*.pdf")} == {"en", "Ada Sample", "web"}

    _change(editions.editions, ", public: true", "")
    ran = editions.doit("publish")
    assert (ran.status, ran.out) == (0, "no edition is published: none has `public: true`\n")
    assert not public.exists()


@pytest.mark.long
def test_publish_of_what_is_allowed(editions: Project) -> None:
    """What an edition hides and prints all the same, by its `warn`, is in its report, once."""
    _change(editions.editions, "public: true", "public: true, warn: [hidden-printed]")
    _change(editions.content("en"), "Built a gate", "Call 202-555-0143")
    ran = editions.doit("publish")

    assert ran.status == 0
    assert ran.out.count("warning[hidden-printed]") == 1
    (verdict,) = json.loads((editions.folder / "out" / "public" / "verdict.json").read_text())[
        "verdicts"
    ]
    assert [one["code"] for one in verdict["diagnostics"]] == ["hidden-printed"]


def test_publish_of_what_fails(editions: Project) -> None:
    """A public PDF that is not of the content as it is now is not published; the others are."""
    public = editions.folder / "out" / "public"
    other = editions.content("en").with_name("other.yaml")
    other.write_text(CONTENT, encoding="utf-8")
    _change(editions.editions, "web:", "also: {content: other.yaml, public: true}\nweb:")
    assert editions.doit("publish").out.endswith("out/public: also.pdf, web.pdf\n")
    _change(other, "end_date: 2021-01", "end_date: 2021-13")

    ran = editions.doit("publish")

    assert ran.status == 1
    assert "error[output]: the edition `also` is not proven, and is not published" in ran.out
    assert ran.out.splitlines()[-1] == "out/public: web.pdf"
    assert {file.name for file in public.iterdir()} == {"web.pdf", "report.html", "verdict.json"}
    _change(editions.content("en"), "Built a gate", "Call 202-555-0143")
    ran = editions.doit("publish")
    assert ran.status == 1
    assert "resume.en.yaml:17:18: error[hidden-printed]: `202-555-0143`" in ran.out
    assert not public.exists()


@pytest.mark.long  # by day test_publish_of_what_fails
@pytest.mark.parametrize(
    ("file", "line", "error"),
    [
        pytest.param(
            *("build/pipeline.py", "    import_ahead()\n", "MemoryError"), marks=pytest.mark.long
        ),
        ("verify/proof.py", "    found = guarded(", "ValueError"),
    ],
)
def test_after_an_exception(
    editions: Project, site: Site, file: str, line: str, error: str
) -> None:
    """If a step ends in an exception, no PDF of earlier content is published or called proven."""
    site.change(file, line, f"    raise {error}('Ida')\n{line}")
    _change(editions.content("en"), "name: Ada", "name: Ida")
    text = editions.editions.read_text(encoding="utf-8")
    text = "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(("en:", "ml:"))
    )
    editions.editions.write_text(text, encoding="utf-8")

    ran = replace(editions, environment=site.environment).doit("publish")

    assert ran.status == (1 if error == "MemoryError" else 3)
    assert "error[output]: the edition `web` is not proven, and is not published" in ran.out
    assert not (editions.folder / "out" / "public").exists()
    text = (editions.folder / "out" / "verdict.json").read_text(encoding="utf-8")
    (verdict,) = (one for one in json.loads(text)["verdicts"] if one["edition"] == "web")
    (why,) = verdict["failed"]
    assert (verdict["proven"], why["code"]) == (False, "build-exception")
    assert why["message"] == f"this step ended in an exception: {error}"


@pytest.mark.long  # by day test_after_an_exception
def test_after_an_exception_in_the_record(editions: Project, site: Site) -> None:
    """If a failed step can't be recorded either, there is no verdict of earlier content."""
    site.change("build/judging.py", "import shutil", "raise MemoryError\nimport shutil")
    _change(editions.content("en"), "name: Ada", "name: Ida")

    ran = replace(editions, environment=site.environment).doit("verify:web")

    assert (ran.status, ran.out) == (1, "tex:web: cvtex: not enough memory\n")
    assert not [
        file
        for file in ("verdict.json", "report.html")
        if (editions.folder / "out" / file).exists()
    ]


@pytest.mark.long  # by day test_publish_of_what_fails
def test_publish_beside_what_fails(editions: Project) -> None:
    """An edition that fails keeps no public one from being published."""
    _change(editions.editions, "en: {pages: 1}", "en: {content: other.yaml}")
    (editions.folder / "content/other.yaml").write_text("language: en\n", encoding="utf-8")

    ran = editions.doit("publish")

    assert (ran.status, ran.out) == (0, "out/public: web.pdf\n")


def test_private(editions: Project) -> None:
    """Public editions leave private.yaml out, and are not built again when that changes."""
    private = editions.content("en").with_name("private.yaml")
    private.write_text("contacts: [{phone: +1 202 555 0188, label: Home}]\n", encoding="utf-8")

    assert editions.rebuilt() == {"en", "Ada Sample"}
    assert editions.doit("txt").status == 0
    texts = {
        file.stem: file.read_text(encoding="utf-8") for file in editions.folder.glob("out/*.txt")
    }
    assert [name for name, text in sorted(texts.items()) if "0188" in text] == ["Ada Sample", "en"]
    assert "0143" in texts["en"]


def _include(editions: Project) -> Path:
    """Have an edition print an entry that stands in a file of its own, and return that file."""
    entry = editions.content("en").with_name("employers") / "data.yaml"
    entry.parent.mkdir()
    entry.write_text(
        "name: Data Works\nstart_date: 2019-01\nend_date: 2019-10\nfor: ml\n", encoding="utf-8"
    )
    listed = "      - include: employers/data.yaml\n  - type: references"
    _change(editions.content("en"), "  - type: references", listed)
    assert editions.rebuilt() == {"Ada Sample"}
    return entry


@pytest.mark.long
def test_included_is_reproduced(editions: Project) -> None:
    """A PDF of which an entry stands in a file of its own comes out the same in another place."""
    _include(editions)

    assert editions.doit("reproduce:ml").status == 0


def test_included(editions: Project) -> None:
    """An entry may stand in a file of its own: a change to it builds again, an error names it."""
    entry = _include(editions)

    _change(entry, "Data Works", "Date Works")
    assert "tex:ml" in editions.due()

    _change(entry, "2019-10", "2019-13")
    ran = editions.doit()
    assert ran.status == 1
    assert "content/employers/data.yaml:3:11: error[date-invalid]" in ran.said


def test_without_editions(editions: Project) -> None:
    """Without editions.yaml each content file with a language in its name is an edition."""
    editions.editions.unlink()
    shutil.copy(editions.content("en"), editions.content("en-GB"))

    ran = editions.doit("list")
    assert re.search(r"^pdf:en-GB +resume\.en-GB\.yaml; classic$", ran.out, re.MULTILINE), ran.said
    checked = editions.doit("check")
    assert "2 files: " in checked.out
    assert editions.doit("txt").status == 0
    assert (editions.folder / "out/en-GB.txt").is_file()

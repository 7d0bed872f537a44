"""The examples in the documentation work: what they write is right, what they run is there."""

from __future__ import annotations

import re
import textwrap
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from PIL import Image

from cvtex.build.check import check_files
from cvtex.cli import VERBS
from cvtex.diagnostics import Severity
from cvtex.doit.tasks import task_pdf
from cvtex.paths import docs_dir
from cvtex.report.text import render

CHECKOUT = Path(__file__).parents[1]
PAGES = [CHECKOUT / "README.md", *sorted(docs_dir().glob("*.md"))]
TEXTS = {page.stem: page.read_text(encoding="utf-8") for page in PAGES}

# test_diagnostics_page.py tries the mistakes of that page.
_BLOCK = re.compile(r"^ *```(\w+) ?(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (name, *block.groups())
    for name, text in TEXTS.items()
    if name != "diagnostics"
    for block in _BLOCK.finditer(text)
]
EXAMPLES = [
    pytest.param(kind or "content", textwrap.dedent(text), id=f"{name}-{number}")
    for number, (name, language, kind, text) in enumerate(BLOCKS)
    if language == "yaml"
]

# The files of a project by the kind of the example that one of them has.
FILES = {
    "content": "content/resume.en.yaml",
    "entries": "content/resume.en.yaml",
    "entry": "content/resume.en.yaml",
    "editions": "content/editions.yaml",
    "letter": "content/letter.acme.en.yaml",
    "private": "content/private.yaml",
    "theme": "themes/mine/theme.yaml",
}
WHOLE = {"language": "language: en\n", "name": "name: Ada Sample\n", "sections": "sections: []\n"}
ENTRY = "name: Old Works\nstart_date: 2019-01\nend_date: 2019-10\n"


def _project(folder: Path) -> None:
    """Write what the examples take for granted."""
    files = {
        "content/publications.yaml": "type: list\ntitle: Papers\nentries: [A text]\n",
        "content/employers/tidewater.yaml": ENTRY,
        "content/papers.bib": "".join(
            f"@book{{{key}, title={{Mills}}, author={{Sample, Ada}}, publisher={{Gate}}}}\n"
            for key in ("lovelace1843", "sample2020")
        ),
        "themes/mine/theme.sty": "",
    }
    for language in ("en", "zh"):
        text = "".join(WHOLE.values()).replace("en", language, 1)
        files[f"content/resume.{language}.yaml"] = text
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    Image.new("L", (300, 100)).save(folder / "content/signature.png")


def _whole(kind: str, example: str) -> str:
    """Return a file with an example that may be a part of one."""
    if kind == "entry":
        kind, example = "entries", "- " + textwrap.indent(ENTRY + example, "  ")[2:]
    if kind == "entries":
        kind = "content"
        entries = textwrap.indent(example, "      ")
        example = f"sections:\n  - type: experience\n    entries:\n{entries}"
    if kind == "content":
        keys = re.findall(r"^(\w+):", example, re.MULTILINE)
        example += "".join(line for key, line in WHOLE.items() if key not in keys)
    return example


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_yaml(tmp_path: Path, kind: str, example: str) -> None:
    """There is no error in an example of a file."""
    if kind in {"workflow", "jobs"}:
        action = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
        read = yaml.safe_load(example)
        jobs = read["jobs"].values() if kind == "jobs" else [{"steps": read}]
        for step in (step for job in jobs for step in job["steps"]):
            uses = step.get("uses", "./")
            assert uses.startswith("./") or re.search("@[0-9a-f]{40}$", uses), "pin it"
            if uses == "./.github/actions/cvtex":
                assert step["with"].keys() <= action["inputs"].keys()
        return
    _project(tmp_path)
    if kind == "theme":
        editions = "en: {content: resume.en.yaml, theme: mine}\n"
        (tmp_path / "content/editions.yaml").write_text(editions)
    elif kind == "editions" and "letter.acme" in example:
        letter = next(param.values[1] for param in EXAMPLES if param.values[0] == "letter")
        (tmp_path / FILES["letter"]).write_text(str(letter), encoding="utf-8")
    (tmp_path / FILES[kind]).write_text(_whole(kind, example), encoding="utf-8")
    checked = check_files([tmp_path])

    assert tmp_path / FILES[kind] in (checked.value or ()) or kind in {"private", "theme"}
    assert render(one for one in checked.diagnostics if one.severity is Severity.ERROR) == ""


def _commands(text: str) -> set[tuple[str, str, tuple[str, ...]]]:
    """Return the commands of cvtex and doit that a page has, with their first word and options."""
    code = re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text))
    code += [line for _, _, block in _BLOCK.findall(text) for line in block.splitlines()]
    found = re.compile(r"(?:^|\$\(|&& |\./bootstrap )(cvtex|doit) ([a-z][\w:-]*)([^#&]*)")
    return {
        (program, first, tuple(re.findall(r"(?<= )--?[a-z][a-z-]*", rest)))
        for line in code
        for program, first, rest in found.findall(line)
    }


@pytest.mark.parametrize("name", TEXTS)
def test_commands(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Each command that a page names has the verb, the options and the tasks that it names."""
    monkeypatch.chdir(CHECKOUT)
    tasks = {task["basename"] for task in task_pdf()}
    tasks |= {"list", *re.findall(r"def task_(\w+)", Path("dodo.py").read_text(encoding="utf-8"))}
    tasks |= {"check", "lint", "reproduce"}
    for program, first, options in _commands(TEXTS[name]):
        if program == "doit" or first == "doit":
            assert program == "cvtex" or first.partition(":")[0] in tasks
            continue
        assert first in VERBS
        parser = ArgumentParser()
        import_module(f"cvtex.commands.{VERBS[first]}").add_options(parser)
        assert {*options} <= parser._option_string_actions.keys()  # noqa: SLF001 - no other way


def test_found() -> None:
    """The examples that these tests see are those of the pages."""
    assert len(EXAMPLES) > 15
    assert ("cvtex", "check", ("--fix",)) in _commands(TEXTS["diagnostics"])
    assert ("doit", "publish", ()) in _commands(TEXTS["editions"])
    assert ("cvtex", "build", ("-o",)) in _commands(TEXTS["exchange"])

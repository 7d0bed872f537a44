"""No line of a file that is not a résumé is ever shown; a broken résumé is shown where it is wrong.

A project names its files, and whoever wrote it may name one that is none of its business.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cvtex.build.check import check_content, check_editions
from cvtex.importing.importing import import_file
from cvtex.report.text import render

SECRET = "zqvx"  # noqa: S105 - it is none

# Files of other programs; %s is the secret.
OTHERS = {
    "a workflow": "name: Build\non: [push]\njobs:\n  build:\n    env: {KEY: %s}\n",
    "containers": "name: shop\nservices:\n  web: {image: x, environment: [KEY=%s]}\n",
    "containers, oldly": "version: '3'\nservices: {web: {image: x}}\nsecrets: {key: %s}\n",
    "a container": "name: web\nimage: x\nlabels: {key: %s}\nlanguage: go\n",
    "a cluster": "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {key: %s}\n",
    "a playbook": "- name: Set up\n  hosts: all\n  vars: {password: %s}\n",
    "a tested package": "language: python\ninstall: pip\nenv: {global: %s}\n",
    "a package": "name: shop\ndescription: A shop\nversion: 1\nhomepage: %s\n",
    "a package in JSON": '{"name": "x", "keywords": [], "description": "y", "token": "%s"}',
    "a conda environment": "name: x\nchannels: [c]\ndependencies: [pip: [%s]]\n",
    "a linter": "name: x\nlint: {use: [%s]}\nignore: [a]\nversion: 1\n",
    "a site": "title: Site\nname: x\nlanguage: en\nsummary: y\nadmin_password: %s\n",
    "sections of a site": "name: Site\nlanguage: en\nsections: [blog]\npassword: %s\n",
    "sections of a shop": '{"name": "x", "sections": {"top": {"key": "%s"}}, "order": []}',
    "sections of a form": "name: x\nsections:\n  - {heading: a, questions: [%s]}\n",
    "questions of a form": "name: x\nlanguage: en\nsections:\n    - questions: [%s]\n",
    "fields of a form": "name: x\nlanguage: en\nsections: [{title: a, fields: [{id: %s}]}]\n",
    "panels of a form": "name: x\nsections:\n  - {type: panel, title: a, elements: [%s]}\n",
    "steps of a form": "name: x\nlanguage: en\nsections:\n  - title: a\n  - {title: b, ask: %s}\n",
    "a quiz": "name: x\nlanguage: de\nsections:\n  - {text: Who?, answer: %s}\n",
    "a service": "name: pay\nservice: {url: x}\ncontact: {email: y}\ninfo: {key: %s}\n",
    "an interface": "openapi: 3.0.0\ninfo: {title: x}\npaths: {/%s: {}}\n",
    "vision": "cv: {model: x, key: %s}\n",
    "translations": "content: {greeting: %s}\nlocale: en\n",
    "projects": "projects:\n  - {name: x, url: y, token: %s}\nlanguages: [go]\n",
    "an account": '{"type": "service_account", "private_key": "%s", "name": "x"}',
    "passwords": "wifi: %s\nmail: %s\n",
    "lists": "- {user: ada, password: %s}\n- {user: bob, password: x}\n",
    "a text": "root:x:0:0:%s:/root:/bin/sh\n",
    "a name and more": "name: x\npassword: %s\n",
    "basics": "basics: {user: x, password: %s}\n",
}

# What breaks a file, so that it can't be parsed, or not as it was meant.
BROKEN = {
    "": "",
    "a quote": '\n"%s\n',
    "brackets": "\nx: [%s\ny: }\n",
    "a tab": "\n\tx: %s\n",
    "a colon": "\nx: a: %s\n",
    "a conflict": "\n<<<<<<< %s\nx\n=======\n>>>>>>>\n",
    "a byte": "\nx: \udcff %s\n",
    "twice": "\nx: %s\nx: %s\n",
}
TRIED = (
    [*BROKEN.values()] if "CVTEX_LONG" in os.environ else ["", BROKEN["a quote"], BROKEN["a byte"]]
)


def _write(path: Path, text: str, more: str = "") -> Path:
    text = (text + more).replace("%s", SECRET)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    return path


@pytest.mark.parametrize("kind", OTHERS)
def test_other_files(tmp_path: Path, kind: str) -> None:
    """A file of another program is refused in a line, however it is broken, and never shown."""
    text = OTHERS[kind]
    ending = "json" if text.startswith("{") else "yaml"
    editions = _write(tmp_path / "editions.yaml", f"en: {{content: other.{ending}}}\n")
    for more in TRIED:
        path = _write(tmp_path / f"other.{ending}", text, more)
        for found in (check_editions(editions), check_content(path), import_file(path)):
            assert not found.ok
            assert SECRET not in render(found.diagnostics), more


@pytest.mark.parametrize("kind", [kind for kind in OTHERS if not OTHERS[kind].startswith("{")])
def test_included_files(tmp_path: Path, kind: str) -> None:
    """An included file that has neither sections nor entries is not shown either."""
    head = "language: en\nname: Ada Sample\nsections:\n"
    for item in ("- include: other.yaml", "- {type: projects, entries: [include: other.yaml]}"):
        content = _write(tmp_path / "me.yaml", f"{head}  {item}\n")
        for more in TRIED:
            _write(tmp_path / "other.yaml", OTHERS[kind], more)
            found = check_content(content)

            assert not found.ok
            assert SECRET not in render(found.diagnostics), more


@pytest.mark.parametrize("kind", [kind for kind in OTHERS if not OTHERS[kind].startswith("{")])
def test_letters(tmp_path: Path, kind: str) -> None:
    """A file of another program is not shown as a letter, nor as the résumé of one."""
    letter = tmp_path / "letter.sample.en.yaml"
    of_other = _write(tmp_path / "letter.x.yaml", "resume: other.yaml\ndate: 2026\nparagraphs: x\n")
    editions = _write(tmp_path / "editions.yaml", f"en: {{content: {letter.name}}}\n")
    letter.symlink_to("other.yaml")
    for more in TRIED:
        _write(tmp_path / "other.yaml", OTHERS[kind], more)
        for found in (check_editions(editions), check_content(of_other)):
            assert not found.ok
            assert SECRET not in render(found.diagnostics), more


@pytest.mark.parametrize("name", ["private.yaml", "editions.yaml"])
def test_links(tmp_path: Path, name: str) -> None:
    """A link with the name of a project's file does not show a file with another name."""
    _write(tmp_path / "me.yaml", "language: en\nname: Ada Sample\nsections: []\n")
    (tmp_path / name).symlink_to("other.yaml")
    check = check_editions if name == "editions.yaml" else check_content
    checked = tmp_path / (name if name == "editions.yaml" else "me.yaml")
    for text in OTHERS.values():
        _write(tmp_path / "other.yaml", text)
        found = check(checked)
        assert not found.ok
        assert SECRET not in render(found.diagnostics)


# Résumés with something wrong in the line with the secret.
RESUMES = {
    "no sections": "language: en\nname: Ada\nheadline: [%s]\n",
    "misspelt keys": "langauge: en\nnmae: Ada\nsectoins: [{type: x%s}]\n",
    "keys in German": "sprache: %s\nname: Ada\nabschnitte: []\n",
    "keys in Chinese": "语言: zh\n姓名: [%s]\n",
    "colons of a Chinese keyboard": "language：en\nname：%s\nsections： []\n",
    "no name": "language: en\nsections: [{type: x%s}]\n",
    "names of sections": "language: en\nname: Ada\nsections:\n  experience: [%s]\n",
    "no list": "language: en\nname: Ada\nsections: %s\n",
    "texts": "language: en\nname: Ada\nsections: [%s]\n",
    "sections at the top": "name: Ada\nexperience: [{x: %s}]\neducation: [{name: y}]\n",
    "contacts at the top": "name: Ada\ncontacts: [{x: %s}]\nheadline: y\nemail: z\n",
    "an unclosed quote": 'language: en\nname: "%s\nsections: []\n',
    "a byte": "language: zh\nname: 张\udcff %s\nheadline: 取样工程师\nsections: []\n",
    "a conflict": "language: en\nname: Ada\n<<<<<<< %s\nsections: []\n=======\n>>>>>>>\n",
    "a list": "- language: %s\n- name: Ada\n",
    "RenderCV": "cv: {name: Ada, %s: x}\ndesign: {theme: classic}\n",
    "YAMLResume": "content: {basics: {name: Ada, %s: x}}\nlocale: {language: en}\n",
    "FRESH": "name: Ada\nemployment: {history: []}\ninfo: {%s: x}\n",
    "JSON Resume": json.dumps({"basics": {"name": "Ada", SECRET: "x"}}),
    "JSON Resume without basics": json.dumps({"work": [{"name": "x", "position": "y", SECRET: 1}]}),
    "JSON Resume with a comma too many": '{"basics": {"name": "Ada"}, "x%s": 1,,}',
    "JSON Resume cut short": '{"basics": {"name": "Ada",\n"x": "%s',
}


@pytest.mark.parametrize("kind", RESUMES)
def test_broken_resumes(tmp_path: Path, kind: str) -> None:
    """A résumé with slips, in our form or another, is shown at the line where it is wrong."""
    ending = "json" if RESUMES[kind].startswith("{") else "yaml"
    path = _write(tmp_path / f"me.{ending}", RESUMES[kind])

    found = check_content(path, verbose=True)
    assert found.diagnostics
    assert SECRET in render(found.diagnostics)


# Letters with something wrong in the line with the secret.
LETTERS = (
    "date: 2026-03-01\n%s: x\nparagraphs: [x]\n",
    "date: [%s]\n",
    "date: 2026-03-01\nparagrahps: [[%s]]\n",
    "recipient: x\nopening: y\nx%s: z\n",
    'date: 2026-03-01\nparagraphs: ["%s\n',
    "- date: %s\n- paragraphs: x\n",
)


@pytest.mark.parametrize("text", LETTERS)
def test_broken_letters(tmp_path: Path, text: str) -> None:
    """A letter with slips is shown at the line where it is wrong."""
    _write(tmp_path / "resume.en.yaml", "language: en\nname: Ada Sample\nsections: []\n")
    found = check_content(_write(tmp_path / "letter.sample.en.yaml", text))
    assert SECRET in render(found.diagnostics)


def test_broken_includes(tmp_path: Path) -> None:
    """An included file with slips is shown at the line where it is wrong."""
    head = "language: en\nname: Ada Sample\nsections: [include: part.yaml]\n"
    content = _write(tmp_path / "me.yaml", head)
    for part in (
        "- {type: skills, entries: [{name: x, levle%s: y}]}\n",
        "tpye: x%s\ntitel: y\n",
        'type: list\ntitle: x\nentries: ["%s]\n',
    ):
        _write(tmp_path / "part.yaml", part)
        assert SECRET in render(check_content(content).diagnostics)


@pytest.mark.parametrize("name", ["other.yaml", "../other.yaml", "link.png"])
def test_photo(tmp_path: Path, name: str) -> None:
    """A photo that is no picture is refused, and nothing of it is shown."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/link.png").symlink_to("other.yaml")
    for folder in (tmp_path, tmp_path / "content"):
        _write(folder / "other.yaml", "password: %s\n")
    head = f"language: en\nname: Ada Sample\nphoto: {name}\nsections: []\n"
    found = check_content(_write(tmp_path / "content/me.yaml", head))

    assert not found.ok
    assert SECRET not in render(found.diagnostics)

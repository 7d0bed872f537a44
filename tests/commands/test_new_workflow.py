"""The workflow of a new project: what it builds, installs and publishes, and what it may see."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cvtex.commands.shared.distribution import pinned

from .surroundings import ACTIVE

if TYPE_CHECKING:
    pass


@pytest.fixture
def action(made: Path) -> dict[str, Any]:
    """Return the action that the workflow uses."""
    text = (made / ".github/actions/cvtex/action.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def test_workflow(made: Path, action: dict[str, Any]) -> None:
    """The workflow gives the private details to the step that builds alone, and keeps the PDFs."""
    text = (made / ".github/workflows/resume.yml").read_text(encoding="utf-8")
    workflow: dict[str, Any] = yaml.safe_load(text)
    checkout, build, keep, compare, offer = workflow["jobs"]["build"]["steps"]
    *others, last = action["runs"]["steps"]

    assert workflow["permissions"] == {"contents": "read"}
    assert build["uses"] == "./.github/actions/cvtex"
    assert build["with"].keys() <= action["inputs"].keys()
    assert build["with"]["private"] == "${{ secrets.CVTEX_PRIVATE }}"
    assert text.count("secrets.") == 1
    assert last["env"]["CVTEX_PRIVATE"] == "${{ inputs.private }}"
    assert "inputs.private" not in str(others)
    assert keep["with"]["path"] == "out/public/"
    assert "://" not in text
    # What a pull request changes; its base is the first parent of the commit that is built.
    assert checkout["with"]["fetch-depth"] == 2
    assert compare["run"] == f"cvtex diff HEAD^1 --public -o {offer['with']['path']}"
    assert (
        compare["if"] == offer["if"] == "${{ !cancelled() && github.event_name == 'pull_request' }}"
    )


def test_no_code_from_inputs(action: dict[str, Any]) -> None:
    """What the inputs of the action hold reaches its scripts as variables, never as their text."""
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]

    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_action(made: Path, action: dict[str, Any]) -> None:
    """Its last step builds what was asked for, and lists what anybody may see."""
    editions = "en: {content: resume.en.yaml}\nde: {content: resume.de.yaml, public: true}\n"
    (made / "content/editions.yaml").write_text(editions)
    inputs = {"CVTEX_EDITIONS": "en de", "OUTPUTS": "txt html", "CVTEX_PUBLISH": "none"}
    ran = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", action["runs"]["steps"][-1]["run"]],
        cwd=made,
        env=os.environ | ACTIVE | inputs | {"GITHUB_OUTPUT": str(made / "output")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert {path.name for path in (made / "out").iterdir() if path.suffix in {".txt", ".html"}} == {
        *("en.txt", "en.html", "de.txt", "de.html")
    }
    assert (made / "output").read_text() == "editions=[]\n"


def test_workflow_installs_this_cvtex(made: Path) -> None:
    """The workflow installs the wheel beside it, never a name that anyone could register."""
    text = (made / ".github/workflows/resume.yml").read_text(encoding="utf-8")
    (wheel,) = (made / "wheels").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        record = archive.read(next(name for name in names if name.endswith("/RECORD"))).decode()

    assert f'cvtex: "./wheels/{wheel.name}"\n' in text
    assert {"cvtex/cli.py", "cvtex/latex/cvtex.cls", "cvtex/scaffold/workflow.yml"} <= names
    assert {row.split(",")[0] for row in record.splitlines()} == names


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        (None, None),
        ({"url": "file:///home/ada/cvtex", "dir_info": {"editable": True}}, None),
        (
            {
                "url": "https://example.org/ada/cvtex.git",
                "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "ab" * 20},
            },
            f"cvtex @ git+https://example.org/ada/cvtex.git@{'ab' * 20}",
        ),
        (
            {
                "url": "https://example.org/cvtex-0.1.0-py3-none-any.whl",
                "archive_info": {"hashes": {"sha256": "cd" * 32}},
            },
            f"cvtex @ https://example.org/cvtex-0.1.0-py3-none-any.whl#sha256={'cd' * 32}",
        ),
        ({"url": "https://example.org/cvtex.whl", "archive_info": {}}, None),
        (
            {"url": "git@example.org:ada/cvtex.git", "vcs_info": {"vcs": "git", "commit_id": "ab"}},
            None,
        ),
    ],
)
def test_pinned(tmp_path: Path, origin: dict[str, Any] | None, requirement: str | None) -> None:
    """The requirement is the revision or the digest from which this cvtex was installed."""
    folder = tmp_path / "cvtex-0.1.0.dist-info"
    folder.mkdir()
    if origin is not None:
        (folder / "direct_url.json").write_text(json.dumps(origin))

    assert pinned(PathDistribution(folder)) == requirement


def test_actions_are_pinned(made: Path, checkout: Path) -> None:
    """Each action and image of a workflow is pinned by its digest."""
    for file in (
        *(made / ".github").rglob("*.yml"),
        *(checkout / ".github/workflows").glob("*.yml"),
        checkout / "Dockerfile",
    ):
        text = file.read_text(encoding="utf-8")
        used = re.findall(r"(?:uses:|^FROM) ([^.].*)", text, re.MULTILINE) + re.findall(
            r"verapdf/cli\S*", text
        )

        assert used
        assert all(re.search(r"@(?:[0-9a-f]{40} # v|sha256:[0-9a-f]{64})", one) for one in used)

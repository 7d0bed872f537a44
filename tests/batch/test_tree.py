"""What is built of a tree, and what keeps it from being built."""

from __future__ import annotations

from collections import Counter

import pytest

from batch.conftest import Office
from cvtex.batch.tree import Shard, Survey, Tree
from cvtex.diagnostics import Severity

WHOLE = Shard()
USAGE = 2
BIBLIOGRAPHY = '[{"type": "book", "title": "Mills", "author": [{"family": "Sample"}]}]'


def _tree(office: Office) -> Tree:
    return Tree(office.tree, office.out)


def test_order(office: Office, small: str) -> None:
    """Files come folder by folder in the order of their names, without those of the PDFs."""
    for name in ("b/x.yaml", "a/c/x.yml", "a/x.json", "z.yaml", "a.yaml", "a/notes.txt"):
        office.add(name, small)
    inner = Tree(office.tree, office.tree / "b")

    names = ["a.yaml", "z.yaml", "a/x.json", "a/c/x.yml"]
    assert [*_tree(office).names(WHOLE)] == [*names, "b/x.yaml"]
    assert [*inner.names(WHOLE)] == names


@pytest.mark.parametrize(
    ("texts", "in_conflict"),
    [
        ({"ada.yaml": "", "ada.yml": "", "ada.json": "{}"}, {"ada.yml"}),
        ({"ada.yaml": "RESUME", "ada.yml": "name: [", "ida.yaml": "RESUME"}, set()),
        ({"ada.yaml": "RESUME", "ada.yml": "language: en\nname: ["}, {"ada.yml"}),
        ({"ada.json": BIBLIOGRAPHY, "ada.yaml": "RESUME"}, set()),
        ({"ada.json": '{"basics": {}}', "ada.yaml": "RESUME"}, {"ada.yaml"}),
        ({"letter.x.yaml": "{}", "letter.x.yml": "{}"}, {"letter.x.yml"}),
    ],
)
def test_conflict(office: Office, small: str, texts: dict[str, str], in_conflict: set[str]) -> None:
    """Two files that would become one PDF are an error, unless only one is a résumé."""
    for name, text in texts.items():
        office.add(name, text.replace("RESUME", small))
    survey = _tree(office).survey(WHOLE)

    assert {one.span.file.name for one in survey.diagnostics if one.span} == in_conflict
    assert survey.ok is not bool(in_conflict)


def test_shards() -> None:
    """Each file belongs to one shard, the same in every run, and they are of about one size."""
    names = [f"class/{number}.yaml" for number in range(400)]
    shards = [[*filter(Shard(number, 4).has, names)] for number in (1, 2, 3, 4)]

    assert sorted(name for shard in shards for name in shard) == sorted(names)
    assert min(map(len, shards)) > 70
    assert shards[0][:3] == ["class/7.yaml", "class/8.yaml", "class/11.yaml"]


def test_hindrances(office: Office, small: str) -> None:
    """What can't be built at all is reported before anything is built, and nothing is written."""
    office.add("x/ada.yaml", small)
    (office.tree / "empty").mkdir()
    run = office.program.run

    for arguments, status, said in (
        (("in", "-o", "in"), 1, "in: error[output]: "),
        (("in/empty", "-o", "out"), 1, "in/empty: error[file-missing]: "),
        (("inn", "-o", "out"), 1, "inn: error[file-missing]: "),
        (("in", "-o", "no/out"), 1, "no/out: error[output]: "),
        (("in", "-o", "in/x/ada.yaml"), 1, "in/x/ada.yaml: error[output]: "),
        (("in", "-o", "out", "--theme", "clasic"), 1, "--theme clasic: error[theme-unknown]: "),
        (("in", "-o", "out", "--shard", "3/2"), USAGE, "`3/2` is not K/N"),
        (("in", "-o", "out", "--jobs", "2", "--dask", "tcp://127.0.0.1:1"), USAGE, "--jobs is for"),
        (("in", "-o", "out", "--jobs", "0"), USAGE, "`0` is not a whole number"),
    ):
        ran = run("batch", *arguments)
        assert (ran.status, ran.out) == (status, ""), arguments
        assert said in ran.err
    assert office.made() == set()


def test_link(office: Office, small: str) -> None:
    """A link to a folder is not followed, which is a warning."""
    office.add("ada.yaml", small)
    (office.tree / "link").symlink_to(office.program.folder, target_is_directory=True)
    survey = _tree(office).survey(WHOLE)

    assert survey.value == Survey(1, Counter())
    assert [(one.code, one.severity) for one in survey.diagnostics] == [
        ("file-outside", Severity.WARNING)
    ]

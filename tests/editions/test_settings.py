from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cvtex.build.check import check_editions
from cvtex.design.looks import THEME
from cvtex.diagnostics import Checked, in_order
from cvtex.editions.settings import Edition, read_editions
from cvtex.paths import latex_dir
from cvtex.report.text import render

Read = Callable[[str], Checked[tuple[Edition, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads editions from their source, beside two content files."""
    for name in ("resume.en.yaml", "resume.zh.yaml"):
        (tmp_path / name).touch()
    path = tmp_path / "editions.yaml"

    def _read(source: str) -> Checked[tuple[Edition, ...]]:
        path.write_text(source, encoding="utf-8")
        return read_editions(path)

    return _read


def _places(checked: Checked[tuple[Edition, ...]]) -> list[str]:
    return [
        f"{finding.span.line}:{finding.span.column} {finding.code}"
        for finding in in_order(checked.diagnostics)
        if finding.span
    ]


def test_defaults(read: Read, tmp_path: Path) -> None:
    """An edition needs a content file alone: the theme is classic, the pages are not counted."""
    (edition,) = read("en: {content: resume.en.yaml}\n").value or ()

    assert edition.name == "en"
    assert edition.content == tmp_path / "resume.en.yaml"
    assert (edition.looks.theme, edition.pages) == (THEME, None)
    assert edition.span is not None
    assert (edition.span.line, edition.span.column) == (1, 1)


def test_keys(read: Read) -> None:
    """Theme and pages are taken as they are given; a key that is left empty is not given."""
    source = """\
a: {content: resume.en.yaml, theme: classic, pages: 2}
b: {content: resume.en.yaml, pages: "10"}
c: {content: resume.en.yaml, theme: , pages: }
d: {content: resume.en.yaml, pages: {max: 2, fill: 0.7}}
e: {content: resume.en.yaml, pages: {max: , fill: 0.7}}
"""
    editions = read(source)

    assert editions.ok
    assert [(one.looks.theme, one.pages, one.fill) for one in editions.value or ()] == [
        ("classic", 2, None),
        ("classic", 10, None),
        ("classic", None, None),
        ("classic", 2, 0.7),
        ("classic", None, 0.7),
    ]


@pytest.mark.parametrize(
    ("keys", "private"),
    [
        ("", True),
        ("private: false", False),
        ("public: true", False),
        ("public: true, private: true", True),
    ],
)
def test_private(read: Read, keys: str, private: bool) -> None:  # noqa: FBT001 - as it is to be
    """What is private is in each edition that is not public, unless it says otherwise."""
    (edition,) = read(f"en: {{content: resume.en.yaml, {keys}}}").value or ()

    assert edition.private is private


@pytest.mark.parametrize(
    ("source", "private"),
    [
        ("defaults: {private: true}\nen: {%s}", False),
        ("a: {%s, private: true}\nen: {extends: a}", False),
        ("a: {%s, private: true}\nen: {extends: a, private: }", False),
        ("a: {%s, private: true}\nen: {extends: a, private: true}", True),
    ],
)
def test_inherited_private(read: Read, source: str, private: bool) -> None:  # noqa: FBT001 - the same
    """What is private is in a public edition only if that edition itself says so."""
    source = source.replace("%s", "content: resume.en.yaml").replace("en: {", "en: {public: true, ")

    *_, edition = read(source).value or ()

    assert (edition.public, edition.private) == (True, private)


@pytest.mark.parametrize("private", ["true", "false"])
def test_inherited_private_of_others(read: Read, private: str) -> None:
    """An edition that is not public has what is private if the one that it extends has."""
    source = f"""\
defaults: {{content: resume.en.yaml, private: false}}
a: {{private: {private}}}
b: {{extends: a}}
"""
    assert [str(one.private).lower() for one in read(source).value or ()] == [private] * 2


@pytest.mark.parametrize("key", ["hide", "theme", "pages", "audience", "design"])
def test_empty(read: Read, key: str) -> None:
    """A key that is left empty is as not there: what the edition inherits holds."""
    source = f"""\
a:
  content: resume.en.yaml
  hide: [phone]
  theme: compact
  pages: 2
  audience: ml
  design: {{paper: letter}}
b: {{extends: a, {key}: }}
"""
    a, b = read(source).value or ()

    assert replace(b, name="a", span=a.span) == a


def test_extends(read: Read) -> None:
    """An edition has what the ones that it extends have, but for their file and their publicity."""
    source = """\
defaults: {content: resume.zh.yaml, pages: 2}
a: {content: resume.en.yaml, file: Ada, public: true, hide: [phone], design: {paper: letter}}
b: {extends: a, audience: ml, design: {accent: 7A1F2B}}
c: {extends: b, hide: [], pages: 1}
"""
    a, b, c = read(source).value or ()

    assert [one.stem for one in (a, b, c)] == ["Ada", "b", "c"]
    assert [one.public for one in (a, b, c)] == [True, False, False]
    assert [one.pages for one in (a, b, c)] == [2, 2, 1]
    assert {one.content.name for one in (a, b, c)} == {"resume.en.yaml"}
    assert [one.tailoring.hide for one in (a, b, c)] == [("phone",), ("phone",), ()]
    assert [one.tailoring.audience for one in (a, b, c)] == [(), ("ml",), ("ml",)]
    assert {name for name, _ in c.looks.options} == {"paper", "accent"}


def test_order(read: Read) -> None:
    """Editions come in the order of the file, and may share a content file."""
    names = ["zh", "en", "academic-en", "A_1", "2024"]
    editions = read("".join(f"{name}: {{content: resume.en.yaml}}\n" for name in names))

    assert [edition.name for edition in editions.value or ()] == names


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("../../evil: {content: resume.en.yaml}", "1:1 edition-name"),
        ("a/b: {content: resume.en.yaml}", "1:1 edition-name"),
        ("'': {content: resume.en.yaml}", "1:1 edition-name"),
        (".en: {content: resume.en.yaml}", "1:1 edition-name"),
        ("-en: {content: resume.en.yaml}", "1:1 edition-name"),
        ("简历: {content: resume.en.yaml}", "1:1 edition-name"),
        ("en zh: {content: resume.en.yaml}", "1:1 edition-name"),
        ('"en\\n": {content: resume.en.yaml}', "1:1 edition-name"),
        (f"{'a' * 65}: {{content: resume.en.yaml}}", "1:1 edition-name"),
        ("en:\n  content: resume.en.yaml\n  contents: x", "3:3 key-unknown"),
        ("en: {}", "1:1 key-missing"),
        ("en:", "1:1 key-missing"),
        ("en: resume.en.yaml", "1:5 key-missing"),
        ("en: [resume.en.yaml]", "1:5 key-missing"),
        ("en:\n  content:", "1:1 key-missing"),
        ("en: {content: [resume.en.yaml]}", "1:15 value-type"),
        ("en:\n  content: resume.fr.yaml", "2:12 file-missing"),
        ("en:\n  content: .", "2:12 file-missing"),
        ("en:\n  content: resume.en.yaml/x", "2:12 file-missing"),
        (f"en:\n  content: {'long' * 100}", "2:12 file-missing"),
        ("en: {content: resume.en.yaml, theme: baroque}", "1:38 theme-unknown"),
        ("en: {content: resume.en.yaml, theme: ../themes/classic}", "1:38 theme-unknown"),
        ("en: {content: resume.en.yaml, theme: [classic]}", "1:38 theme-unknown"),
        ("en: {content: resume.en.yaml, pages: two}", "1:38 value-type"),
        ("en: {content: resume.en.yaml, pages: 0}", "1:38 value-type"),
        ("en: {content: resume.en.yaml, pages: -1}", "1:38 value-type"),
        ("en: {content: resume.en.yaml, pages: 1.5}", "1:38 value-type"),
        ("en: {content: resume.en.yaml, pages: '٣'}", "1:38 value-type"),
        ("en: {content: resume.en.yaml, pages: 99999}", "1:38 value-type"),
        ("en: {content: resume.en.yaml, pages: [2]}", "1:38 value-type"),
        ("en: {content: resume.en.yaml, pages: {max: two}}", "1:44 value-type"),
        ("en: {content: resume.en.yaml, pages: {fill: 70%}}", "1:45 value-type"),
        ("en: {content: resume.en.yaml, pages: {fill: 1}}", "1:45 value-type"),
        ("en: {content: resume.en.yaml, pages: {most: 2}}", "1:39 key-unknown"),
        ("en: {content: resume.en.yaml}\nen: {content: resume.en.yaml}", "2:1 yaml-duplicate-key"),
        ("", "0:0 editions-empty"),
        ("# none yet", "0:0 editions-empty"),
        ("{}", "1:1 editions-empty"),
        ("- en", "1:1 editions-empty"),
        ("a: {content: resume.en.yaml}\nA: {content: resume.en.yaml}", "2:1 edition-name"),
        (
            "ml: {content: resume.en.yaml, file: EN}\nen: {content: resume.en.yaml}",
            "1:37 edition-name",
        ),
        (
            "ml: {content: resume.en.yaml}\nen: {content: resume.en.yaml, file: ml}",
            "2:37 edition-name",
        ),
        ("en: {content: resume.en.yaml", "1:5 yaml-bracket"),
    ],
)
def test_wrong(read: Read, source: str, place: str) -> None:
    """What is wrong with the editions is told at its place."""
    editions = read(source)

    assert not editions.ok
    assert _places(editions) == [place]


def test_all_at_once(read: Read) -> None:
    """All that is wrong is told at once, and the editions that have a content are there."""
    source = """\
en: {content: resume.en.yaml, pages: many, theme: baroque}
zh: {content: resume.zh.yaml}
../x: {conten: resume.zh.yaml}
"""
    editions = read(source)

    assert [edition.name for edition in editions.value or ()] == ["en", "zh", "../x"]
    assert _places(editions) == [
        "1:38 value-type",
        "1:51 theme-unknown",
        "3:1 edition-name",
        "3:8 key-unknown",
    ]


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("en: {content: resume.en.yaml, them: classic}", "did you mean `theme`?"),
        ("en: {content: resume.en.yaml, xyz: 1}", "the keys are content, extends, file, audience"),
        ("en: {content: resume.en.yaml, paper: a4}", "write `design: {paper: a4}`"),
        ("en: {content: resume.en.yaml, fonts: {text: Lato}}", "write `design: {fonts: ...}`"),
        ("en: {content: resume.en.yaml, theme: x}", "classic"),
        ("en: {content: resume.en.yaml, pages: two}", "`pages: 2`"),
        ("../x: {content: resume.en.yaml}", "ASCII letters"),
        ("en: {}", "`content: resume.en.yaml`"),
        ("", "`en: {content: resume.en.yaml}`"),
    ],
)
def test_hint(read: Read, source: str, hint: str) -> None:
    """Each finding has a hint how to fix it."""
    (finding,) = read(source).diagnostics

    assert hint in finding.hint


def test_no_file(read: Read) -> None:
    """A folder or a device that is named as the content is said to be no file."""
    for path in ("/dev/zero", "/"):
        (found,) = read(f"en: {{content: {path}}}").diagnostics
        assert found.message == f"`{path}` is not a file"


def test_missing_file(tmp_path: Path) -> None:
    """Without the file there are no editions, and that is a finding."""
    assert _places(read_editions(tmp_path / "editions.yaml")) == ["0:0 file-missing"]


@pytest.mark.parametrize("theme", sorted(path.name for path in (latex_dir() / "themes").iterdir()))
def test_themes(read: Read, theme: str) -> None:
    """Every theme that travels with the program can be chosen."""
    (edition,) = read(f"en: {{content: resume.en.yaml, theme: {theme}}}").value or ()

    assert edition.looks.theme == theme


def test_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content stays inside the project, links followed; nothing of another file is ever shown."""
    (tmp_path / "secret.yaml").write_text("zqvx: secret\n")
    folder = tmp_path / "project" / "content"
    folder.mkdir(parents=True)
    (folder.parent / "above.yaml").write_text("language: en\n")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    editions = folder / "editions.yaml"
    (folder / "build.py").write_text("zqvx = 1\n")
    cases = {"../above.yaml": True, "link.yaml": False, "../../secret.yaml": False}
    for name, inside in cases.items():
        editions.write_text(f"en: {{content: {name}}}\n")
        monkeypatch.delenv("CVTEX_OUTSIDE", raising=False)
        found = render(check_editions(editions).diagnostics)

        assert ("error[file-outside]" in found) is not inside
        assert "zqvx" not in found
        monkeypatch.setenv("CVTEX_OUTSIDE", "1")
        assert "file-outside" not in render(check_editions(editions).diagnostics)


def test_wrong_ending(tmp_path: Path) -> None:
    """What no environment variable allows is not said to be allowed by one."""
    (tmp_path / "build.py").write_text("zqvx = 1\n")
    editions = tmp_path / "editions.yaml"
    editions.write_text("en: {content: build.py}\n")
    found = render(check_editions(editions).diagnostics)

    assert "ends in .yaml or .json" in found
    assert "CVTEX_OUTSIDE" not in found
    assert "zqvx" not in found


@pytest.mark.parametrize("name", ["editions.yaml", "private.yaml"])
def test_link_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A file with a fixed name is read through no link but to one of its name in the project."""
    (tmp_path / "secret.yaml").write_text("zqvx secret\n")
    folder = tmp_path / "project" / "content"
    (folder / "ada").mkdir(parents=True)
    head = "language: en\nname: Ada Sample\nheadline: Miller"
    (folder / "ada" / "me.yaml").write_text(f"{head}\nsections: []\n")
    (folder / "editions.yaml").write_text("en: {content: ada/me.yaml}\n")
    link = (folder if name == "editions.yaml" else folder / "ada") / name
    link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / "secret.yaml")
    monkeypatch.delenv("CVTEX_OUTSIDE", raising=False)
    found = check_editions(folder / "editions.yaml").diagnostics

    assert [(one.code, one.span and one.span.file) for one in found] == [("file-outside", link)]
    assert "zqvx" not in render(found)
    monkeypatch.setenv("CVTEX_OUTSIDE", "1")
    assert "file-outside" not in render(check_editions(folder / "editions.yaml").diagnostics)
    monkeypatch.delenv("CVTEX_OUTSIDE")
    link.unlink()
    link.symlink_to(folder.parent / name)
    (folder.parent / name).write_text("headline: Baker\n")
    assert "file-outside" not in render(check_editions(folder / "editions.yaml").diagnostics)


def test_defaults_alone(read: Read) -> None:
    """Defaults without an edition build nothing: that is an error."""
    checked = read("defaults: {pages: 1}\n")

    assert _places(checked) == ["1:1 editions-empty"]


def test_two_themes(read: Read) -> None:
    """A theme beside `design` and another inside of it contradict each other."""
    both = "en: {content: resume.en.yaml, theme: modern, design: {theme: %s}}\n"

    assert _places(read(both % "compact")) == ["1:38 value-unknown"]
    assert _places(read(both % "modern")) == []


@pytest.mark.parametrize(
    ("defaults", "edition"),
    [
        ("theme: modern", "design: {theme: compact}"),
        ("design: {theme: modern, accent: '1F4E79'}", "theme: compact"),
        ("design: {theme: modern}", "design: {theme: compact}"),
        ("theme: modern", "theme: compact"),
        ("theme: compact", "design: {paper: letter}"),
    ],
)
def test_theme_of_an_edition(read: Read, defaults: str, edition: str) -> None:
    """The theme of an edition goes before that of the defaults, wherever each of them stands."""
    source = f"defaults: {{{defaults}}}\nen: {{content: resume.en.yaml, {edition}}}\n"
    found = read(source)

    assert found.diagnostics == ()
    assert found.value
    assert found.value[0].looks.theme == "compact"


def test_one_spelling(tmp_path: Path) -> None:
    """A content file has one path, in whatever way its folder is written."""
    (tmp_path / "jobs").mkdir()
    (tmp_path / "resume.en.yaml").write_text("", encoding="utf-8")
    (tmp_path / "editions.yaml").write_text("en: {content: ./jobs/../resume.en.yaml}\n")

    (edition,) = read_editions(tmp_path / "editions.yaml").value or ()
    assert edition.content == tmp_path / "resume.en.yaml"

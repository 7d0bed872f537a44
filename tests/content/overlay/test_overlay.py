from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_content
from cvtex.content.overlay import overlaid, overlay_files, variable_digest
from cvtex.diagnostics import SECRET, in_order
from cvtex.document import Document
from cvtex.exchange.loading import load_content
from cvtex.report.text import render
from cvtex.source.typed import TypedMapping
from cvtex.source.yaml import read_yaml

from .files import PLAIN, SECTIONS, Put

if TYPE_CHECKING:
    pass


Found = list[tuple[str, int, int, str]]


def _document(path: Path) -> Document:
    checked = check_content(path)
    assert checked.ok, render(checked.diagnostics)
    assert checked.value is not None
    return checked.value


def _found(path: Path) -> Found:
    return [
        (finding.span.file.name, finding.span.line, finding.span.column, str(finding.code))
        for finding in in_order(check_content(path).diagnostics)
        if finding.span
    ]


def _contacts(document: Document) -> list[str]:
    return [contact.value.text for contact in document.contacts]


@pytest.mark.parametrize("where", ["file", "variable"])
@pytest.mark.parametrize(
    ("content", "overlay", "name", "headline", "contacts"),
    [
        pytest.param(PLAIN, "", "Ada Sample", None, [], id="empty"),
        pytest.param(PLAIN, "# Nothing yet.\n", "Ada Sample", None, [], id="comment"),
        pytest.param(PLAIN, "name: Ada Hidden\n", "Ada Hidden", None, [], id="text"),
        pytest.param(
            "language: en\n" + SECTIONS, "name: Ada Hidden", "Ada Hidden", None, [], id="required"
        ),
        pytest.param(
            f"{PLAIN}contacts: [{{email: ada@example.org}}, {{address: Here}}]\n",
            "contacts: [{address: There}]\n",
            "Ada Sample",
            None,
            ["ada@example.org", "There"],
            id="contacts",
        ),
        pytest.param(
            f"{PLAIN}headline: Engineer\n", "headline:\n", "Ada Sample", "Engineer", [], id="left"
        ),
        pytest.param(
            PLAIN,
            "en: {name: Ada English}\nzh: {name: 张样例}\nname: Nobody\n",
            "Ada English",
            None,
            [],
            id="language",
        ),
        pytest.param(PLAIN, "zh: {name: 张样例}\n", "Ada Sample", None, [], id="other language"),
        pytest.param(PLAIN, "en:\n", "Ada Sample", None, [], id="empty language"),
    ],
)
def test_merged(  # noqa: PLR0913, PLR0917 - a table's columns
    put: Put,
    where: str,
    content: str,
    overlay: str,
    name: str,
    headline: str | None,
    contacts: list[str],
) -> None:
    """What stands in an overlay takes the place of what the content has, or lacks."""
    document = _document(put(content, **{where: overlay}))

    assert document.name.text == name
    assert (document.headline.text if document.headline else None) == headline
    assert _contacts(document) == contacts


MERGED = {
    "of one kind": ("phone: A", ["phone: B"], "B"),
    "of another kind": ("phone: A", ["address: B"], "A B"),
    "of another label": ("{phone: A, label: Home}", ["phone: B"], "A B"),
    "of one label": ("{phone: A, label: 手机：}", ["{phone: B, label: 手机}"], "B"),
    "of one label, in other letters": ("{phone: A, label: HOME}", ["{phone: B, label: home}"], "B"),
    "behind its kind": ("phone: A|address: C", ["{phone: B, label: Home}"], "A B C"),
    "two below": ("phone: A|phone: C", ["phone: B"], "B C"),
    "two above": ("phone: A|address: D", ["phone: B|phone: C"], "B C D"),
    "twice": ("phone: A", ["phone: B", "phone: C|phone: D"], "C D"),
    "accounts": (
        "profile: {network: GitHub, username: A}",
        ["profile: {network: Gitee, username: C}|profile: {network: github, username: B}"],
        "B C",
    ),
    "none": ("phone: A", ["!"], "A"),
    "replaced": ("phone: A|address: C", ["!replace phone: B"], "B"),
    "replaced by none": ("phone: A", ["!replace"], ""),
}


@pytest.mark.parametrize(("content", "overlays", "shown"), MERGED.values(), ids=MERGED)
def test_contacts(put: Put, content: str, overlays: list[str], shown: str) -> None:
    """A contact of an overlay takes the place of the one of its kind and label, or is added."""

    def _contacts_of(text: str) -> str:
        tag = "!replace" if text.startswith("!replace") else ""
        items = text.removeprefix("!replace").strip(" !")
        inside = ", ".join(
            one if one[0] == "{" else f"{{{one}}}" for one in filter(None, items.split("|"))
        )
        return f"contacts: {tag} [{inside}]\n"

    path = put(PLAIN + _contacts_of(content), *map(_contacts_of, overlays))

    assert _contacts(_document(path)) == shown.split()


def test_replace_is_for_overlays(put: Put) -> None:
    """The tag that has an overlay's list replace the content's is none elsewhere."""
    assert _found(put(PLAIN + "contacts: !replace []\n")) == [("resume.yaml", 5, 11, "yaml-tag")]


def test_mappings_merge_key_by_key(put: Put) -> None:
    """Two mappings become one, the keys of each with their own places."""
    path = put("deep: {kept: 1, given: 2}\n", "deep: {given: 3, new: 4}\n")
    merged = overlaid(read_yaml(path), path).value

    assert isinstance(merged, TypedMapping)
    inner = next(iter(merged.values()))
    assert isinstance(inner, TypedMapping)
    assert inner == {"kept": "1", "given": "3", "new": "4"}
    assert {str(key): key.span.file.name for key in inner} == {
        "kept": "resume.yaml",
        "given": "private.yaml",
        "new": "private.yaml",
    }


@pytest.mark.parametrize(
    ("language", "block", "taken"),
    [
        ("en", "en", True),
        ("en-GB", "en", True),
        ("en-GB", "en-GB", True),
        ("en-GB", "EN-gb", True),
        ("en-GB", "en-US", False),
        ("en", "en-GB", False),
        ("zh", "zh", True),
        ("zh-Hans", "zh", True),
        ("zh", "zh-Hans", True),
        ("zh", "zh-CN", True),
        ("zh-CN", "zh-Hans", True),
        ("zh", "zh-Hant", False),
        ("zh", "zh-TW", False),
        ("zh", "en", False),
    ],
)
def test_language(put: Put, language: str, block: str, taken: bool) -> None:  # noqa: FBT001 - a table
    """A block is for the languages that its tag includes, whatever of theirs is left to guess."""
    path = put(PLAIN.replace("language: en", f"language: {language}"), f"{block}: {{name: Taken}}")

    assert (_document(path).name.text == "Taken") is taken


def test_nearest_language_last(put: Put) -> None:
    """Of two blocks for a language the nearer one decides, whichever comes first."""
    content = PLAIN.replace("language: en", "language: en-GB")
    overlay = "en-GB: {name: British}\nen: {name: English, headline: Engineer}\n"
    document = _document(put(content, overlay))

    assert document.name.text == "British"
    assert document.headline is not None
    assert document.headline.text == "Engineer"


def test_variable_over_file(put: Put) -> None:
    """The environment is merged over the file, also over the file's block for the language."""
    file = "en: {name: From the file, headline: Engineer}\n"
    document = _document(put(PLAIN, file, "name: From the environment\n"))

    assert document.name.text == "From the environment"
    assert document.headline is not None
    assert document.headline.text == "Engineer"


def test_places(put: Put) -> None:
    """What an overlay gives leads to its line there, all else to the content."""
    path = put(PLAIN, "# Mine.\nheadline: Engineer\n", "contacts:\n  - address: Here\n")
    document = _document(path)

    assert document.headline is not None
    places = [document.name.span, document.headline.span, document.contacts[0].value.span]
    assert [(span.file, span.line, span.column) for span in places] == [
        (path, 2, 7),
        (path.with_name("private.yaml"), 2, 11),
        (SECRET, 2, 14),
    ]


BROKEN = {
    "not a mapping": ("- phone: 1\n", (1, 1), "content-type"),
    "a text": ("hello\n", (1, 1), "content-type"),
    "twice": ("name: Ada\nname: Ada\n", (2, 1), "yaml-duplicate-key"),
    "unknown key": ("nmae: Ada\n", (1, 1), "key-unknown"),
    "language without a locale": ("xx: {name: Ada}\n", (1, 1), "key-unknown"),
    "unknown key for a language": ("en:\n  nmae: Ada\n", (2, 3), "key-unknown"),
    "language that is a text": ("en: Ada\n", (1, 5), "value-type"),
    "other language that is a text": ("zh: Ada\n", (1, 5), "value-type"),
    "wrong type": ("headline: [Engineer]\n", (1, 11), "value-type"),
    "bad contact": ("contacts: [{label: Home}]\n", (1, 12), "contact-kind"),
}


@pytest.mark.parametrize("where", ["file", "variable"])
@pytest.mark.parametrize(("overlay", "place", "code"), BROKEN.values(), ids=BROKEN)
def test_broken(put: Put, where: str, overlay: str, place: tuple[int, int], code: str) -> None:
    """What is wrong with an overlay is found at its place in it, and nothing else is."""
    name = {"file": "private.yaml", "variable": "$CVTEX_PRIVATE"}[where]

    assert _found(put(PLAIN, **{where: overlay})) == [(name, *place, code)]


def test_slip_in_a_key(put: Put) -> None:
    """A key that is misspelt in an overlay is no second one of the content's."""
    found = check_content(put(PLAIN, file="nmae: Ada\n")).diagnostics

    assert [one.hint for one in found] == ["did you mean `name`?"]


@pytest.mark.parametrize("where", ["file", "variable"])
def test_no_yaml(put: Put, where: str) -> None:
    """An overlay that is no YAML is the one thing that is said of a content that lacks a name."""
    found = _found(put(f"language: en\n{SECTIONS}", **{where: "contacts: [\n"}))

    assert [(file, code.partition("-")[0]) for file, _, _, code in found] == [
        ({"file": "private.yaml", "variable": "$CVTEX_PRIVATE"}[where], "yaml")
    ]


@pytest.mark.parametrize("kind", ["folder", "link to nothing", "link to a folder", "pipe"])
def test_no_file(put: Put, kind: str) -> None:
    """An overlay that is not a file is reported, and not taken for a missing one."""
    path = put(PLAIN)
    overlay = path.with_name("private.yaml")
    match kind:
        case "folder":
            overlay.mkdir()
        case "pipe":
            os.mkfifo(overlay)
        case _:
            target = path.parent / "there" / overlay.name
            (target if kind == "link to a folder" else target.parent).mkdir(parents=True)
            overlay.symlink_to(target)
    (finding,) = check_content(path).diagnostics

    assert finding.span is not None
    assert finding.span.file == overlay
    assert finding.code == ("file-missing" if kind == "link to nothing" else "file-unreadable")


def test_both_broken(put: Put) -> None:
    """Errors in the content and in both overlays are reported at once."""
    found = _found(
        put("name: Ada\nlanguage: en\nlanguage: zh\n", "headline: b #a\nen:\nen:\n", "- b\n")
    )

    assert [(file, code) for file, _, _, code in found] == [
        ("$CVTEX_PRIVATE", "content-type"),
        ("private.yaml", "yaml-comment"),
        ("private.yaml", "yaml-duplicate-key"),
        ("resume.yaml", "yaml-duplicate-key"),
    ]


def test_did_you_mean(put: Put) -> None:
    """A slip in a key of an overlay gets the key that was meant."""
    finding = load_content(put(PLAIN, "contcats: []\n")).diagnostics[0]

    assert finding.hint == "did you mean `contacts`?"


def test_overlay_alone(put: Put) -> None:
    """An overlay that is given for a content file is said to be none."""
    path = put(PLAIN, PLAIN)

    assert _found(path.with_name("private.yaml")) == [("private.yaml", 0, 0, "content-type")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_forms_of_text(put: Put, mark: str, end: str) -> None:
    """A byte order mark and lines that end as on Windows change neither words nor places."""
    text = f"{mark}contacts:{end}  - address: Here{end}name: Ada Hidden{end}"
    for where in ({"file": text}, {"variable": text}):
        document = _document(put(PLAIN, **where))

        assert document.name.text == "Ada Hidden"
        assert (document.name.span.line, document.name.span.column) == (3, 7)
        assert _contacts(document) == ["Here"]


def test_variable_that_is_empty(put: Put) -> None:
    """A variable without a word is none: so CI gives a secret to whoever may not have it."""
    for nothing in ("", " ", "\n", "# later\n"):
        assert check_content(put(PLAIN, variable=nothing)).diagnostics == ()


def test_variable_of_another_encoding(put: Put) -> None:
    """A variable in GBK is said to be none of UTF-8, without a traceback."""
    path = put(PLAIN, variable=os.fsdecode("name: 张样例".encode("gbk")))

    assert _found(path) == [("$CVTEX_PRIVATE", 0, 0, "file-encoding")]


def test_no_folder(tmp_path: Path) -> None:
    """Where there is no content there is no overlay, and that is no error of its own."""
    for path in (tmp_path / "none" / "resume.yaml", Path(), Path("/"), Path("x" * 5000)):
        assert overlay_files(path) == []
        assert len(load_content(path).diagnostics) == 1


def test_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of the variable tells it from another one, and does not tell what it holds."""
    digests = set()
    for value in ("", "phone: 1", "phone: 2", os.fsdecode(b"\xd5\xc5")):
        monkeypatch.setenv("CVTEX_PRIVATE", value)
        digests.add(variable_digest())
        assert not value or value not in variable_digest()

    assert len(digests) == 4

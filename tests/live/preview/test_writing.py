"""What was tried is written to editions.yaml, and all else there stays as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.editions.settings import read_editions
from cvtex.live.preview.trials import TRIED, Wish, wish_of
from cvtex.live.preview.writing import changed, write_back
from cvtex.paths import EDITIONS

NONE = dict.fromkeys(TRIED, "")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a project with two contents, which nobody reads here."""
    monkeypatch.chdir(tmp_path)
    EDITIONS.parent.mkdir()
    for name in ("en", "zh"):
        EDITIONS.with_name(f"resume.{name}.yaml").write_text("name: Ada\n", encoding="utf-8")


def _changed(text: str, wish: Wish, name: str = "en") -> str:
    EDITIONS.write_text(text, encoding="utf-8", newline="")
    editions = {edition.name: edition for edition in read_editions(EDITIONS).value or ()}
    return changed(text, editions[name], wish)


@pytest.mark.parametrize(
    ("before", "wish", "after"),
    [
        (
            "# a\nen:\n  content: resume.en.yaml # mine\n\n# b\nzh: {content: resume.zh.yaml}\n",
            Wish("modern", NONE | {"accent": "123456"}, 2),
            (
                "# a\nen:\n  content: resume.en.yaml # mine\n  theme: modern\n"
                "  design: {accent: '123456'}\n  pages: 2\n\n# b\nzh: {content: resume.zh.yaml}\n"
            ),
        ),
        (
            (
                "en:\n  content: 'resume.en.yaml'\n  pages: {max: 1, fill: 0.7} # full\n  design:\n"
                "    accent: B00020 # red\n    paper: a4\n\nzh: {content: resume.zh.yaml}\n"
            ),
            Wish("classic", NONE | {"paper": "letter"}, 2),
            (
                "en:\n  content: 'resume.en.yaml'\n  pages: {max: 2, fill: 0.7} # full\n  design:\n"
                "    paper: letter\n\nzh: {content: resume.zh.yaml}\n"
            ),
        ),
        (
            "en: {content: resume.en.yaml, pages: 2}\r\n",
            Wish("classic", NONE | {"font_size": "9pt"}),
            "en: {content: resume.en.yaml, design: {font_size: 9pt}}\r\n",
        ),
        (
            (
                "---\ndefaults:\n    theme: modern\nen:\n    warn:\n      - page-sparse\n"
                "    content: resume.en.yaml\n"
            ),
            Wish("classic", NONE),
            (
                "---\ndefaults:\n    theme: modern\nen:\n    warn:\n      - page-sparse\n"
                "    content: resume.en.yaml\n    theme: classic\n"
            ),
        ),
    ],
)
def test_changed(before: str, wish: Wish, after: str) -> None:
    """Comments, order, quotes, indents and line ends stay; new keys stand with their edition."""
    assert _changed(before, wish) == after


def test_fill() -> None:
    """A share of the last page that the defaults ask for is kept with a number of pages."""
    text = "defaults: {pages: {max: 1, fill: 0.7}}\nen: {content: resume.en.yaml}\n"

    assert "en: {content: resume.en.yaml, pages: {max: 2, fill: 0.7}}" in _changed(
        text, Wish("classic", NONE, 2)
    )


def test_inherited() -> None:
    """What the defaults set can't be taken away in an edition, which is said."""
    text = "defaults: {design: {accent: B00020}}\nen: {content: resume.en.yaml}\n"

    with pytest.raises(ValueError, match="`accent` is set in `defaults`"):
        _changed(text, Wish("classic", NONE))


def test_no_file() -> None:
    """Without the file, one is made with all editions, shown or not, and the wish."""
    editions = read_editions(EDITIONS).value or ()
    wish = Wish("modern", NONE)

    write_back(editions[0], wish)
    read = read_editions(EDITIONS)

    assert read.ok
    assert [edition.name for edition in read.value or ()] == ["en", "zh"]
    assert [wish_of(edition).theme for edition in read.value or ()] == ["modern", "classic"]


def test_link_and_mode() -> None:
    """A link stays a link, and the file keeps its permissions."""
    real = EDITIONS.parent / "real" / EDITIONS.name
    real.parent.mkdir()
    real.write_text("en: {content: resume.en.yaml}\n", encoding="utf-8")
    real.chmod(0o600)
    EDITIONS.symlink_to(real.resolve())

    write_back((read_editions(EDITIONS).value or ())[0], Wish("modern", NONE))

    assert EDITIONS.is_symlink()
    assert "theme: modern" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o600

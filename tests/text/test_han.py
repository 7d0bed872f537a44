"""Han in the form of its place: in the editions of East Asia, and beside other languages."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import page
import pytest
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from cvtex.build.pipeline import write_source
from cvtex.editions.settings import Edition, read_editions
from cvtex.unicode.han import Han
from cvtex.verify.checks import prove
from made import pdftotext

from . import samples

if TYPE_CHECKING:
    from conftest import Once
    from made import Made

# Drawn in five ways, no two of which have the same four glyphs.
TELLING = "骨令述房"

# Texts, and the form that each is printed in, in an edition whose own is SC, TC, HK, JP, KR.
TEXTS = {
    f"{TELLING}简体、**{TELLING}**、*{TELLING}*、`{TELLING}`": "SC SC SC SC SC",
    f"{TELLING}臺灣，**{TELLING}**、*{TELLING}*、`{TELLING}`": "TC TC HK JP KR",
    f"{TELLING}嘅嘢，**{TELLING}**、*{TELLING}*、`{TELLING}`": "HK HK HK HK HK",
    f"{TELLING}です、**{TELLING}**、*{TELLING}*、`{TELLING}`": "JP JP JP JP JP",
    f"{TELLING} 한국어, **{TELLING}** 와 *{TELLING}*, `{TELLING}`": "KR KR KR KR KR",
    f"{TELLING}中文 and words": "SC TC HK JP KR",
}
EDITIONS = {"en": 0, "zh-CN": 0, "zh-TW": 1, "zh-HK": 2, "ja": 3, "ko": 4}


class _Glyphs(PDFLayoutAnalyzer):
    """Notes which glyphs of which font paint a character."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.painted: list[tuple[str, str, int]] = []

    def render_char(self, *args: Any) -> float:  # noqa: ANN401 - it has eight, and only passes them on
        font, cid = args[1], args[5]
        self.painted.append((font.to_unichr(cid), font.fontname, cid))
        return super().render_char(*args)


def _glyphs(pdf: Path) -> list[tuple[str, str, int]]:
    """Return what is painted: the character, the name of the font, the glyph."""
    manager = PDFResourceManager()
    device = _Glyphs(manager)
    with pdf.open("rb") as file:
        for one in PDFPage.get_pages(file):
            PDFPageInterpreter(manager, device).process_page(one)
    return device.painted


@pytest.fixture(scope="module")
def forms(once: Once) -> dict[tuple[str, tuple[int, ...]], str]:
    """Return the form by a font's style and its glyphs of the telling characters, as TeX has them.

    The fonts of a collection have one name in a PDF, so that their glyphs must tell.
    """
    fonts = [(style, form) for style in ("Serif", "Sans") for form in Han]
    lines = "".join(
        rf'\font\x="Noto {style} CJK {form}" \x \immediate\write-1{{<{style} {form}'
        + "".join(rf",\the\XeTeXcharglyph`{char}" for char in TELLING)
        + ">}"
        for style, form in fonts
    )

    def make(folder: Path) -> None:
        (folder / "x.tex").write_text(rf"\begingroup{lines}\csname @@end\endcsname\end", "utf-8")
        command = ["xelatex", "-interaction=batchmode", "x.tex"]
        subprocess.run(command, cwd=folder, check=False, capture_output=True)

    log = (once("glyphs", make) / "x.log").read_text("utf-8")
    told = re.findall(r"<(\w+) (\w\w),([\d,]+)>", log)
    assert len(told) == len(fonts)
    found = {(style, tuple(map(int, glyphs.split(",")))): form for style, form, glyphs in told}
    assert len(found) == len(fonts)
    return found


BY_DAY = ("en", "zh-HK")


@pytest.mark.parametrize(
    "language",
    [pytest.param(one, marks=[pytest.mark.long] * (one not in BY_DAY)) for one in EDITIONS],
)
def test_forms(
    tmp_path: Path, language: str, forms: dict[tuple[str, tuple[int, ...]], str]
) -> None:
    """A text has the face of its place throughout, in bold, stress and code too, unmarked."""
    file = tmp_path / f"{language}.yaml"
    file.write_text(_content(language, TEXTS), encoding="utf-8")
    document, pdf, findings = samples.build(tmp_path, file)
    assert not samples.lost(findings)
    assert document is not None

    painted = [glyph for glyph in _glyphs(pdf) if glyph[0] in TELLING]
    seen = defaultdict(list)
    for at in range(0, len(painted), len(TELLING)):
        glyphs = painted[at : at + len(TELLING)]
        assert "".join(char for char, _, _ in glyphs) == TELLING
        style = "Sans" if "Sans" in glyphs[0][1] else "Serif"
        seen[style].append(forms[style, tuple(cid for _, _, cid in glyphs)])
    *marked, last = (forms.split()[EDITIONS[language]] for forms in TEXTS.values())
    every = [form for form in marked for _ in range(4)] + [last]
    stressed = [form for form in marked for _ in range(2)]
    plain = [*stressed, last]

    # Where Latin is stressed by italics, Han is not; where Han is, stress and code have a face.
    assert seen == ({"Serif": every} if language == "en" else {"Serif": plain, "Sans": stressed})


def _content(language: str, texts: Iterable[str]) -> str:
    points = "".join(f"      - {samples.quoted(text).strip()}\n" for text in texts)
    head = f"language: {language}\nname: Ada Sample\nsections:\n  - type: list\n    title: A\n"
    return f"{head}    entries:\n{points}"


def _source(folder: Path, language: str, texts: list[str]) -> str:
    """Return the LaTeX source of texts."""
    file = folder / "me.yaml"
    file.write_text(_content(language, texts), encoding="utf-8")
    source = write_source(Edition("me", file), folder / "work").value
    assert source is not None
    return source.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "text", "fonts"),
    [
        ("en", "nothing of it", []),
        ("en", "简体", ["Noto Serif CJK SC"]),
        ("en", "臺灣", ["Noto Serif CJK TC"]),
        ("en", "日本の", ["Noto Serif CJK JP"]),
        ("zh", "简体", []),
        ("zh", "臺灣", ["Noto Serif CJK TC", "Noto Sans CJK TC"]),
        ("zh-TW", "臺灣", []),
        ("zh-HK", "佢哋", []),
        ("ja", "渡辺さん", []),
        ("ko", "한국어", []),
    ],
)
def test_fonts_on_demand(tmp_path: Path, language: str, text: str, fonts: list[str]) -> None:
    """Beside its own, a document loads the fonts of the forms that it has, and no others."""
    source = _source(tmp_path, language, [text])

    others = re.sub(r"\\cveastfonts.*", "", source)
    assert re.findall(r"Noto \w+ CJK \w\w", others) == fonts


SPACED = {
    "ko": [
        "가 [링크](https://example.org) 나, 가 [link](https://example.org) 나",
        "가 `code` 나, 가 *기울임* 나, 가 **굵은** 나, 가 **bold** 나, 개발자 31명과 Python으로",
        "가 “인용” 나 (괄호) 나, 가 · 나, 가 – 나, 漢字 나, 안녕하세요. 정말? 네; 끝",
        "서비스 공개에 걸리는 시간을 2주에서 하루로 단축했고 이제 기여자는 모두 31명이다",
    ],
    "ja": [
        "見本 花子",
        "大規模な分散システムの設計と運用を担当して応答時間を大幅に短縮した見本 花子",
    ],
}


@pytest.mark.parametrize(
    ("language", "spaced"),
    [
        pytest.param("ko", ["ko"], marks=pytest.mark.long),
        ("zh", ["ko"]),
        pytest.param("ja", ["ja"], marks=pytest.mark.long),
        ("en", ["ko", "ja"]),
    ],
)
def test_spaces(tmp_path: Path, language: str, spaced: list[str]) -> None:
    """The spaces of Korean and of Japanese names are read back as typed, and no others."""
    file = tmp_path / "me.yaml"
    texts = [text for one in spaced for text in SPACED[one]]
    file.write_text(_content(language, texts), encoding="utf-8")
    document, pdf, findings = samples.build(tmp_path, file)
    assert not samples.lost(findings)
    assert document is not None
    read = pdftotext(pdf, "-raw")
    points = [leaf.text for leaf in document.leaves()][2:]

    assert [" ".join(point.split()) for point in read.strip().split("•")[1:]] == points


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "zh-Hant-HK", "ja", "ko"])
def test_samples(scaffolded: Path, make: Callable[[Edition, str], Made], tag: str) -> None:
    """The sample of each language is built without a finding, and proves all."""
    editions = read_editions(scaffolded / "content" / "editions.yaml").value or ()
    made = make(next(one for one in editions if one.name == tag), f"new.{tag}")

    assert made.findings == ()
    assert prove(made.pdf, made.document) == ()
    for profile in ("ua1", "2a"):
        failures = page.validate_pdf(made.pdf, profile=profile).failures
        # See test_strings.
        misread = ("GLYPH-WIDTH", "STREAM-LENGTH")
        told = [one.message for one in failures if not any(rule in one.rule_id for rule in misread)]
        assert told == []

"""Where lines end, and the gaps in them, as readers of different make see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from pathlib import Path

import page
import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTItem
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from cvtex.build.pipeline import write_source
from cvtex.editions.settings import Edition
from made import pdftotext

from . import samples

# The widest gap between two Han or kana that readers take for none, in type sizes.
WIDEST = 0.08
EAST = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]")


def _content(language: str, texts: list[str]) -> str:
    points = "".join(f"      - {samples.quoted(text).strip()}\n" for text in texts)
    head = f"language: {language}\nname: A\nsections:\n  - type: list\n    title: A\n"
    return f"{head}    entries:\n{points}"


def _characters(item: LTItem) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif hasattr(item, "__iter__"):
        for one in item:
            yield from _characters(one)


def _lines(pdf: Path) -> list[list[LTChar]]:
    """Return the lines of a PDF, in the order of painting."""
    return [
        list(line)
        for page in extract_pages(pdf, laparams=None)
        for _, line in groupby(_characters(page), key=lambda char: round(char.matrix[5]))
    ]


def _others_at_night(languages: Iterable[str], *now: str) -> list[object]:
    return [pytest.param(one, marks=() if one in now else pytest.mark.long) for one in languages]


LETTERS = {"zh": "字", "zh-TW": "字", "ja": "あ", "ko": "한", "en": "x"}
OPENING = "（「“《[("
CLOSING = "）」”’》，。、；：？！)],.;:?!%・～℃々ー"
NESTED = [
    "{}{}",
    "**z{}**{}",
    "{}*{}z*",
    "`z{}`{}",
    "{}`{}z`",
    "[z{}](https://a.org){}",
    "{}[{}z](https://a.org)",
    "{}[**{}z**](https://a.org)",
    "**[z{}](https://a.org)**{}",
    "**z{}**[{}z](https://a.org)",
]


def _pairs(language: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of characters that belong together."""
    letter = LETTERS[language]
    closing = CLOSING + ("ゃッ" if language == "ja" else "")
    befores = (letter, "x", "）", ")", "。", "……", "――" if language == "ja" else "——")
    yield from ((before, after) for before in befores for after in closing)
    yield from ((before, after) for before in OPENING for after in (letter, "x", "“", "……"))
    yield f"{letter} ", ")"
    yield "( ", letter


@pytest.mark.parametrize("language", _others_at_night(LETTERS, "ja"))
def test_marks(tmp_path: Path, typeset: Callable[[str, Path], Path], language: str) -> None:
    """Where TeX may end a line, it ends: never before a closing mark, or after an opening one."""
    letter = LETTERS[language]
    texts = []
    for at, (before, after) in enumerate(_pairs(language)):
        form = NESTED[at % len(NESTED)]
        if form.startswith("{}`") and after[0] == " ":
            continue
        one, other = (re.sub(r"([*`\[\]])", r"\\\1", mark) for mark in (before, after))
        if "`" in form:
            one, other = before, after
        texts.append(letter + form.replace("z", letter).format(one, other) + letter)
    file = tmp_path / "lines.yaml"
    file.write_text(_content(language, texts), encoding="utf-8")
    written = write_source(Edition("lines", file), tmp_path / "work").value
    assert written is not None
    narrow = r"\hsize=1sp\hfuzz=\maxdimen\vfuzz=\maxdimen\emergencystretch=0pt "
    source = written.read_text(encoding="utf-8")
    begin = "\\begin{document}"
    lines = [
        "".join(char.get_text() for char in line).strip()
        for line in _lines(typeset(source.replace(begin, begin + narrow, 1), tmp_path))
    ]

    assert len(lines) > len(texts)
    wrong = [
        (line, then)
        for line, then in pairwise(filter(None, lines))
        if then[0] in f"{CLOSING}ゃッ" or line[-1] in OPENING
    ]
    assert wrong == []


WORD = "DistributedDataParallel"
PHRASES = {
    "zh": "负责推荐系统的召回与排序模块的设计与实现，并且优化了线上服务的性能",
    "zh-TW": "負責推薦系統的召回與排序模組的設計與實作，並且最佳化了線上服務的效能",
    "zh-HK": "負責推薦系統嘅召回同排序模組嘅設計同實作，並且改善咗網上服務嘅效能",
    "ja": "推薦システムの設計と実装を担当し、オンラインサービスの性能と安定性を最適化",
}


@pytest.mark.parametrize("language", _others_at_night(PHRASES, "zh"))
def test_gaps(tmp_path: Path, language: str) -> None:
    """Between Han or kana no reader sees a gap, however long a word is that moves on."""
    phrase = PHRASES[language]
    plain = re.sub("[，、]", "", phrase)
    words = [f"{plain[at:]}{plain}{WORD * (1 + at % 3)}{plain}" for at in range(0, 33, 3)]
    marked = [f"**{text[:40]}**{text[40:44]}[{text[44:]}](https://a.org)" for text in words[::4]]
    nested = {"text": words[1], "highlights": [words[2], words[3]]}
    content = {
        "language": language,
        "name": plain[:4],
        "headline": plain * 2,
        "contacts": [{"address": plain + str(at)} for at in range(5)],
        "summary": phrase * 4,
        "sections": [
            {"type": "list", "title": "A", "entries": [*words, *marked]},
            {
                "type": "experience",
                "entries": [
                    {
                        "name": plain,
                        "position": plain + WORD,
                        "start_date": "2020-01",
                        "end_date": "present",
                        "mentor": plain * 2 + WORD + plain,
                        "highlights": [nested],
                    }
                ],
            },
        ],
    }
    file = tmp_path / "gaps.yaml"
    file.write_text(samples.quoted(content), encoding="utf-8")
    document, pdf, findings = samples.build(tmp_path, file)
    assert not samples.lost(findings)
    assert document is not None, findings
    assert pdf.exists(), findings

    gaps = [
        (then.x0 - one.x1) / one.matrix[0] if one.matrix[0] > 1 else (then.x0 - one.x1) / one.size
        for line in _lines(pdf)
        for one, then in pairwise(line)
        if EAST.match(one.get_text()) and EAST.match(then.get_text())
    ]
    assert len(gaps) > 1000
    assert max(gaps) < WIDEST
    read = {
        "pdftotext": pdftotext(pdf),
        "pypdf": "\n".join(one.extract_text() for one in PdfReader(pdf).pages),
        "pdfminer": extract_text(pdf),
    }
    parted = re.compile(f"{EAST.pattern} +{EAST.pattern}")
    assert {name: found for name, text in read.items() if (found := parted.findall(text))} == {}


def test_words(tmp_path: Path) -> None:
    """A word or an address is split only where it is wider than a line."""
    fitting = [
        "Donaudampfschifffahrtsgesellschaftskapitänswitwe",
        "first.last@department.example.org",
        "https://example.org/a/path/that/is/long/and/fits/into/one/line?so=it&is=whole",
    ]
    fill = "Filler words that take the line to where it has to be broken and further"
    fills = [fill[:at] for at in range(60, 74, 4)]
    texts = [f"{one} {word} is done here." for word in fitting for one in fills]
    texts += [f"{fill} **bold {word}** ({word}) `{word}`." for word in fitting]
    wide = "https://example.org/" + "a/path/that/is/longer/than/one/line/" * 4
    texts.append(f"{fill} {wide}.")
    file = tmp_path / "words.yaml"
    file.write_text(_content("en", texts), encoding="utf-8")
    document, pdf, findings = samples.build(tmp_path, file)
    assert not samples.lost(findings)
    assert document is not None
    lines = ["".join(char.get_text() for char in line).strip() for line in _lines(pdf)]

    printed = [word for line in lines for word in re.split(r"[ ()]+", line)]
    counts = {word: sum(text.count(word) for text in texts) for word in fitting}
    assert {word: sum(word in one for one in printed) for word in fitting} == counts
    assert not any(wide in line for line in lines)


SCRIPTS = [
    "ภาษาไทยที่มีระดับเสียงน้ำ",
    "ພາສາລາວເປັນພາສາທີ່ຢູ່ໃນປະເທດ",
    "ភាសាខ្មែរផ្លូវការរបស់ប្រទេសកម្ពុជា",
    "မြန်မာဘာသာစကားသည်နိုင်ငံ",
    "हिन्दी विश्व की केन्द्रीय भाषा अंग्रेजी है",
    "தமிழ் மொழி பேசும் பலரின்",
    "བོད་ཀྱི་སྐད་ཡིག་ནི",
    "x̱́ and q̃ and “ê̄”",
]


def test_clusters(tmp_path: Path) -> None:
    """Words whose marks stand above or below come back whole from readers of any make."""
    file = tmp_path / "scripts.yaml"
    # By few short lines PDFium does not know in which direction they run.
    filler = ["Some words of an ordinary length, so that there is more than a few short lines"] * 8
    file.write_text(_content("en", SCRIPTS + filler), encoding="utf-8")
    document, pdf, findings = samples.build(tmp_path, file)
    assert not samples.lost(findings)
    assert document is not None
    pages = PdfDocument(pdf)
    read = {
        "pdftotext": pdftotext(pdf, "-raw"),
        "pypdf": "\n".join(one.extract_text() for one in PdfReader(pdf).pages),
        "pdfminer": extract_text(pdf),
        "PDFium": pages[0].get_textpage().get_text_range(),
    }
    pages.close()
    for name, text in read.items():
        words = " ".join(text.split())
        assert [one for one in SCRIPTS if one not in words] == [], name
    for profile in ("ua1", "2a"):
        found = page.validate_pdf(pdf, profile=profile).failures
        # See test_strings.
        misread = ("GLYPH-WIDTH", "STREAM-LENGTH")
        assert [one for one in found if not any(rule in one.rule_id for rule in misread)] == []


@pytest.mark.long
def test_hanging_comma(tmp_path: Path) -> None:
    """A full-width comma that ends a line may hang in the margin, beside turned text too."""
    rest = "ーザーの増加に貢献する大規模なモデルを学習しチームを率い「増加に貢献」，"
    content = tmp_path / "hanging.yaml"
    texts = [f"{'ユ' * count}שלום{rest}[大規模](https://a.org)する" for count in range(8, 20)]
    content.write_text(_content("ja", texts), encoding="utf-8")
    _, _, findings = samples.build(tmp_path, content)

    assert [one.code for one in findings if one.code == "text-outside"] == []


@pytest.mark.long  # by day tests/stress/test_known.py has some
def test_space_beside_a_full_width_mark(tmp_path: Path) -> None:
    """A Chinese page closes up a space beside a full-width mark, and is proven all the same."""
    content = tmp_path / "marks.yaml"
    texts = [
        "完成闸门。 Then abc",
        "完成， abc",
        "完成（甲） .NET",
        "abc 。甲",
        "完成。 (x)",
        "闸门。 \\input",
    ]
    content.write_text(_content("zh", texts), encoding="utf-8")
    _, _, findings = samples.build(tmp_path, content)

    assert not samples.lost(findings)

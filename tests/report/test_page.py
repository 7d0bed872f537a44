from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cvtex.report.page import render_page
from cvtex.report.schema import verdict_schema
from elements import Element, read_html
from report.records import Record, entry, picture, record, verdict

# What a script, or an address of elsewhere, could come in by.
_HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "<!-- -->]]><?php ?>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#0; &nbsp",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//@example.org",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//example.org/x.js",
    "https://",
    "https:///example.org",
    "mailto:a@example.org?body=x",
    "\x00\x07\x1b[2J\x85",
    "\u202egnp.exe\u2066",
    "\ud800 \udfff",
    "\u2028\u2029\ufeff\ufffe",
    "line\nline\r\nline\ttab",
    "` `` ``` `",
    "",
)
_REACHABLE = re.compile(
    r"https?://[^/?#\s]|mailto:[^?&]*$|tel:\+?\d*$|#edition-\d+$", re.IGNORECASE
)
# Controls, what turns the direction of all that follows, halves of characters.
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TAGS = (
    "html head meta title style body header h1 h2 h3 h4 p nav ul ol li a svg circle path bdi span "
    "main article section div dl dt dd strong code pre mark time details summary figure img "
    "figcaption table caption thead tbody tr th td"
)


def _nothing(_file: Path) -> Sequence[str]:
    return ()


def _page(*verdicts: Record, lines_of: Callable[[Path], Sequence[str]] = _nothing) -> Element:
    pictures = [[picture(1), picture(2)]] * len(verdicts)
    return read_html(render_page(record(*verdicts), pictures, lines_of))


def _leaves(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, key)
    else:
        yield key, value


def _with(value: Any, text: str) -> Any:  # noqa: ANN401 - JSON
    """Return a record in which another text stands wherever a PDF or a person may have its own."""
    fixed = {"severity", "start", "end", "proven"}
    if isinstance(value, dict):
        return {name: one if name in fixed else _with(one, text) for name, one in value.items()}
    if isinstance(value, list):
        return [_with(one, text) for one in value]
    return text if isinstance(value, str) else value


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _assert_safe(page: Element) -> None:
    assert not _UNPRINTABLE.search(page.text)
    for one in page.walk():
        assert one.tag in {"", *_TAGS.split()}
        for name, value in one.attributes.items():
            assert not _UNPRINTABLE.search(value)
            assert not name.startswith("on")
            assert name not in {"style", "srcset", "action", "srcdoc", "background"}
            assert name != "href" or _REACHABLE.match(value), value
            assert name != "src" or value.startswith("data:image/jpeg;base64,")


def test_measure() -> None:
    """The verdicts of these tests are ones that a build may write."""
    Draft202012Validator(verdict_schema()).validate(record(verdict(), verdict(reading=None)))


def test_all_is_shown() -> None:
    """Every word and number of a verdict is on the page."""
    full = verdict()
    page = _page(full)
    text = _squeezed(page.text.replace("\n", " "))
    shown = {
        key: value
        for key, value in _leaves(full)
        if value is not None and not isinstance(value, bool)
    }

    assert len(shown) > 25
    for key, value in _leaves(full):
        if value is None or isinstance(value, bool) or key == "length" or value == 0:
            continue
        for piece in str(value).split("`"):
            assert _squeezed(piece) in text, (key, value)


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_hostile_text(hostile: str) -> None:
    """Whatever is written in a PDF stays text: no element, no attribute, no way elsewhere."""
    _assert_safe(_page(_with(verdict(), hostile), lines_of=lambda _: [hostile * 20] * 20))


@given(st.text(st.characters() | st.characters(categories=["Cc", "Cs", "Cf"]), max_size=40))
def test_any_text(text: str) -> None:
    """Any text makes a page that can be saved, is well formed, and says it as it is."""
    page = _page(_with(verdict(), text))

    _assert_safe(page)
    if text.strip() and text.isprintable():
        (name,) = page.find("dd", class_="name")
        assert name.text == text


@pytest.mark.parametrize(
    ("kind", "text", "target"),
    [
        ("links", "https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("links", "HTTP://例子.example", "HTTP://例子.example"),
        ("links", "example.org/ada", None),
        ("links", "ftp://example.org", None),
        ("links", "javascript:alert(1)", None),
        ("links", "https://example.org/a b", None),
        ("emails", "ada.sample+cv@example.org", "mailto:ada.sample+cv@example.org"),
        ("emails", "ada@example.org?cc=x@example.org", None),
        ("emails", "阿达@example.org", "mailto:%E9%98%BF%E8%BE%BE@example.org"),
        ("phones", "+1 (202) 555-0143", "tel:+12025550143"),
        ("phones", "020 7946 0958", "tel:02079460958"),
        ("phones", "call me", None),
    ],
)
def test_links(kind: str, text: str, target: str | None) -> None:
    """What was read as a way to the person leads there, by the web, by mail, by telephone."""
    reading = verdict()["reading"] | {"emails": [], "phones": [], "links": []} | {kind: [text]}
    page = _page(verdict(reading=reading))

    assert [one.attributes["href"] for one in page.find("a")] == ([target] if target else [])
    assert text in page.text


def test_nothing_from_elsewhere() -> None:
    """The page has all that it needs, and forbids a browser anything more."""
    html = render_page(record(verdict()), [[picture()]])
    page = read_html(html)
    (style,) = page.find("style")
    (policy,) = page.find("meta", http_equiv="Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()

    assert policy.attributes["content"].split("; ") == [
        "default-src 'none'",
        "img-src data:",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"url\(|@import|expression|image-set", style.text)
    assert html.startswith("<!doctype html>\n")


def test_same_bytes() -> None:
    """The same verdicts give the same page, also when they have been through JSON."""
    both = record(verdict(), verdict(edition="zh"))
    pages = [
        render_page(one, [[picture()], []]) for one in (both, both, json.loads(json.dumps(both)))
    ]

    assert len(set(pages)) == 1


@pytest.mark.parametrize(
    ("told", "words", "sign"),
    [
        ({"proven": True}, "Proven", "good"),
        ({}, "Not proven: it failed a check, and the previous PDF is unchanged", "bad"),
        ({"edition": None}, "Not proven", "bad"),
        (
            {"pdf": "out/grace.pdf"},
            "Unproven, and kept: it failed a check, and replaces the previous PDF",
            "warn",
        ),
        (
            {"pdf": "out/draft.pdf", "edition": "draft"},
            "Unproven, and kept: it failed a check, and replaces the previous PDF",
            "warn",
        ),
        (
            {"failed": verdict()["diagnostics"]},
            ("Out of date: the current content can’t be built; this is the previous PDF"),
            "bad",
        ),
        (
            {"failed": verdict()["diagnostics"], "pages": 0},
            "Not proven: the current content can’t be built",
            "bad",
        ),
    ],
)
def test_state(told: Record, words: str, sign: str) -> None:
    """Words and the form of a sign, not a colour alone, say what became of a PDF."""
    (state,) = _page(verdict(**told)).find("p", class_=f"state {sign}")

    assert state.text.strip() == words
    assert [one.attributes["aria-hidden"] for one in state.find("svg")] == ["true"]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({}, "2 pages, 397 of 412 words read back, PDF/UA-1, PDF/A-2a"),
        ({"pages": 1, "words": None, "standards": []}, "1 page"),
        ({"standards": ["PDF/A-2a"], "words": None}, "2 pages, PDF/A-2a"),
        (
            {"standards": [], "words": {"typed": 1204, "read": 1203}},
            "2 pages, 1,203 of 1,204 words read back",
        ),
    ],
)
def test_headline(told: Record, line: str) -> None:
    """A verdict begins with what a terminal says of it in a line."""
    (headline,) = _page(verdict(**told)).find("p", class_="headline")

    assert headline.text == line


def test_editions() -> None:
    """With more than one edition there is a way to each from the top; alone it needs none."""
    page = _page(verdict(edition="en"), verdict(edition="zh"), verdict(edition=None, pdf="a.pdf"))
    (nav,) = page.find("nav")
    ids = [one.attributes["id"] for one in page.find("article")]

    assert [one.attributes["href"] for one in nav.find("a")] == [f"#{one}" for one in ids]
    assert [one.text for one in nav.find("bdi")] == ["en", "zh", "a.pdf"]
    assert not _page(verdict()).find("nav")


@pytest.mark.parametrize(
    ("start", "end", "dates", "times"),
    [
        ("2021-03", "present", "2021-03 – present", ["2021-03"]),
        ("2016-09-01", "2017", "2016-09-01 – 2017", ["2016-09-01", "2017"]),
        (None, "1843", "1843", ["1843"]),
        (None, None, "no dates", []),
        ("soon", "later", "soon – later", []),
    ],
)
def test_dates(start: str | None, end: str | None, dates: str, times: list[str]) -> None:
    """Dates are for machines too, where they are dates."""
    read = verdict()["reading"]
    read["sections"] = [
        {"title": "Work", "kind": None, "text": [], "entries": [entry(start=start, end=end)]}
    ]
    (shown,) = _page(verdict(reading=read)).find("p", class_="dates")

    assert _squeezed(shown.text) == dates
    assert [one.attributes["datetime"] for one in shown.find("time")] == times


@pytest.mark.parametrize(
    ("line", "column", "length", "excerpt"),
    [
        ("        moths: none", 9, 5, ("", "moths", ": none")),
        ("  - text: moths", 11, 5, ("- text: ", "moths", "")),
        ("x" * 100 + "moths" + "y" * 100, 101, 5, ("…" + "x" * 60, "moths", "y" * 60 + "…")),
        ("moths" * 100, 1, 500, ("", "moths" * 32, "moths" * 12 + "…")),
        ("short", 9, 5, ("short", "", "")),
    ],
)
def test_excerpt(line: str, column: int, length: int, excerpt: tuple[str, ...]) -> None:
    """A finding is shown with what was typed there, and as much around it as one takes in."""
    finding = verdict()["diagnostics"][0] | {"column": column, "length": length}
    page = _page(verdict(diagnostics=[finding]), lines_of=lambda _: [line] * 12)
    (code,) = page.find("pre")[0].find("code")
    (mark,) = code.find("mark")
    at = code.content.index(mark)

    assert (
        "".join(map(str, code.content[:at])),
        mark.text,
        "".join(map(str, code.content[at + 1 :])),
    ) == excerpt


def test_file_that_is_gone(tmp_path: Path) -> None:
    """A finding's file is read where it can be; one that is gone or shorter is no error."""
    file = tmp_path / "resume.yaml"
    finding = verdict()["diagnostics"][0] | {"file": str(file)}
    one = record(verdict(diagnostics=[finding]))
    gone = render_page(one, [[]])
    file.write_text("short\n", encoding="utf-8")
    short = render_page(one, [[]])
    file.write_text("\n" * 11 + "  text: moths\n", encoding="utf-8")

    assert gone == short
    assert read_html(render_page(one, [[]])).find("mark")[0].text == "moths"


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((), "There is no PDF."),
        ((verdict(reading=None, pages=0),), "Nothing: the file can’t be read as a résumé."),
        ((verdict(checks=[]),), "No checks were made."),
        ((verdict(),), "1 check found nothing"),
        ((verdict(sha256=None),), "there is no file"),
        ((verdict(pages=3),), "1 page more, not shown"),
        (
            (verdict(reading=verdict()["reading"] | {"whole": False}),),
            "Only the first 2 pages are read.",
        ),
    ],
)
def test_what_is_not_there(verdicts: tuple[Record, ...], said: str) -> None:
    """Where there is nothing to show, the page says so."""
    assert said in _page(*verdicts).text


def test_no_pictures() -> None:
    """Without pictures all the rest is there."""
    page = read_html(render_page(record(verdict()), [[]]))

    assert "There are no pictures." in page.text
    assert not page.find("img")
    assert "Ada Sample" in page.text


def test_outline() -> None:
    """Headings go down a level at a time, and each label, table and picture has its words."""
    page = _page(verdict(), verdict(edition="zh", language="zh"))
    levels = [int(one.tag[1]) for one in page.walk() if re.fullmatch("h[1-6]", one.tag)]
    ids = [one.attributes["id"] for one in page.walk() if "id" in one.attributes]
    labels = [
        one.attributes["aria-labelledby"]
        for one in page.walk()
        if "aria-labelledby" in one.attributes and one.tag != "div"
    ]

    assert levels[:2] == [1, 2]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert {label for labelled in labels for label in labelled.split()} <= set(ids)
    assert len(labels) == len(set(labels))
    assert [one.attributes["alt"] for one in page.find("img")][:2] == [
        "Page 1 of draft.pdf",
        "Page 2 of draft.pdf",
    ]
    for table in page.find("table"):
        assert table.find("caption")[0].text == "3 checks, 2 with findings"
        assert {one.attributes.get("scope") for one in table.find("th")} == {"col", "row"}
    assert len(page.find("main")) == 1


@pytest.mark.parametrize(
    ("language", "lang"),
    [("zh", "zh"), ("zh-Hant-HK", "zh-Hant-HK"), (None, ""), ('x" onload="', ""), ("", "")],
)
def test_languages(language: str | None, lang: str) -> None:
    """The page is in English, and what was read is in the language of the PDF, if one knows it."""
    page = _page(verdict(language=language))
    (root,) = page.find("html")
    (name,) = page.find("dd", class_="name")
    read = [one.attributes["lang"] for one in root.walk() if "lang" in one.attributes][1:]

    assert root.attributes["lang"] == "en"
    assert name.attributes["dir"] == "auto"
    assert len(read) > 15
    assert set(read) == {lang}

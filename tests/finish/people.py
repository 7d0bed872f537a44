"""Invented people, one in English and one in Chinese, as Documents."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from cvtex.design.theme import plain_design
from cvtex.diagnostics import Span
from cvtex.document import (
    CodeSpan,
    Contact,
    Document,
    Emphasis,
    Entry,
    Field,
    Highlight,
    Highlights,
    Inline,
    Leaf,
    Link,
    Note,
    Notes,
    Paragraph,
    Role,
    Section,
    Strong,
    Text,
)

_numbers = count(1)
URL = "https://example.org/report"
# Longer than a line.
FIRST = (
    "a first long report on all that was seen at the mills on the coast and in the two offices "
    "behind them, and on all that was not"
)
# About a page: broken wherever the theme begins it; twice this is broken twice.
LONG = "The survey of the northern tide mills, told at length, office by office. " * 80


def _leaf(*content: Inline | str) -> Leaf:
    inline = tuple(Text(part) if isinstance(part, str) else part for part in content)
    return Leaf(next(_numbers), inline, Span(Path("resume.yaml"), 1, 1))


def _link(text: str, url: str = URL) -> Link:
    return Link((Text(text),), url)


def _start() -> None:
    global _numbers  # noqa: PLW0603 - leaves are numbered from 1 in each Document
    _numbers = count(1)


def english() -> Document:
    """Return two pages and more: links that wrap and run over pages, lists in lists."""
    _start()
    return Document(
        language="en-GB",
        script="Latn",
        design=plain_design(),
        title="Ada Fielding – Résumé",
        keywords=("tide mills", "R&D"),
        name=_leaf("Ada Fielding"),
        headline=_leaf("Engineer — efficient offices"),
        contacts=(
            Contact("phone", _leaf("Phone"), _leaf(_link("+1 555 0100", "tel:+15550100"))),
            Contact("email", None, _leaf("ada@example.org")),
        ),
        sections=(
            Section(
                "summary",
                _leaf("Summary"),
                (Paragraph(_leaf("Builds mills that ", Strong((Text("do not"),)), " stop.")),),
            ),
            Section(
                "work",
                _leaf("Work"),
                (
                    Entry(
                        (
                            Field(Role.ORGANISATION, _leaf("Mr. Yarrow & Co.")),
                            Field(Role.POSITION, _leaf("Engineer")),
                            Field(Role.LOCATION, _leaf("Hull")),
                        ),
                        _leaf("May 2021 – Sep 2023"),
                        (
                            Notes((Note(_leaf("Mentor:"), _leaf("Mr. Vane")),)),
                            Entry(
                                (Field(Role.POSITION, _leaf("Tide office")),),
                                None,
                                (
                                    Highlights(
                                        (Highlight(_leaf("Wrote ", CodeSpan("__init__.py"))),)
                                    ),
                                ),
                            ),
                            Highlights(
                                (
                                    Highlight(
                                        _leaf("First level"),
                                        (
                                            Highlight(
                                                _leaf("Second level"),
                                                (Highlight(_leaf("Third level")),),
                                            ),
                                        ),
                                    ),
                                    Highlight(
                                        _leaf(
                                            "It is told in ",
                                            _link(FIRST),
                                            " and ",
                                            _link("a second", URL + "/2"),
                                            _link("third", URL + "/2"),
                                            ".",
                                        )
                                    ),
                                    Highlight(
                                        _leaf(
                                            "Began. ", _link(LONG.strip()), " Ended. " + LONG[:-1]
                                        )
                                    ),
                                    Highlight(_leaf(LONG.strip())),
                                )
                            ),
                        ),
                    ),
                ),
            ),
            Section("awards", _leaf("Awards"), (Paragraph(_leaf("None yet, 2023-2024.")),)),
        ),
    )


def chinese() -> Document:
    """Return one page in which Han, Latin letters and shared punctuation meet."""
    _start()
    return Document(
        language="zh-Hans",
        script="Hans",
        design=plain_design(),
        title="林知夏 – 简历",
        keywords=("推荐系统",),
        name=_leaf("林知夏"),
        headline=_leaf("MLE 工程师"),
        contacts=(Contact("phone", _leaf("电话"), _leaf(_link("+86 555 0100", "tel:+865550100"))),),
        sections=(
            Section(
                "work",
                _leaf("实习经历"),
                (
                    Entry(
                        (
                            Field(Role.ORGANISATION, _leaf("海桐书店")),
                            Field(Role.POSITION, _leaf("算法工程师")),
                        ),
                        _leaf("2023.05 – 2023.09"),
                        (
                            Notes(
                                (
                                    Note(_leaf("导师："), _leaf("周先生")),
                                    Note(_leaf("排名："), _leaf("3 / 120")),
                                )
                            ),
                            Highlights(
                                (
                                    Highlight(
                                        _leaf(
                                            "基于LightGBM预测30天价值（LTV-30），",
                                            Strong((Text("用户价值"),)),
                                            "提升7%……见",
                                            _link(
                                                "《潮汐书店推荐系统两年实践报告》全文以及后来补写的附录"
                                            ),
                                            "，以及其后的",
                                            Emphasis((Text("各项改进"),)),
                                            "，一直用到今天。",
                                        ),
                                        (Highlight(_leaf("用 Python 与 Rust 写成 • 共 3 处")),),
                                    ),
                                )
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )

"""Random résumés as people write them: any language, one to four pages, all kinds of text.

A number gives the same résumé each time. Everything in it is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language's texts are made of.

    `phrases` are parts of a sentence, joined by `space`; `marks` stand between two, `stops` at the
    end. `brackets` are pairs, `terms` are words of a trade, most of them Latin.
    """

    language: str
    names: Sequence[str]
    places: Sequence[str]
    roles: Sequence[str]
    phrases: Sequence[str]
    marks: Sequence[str]
    stops: Sequence[str]
    brackets: Sequence[str]
    space: str = ""


TERMS = (
    *(
        "Python",
        "C++",
        "C#",
        ".NET",
        "LightGBM",
        "XGBoost",
        "Node.js",
        "CI/CD",
        "A/B",
        "PyTorch",
        "SQL",
        "TCP/IP",
    ),
    *(
        "LTV-90",
        "8*A100",
        "v2.0.1",
        "O(n*log n)",
        "99.95%",
        "$1.2M",
        "€450k",
        "£3,000",
        "¥500万",
        "3–5",
        "24/7",
    ),
    *(
        "①",
        "②",
        "℃",
        "±0.5",
        "5′",
        "≥ 90%",
        "α",
        "λ-calculus",
        "naïve",
        "Kubernetes",
        "R&D",
        "List<String>",
    ),
)
FOREIGN = (
    *(
        "שלום עולם",
        "(דוגמה) 12",
        "مثال النظام",
        "۱۲۳ ٹیسٹ",
        "नमस्ते दुनिया",
        "ตัวอย่างระบบ",
        "Пример системы",
    ),
    *(
        "Παράδειγμα",
        "Ví dụ hệ thống",
        "東京大学",
        "渡辺",
        "サンプル株式会社",
        "예시 회사",
        "示例公司",
        "範例公司",
        "Zürich",
    ),
)
ADDRESSES = (
    "https://example.org",
    "https://example.org/a_b/c-d?x=1&y=2#part",
    "https://www.example.com/~ada/very/long/path/that/goes/on/and/on/index.html",
    "mailto:ada.sample@example.org",
)
CODE = (
    "a_b",
    "git push -f",
    "x*y",
    "SELECT *",
    "{{ x }}",
    "C:\\temp",
    "`",
    "foo()",
    "#include <a.h>",
    "*args",
)

# What people type that a phrase of a language does not have, in every language.
RARE = (
    *("100%：Redis", "（A）B", "100%、Go", "“A”、B", "3。 SQL"),
    *("使用.NET", "用 .NET", ".gitignore", "@ada", "#1"),
    *('"plain"', "'plain'", "‘single’", "«guillemets»", "„unten“", "‹a›", "「角」", "『重』"),
    *("`a` 和 `b`", "（`x`）", "“`y`”", "`foo()`，", "**`z`**"),
    *(
        "예시시스템을설계하고구현하여성능을높였으며",
        "가나다라마바사아자차카타파하가나다라마바사아자차카타",
    ),
    *("ออกแบบระบบและปรับปรุงประสิทธิภาพ", "উদাহরণ ব্যবস্থা", "உதாரண அமைப்பு", "ఉదాహరణ", "क्षत्रिय"),
    *("🚀", "✨ demo", "👩‍💻", "→", "★", "✓", "①℃", "Ⅲ", "㎡", "№ 5"),
    *("2019–2021", "3~5", "10-12", "1,000–2,000", "٣–٥", "۱۲–۱۵", "5′ 30″"),
    "[קישור](https://example.org)",
    "[رابط المثال](https://example.org/a_b)",
    "https://example.org/" + "a-long_part/of.an?address=" * 6,
)

_WRITTEN = Path(__file__).with_name("tongues.yaml").read_text(encoding="utf-8")
TONGUES = tuple(Tongue(**one) for one in yaml.safe_load(_WRITTEN))

EAST, REST = TONGUES[:6], TONGUES[6:]
RARE_FROM, REST_FROM = 300, 400
"""The résumés from the first number on also have what few people type; those from the second on
are in languages other than English and those of East Asia, and every third has such things."""


def resume(number: int) -> Entry:
    """Return the content of a résumé; the languages take turns."""
    chance = Random(number)  # noqa: S311 - nothing is to be kept secret
    if number >= REST_FROM:
        return _Writer(chance, REST[number % len(REST)], rare=number % 3 == 0).resume()
    return _Writer(chance, EAST[number % len(EAST)], rare=number >= RARE_FROM).resume()


class _Writer:
    """Writes texts of a language, by chance."""

    def __init__(self, chance: Random, tongue: Tongue, *, rare: bool) -> None:
        self.chance, self.tongue, self.rare = chance, tongue, rare
        self.year = 2026

    def resume(self) -> Entry:
        chance = self.chance
        makers: list[Callable[[], Entry]] = [
            self.experience,
            self.education,
            self.projects,
            self.skills,
            self.points,
            self.prose,
            self.publications,
            self.awards,
            self.languages,
            self.interests,
            self.references,
        ]
        sections = [make() for make in chance.sample(makers, chance.randint(3, len(makers)))]
        content: Entry = {
            "language": self.tongue.language,
            "name": chance.choice(
                ("Ada Sample", "张样例", "陳大文", "見本 花子", "김예시", "Zoë O’Sample-Doe")
            ),
            "headline": self.sentence(2),
            "contacts": chance.sample(
                [
                    {"email": "ada.sample@example.org"},
                    {"phone": "+1 202 555 0143"},
                    {"url": "https://example.org/ada"},
                    {"address": chance.choice(self.tongue.places)},
                    {"profile": {"network": "GitHub", "username": "ada-sample"}},
                    {"label": chance.choice(self.tongue.places), "phone": "+44 20 7946 0958"},
                ],
                chance.randint(1, 6),
            ),
            "sections": sections,
        }
        if chance.random() < 0.5:
            content["summary"] = self.paragraphs()
        return content

    # Texts

    def sentence(self, phrases: int) -> str:
        """Return a sentence, with markup, terms and other scripts here and there."""
        tongue, chance = self.tongue, self.chance
        parts: list[str] = []
        for at in range(phrases):
            parts.append(self.dressed(self.piece()))
            if at < phrases - 1:
                parts[-1] += chance.choice(tongue.marks)
        return tongue.space.join(parts) + chance.choice(tongue.stops)

    def piece(self) -> str:
        tongue, chance = self.tongue, self.chance
        roll = chance.random()
        if self.rare and chance.random() < 0.08:
            return chance.choice(RARE)
        if roll < 0.12:
            return _literal(chance.choice(TERMS))
        if roll < 0.16:
            return chance.choice(FOREIGN)
        phrase = chance.choice(tongue.phrases)
        if roll < 0.28:
            first, last = tuple(chance.choice(tongue.brackets))
            return _literal(first) + phrase + _literal(last)
        if roll < 0.36:
            joint = chance.choice(("", " "))
            return f"{phrase}{joint}{_literal(chance.choice(TERMS))}"
        return phrase

    def dressed(self, piece: str) -> str:
        """Return a piece as it is, or in markup."""
        roll = self.chance.random()
        if roll < 0.08:
            return f"**{piece}**"
        if roll < 0.13:
            return f"*{piece}*"
        if roll < 0.18:
            return f"[{piece}]({self.chance.choice(ADDRESSES)})"
        if roll < 0.22:
            code = self.chance.choice(CODE)
            fence = "``" if "`" in code else "`"
            return f"{fence} {code} {fence}" if "`" in code else f"`{code}`"
        return piece

    def paragraphs(self) -> str:
        return "\n\n".join(
            self.sentence(self.chance.randint(3, 14)) for _ in range(self.chance.randint(1, 3))
        )

    def highlights(self, level: int = 1) -> list[Any]:
        made: list[Any] = []
        for _ in range(self.chance.randint(1, 5)):
            text = self.sentence(self.chance.randint(1, 9))
            if level < 3 and self.chance.random() < 0.25:
                made.append({"text": text, "highlights": self.highlights(level + 1)})
            else:
                made.append(text)
        return made

    def dates(self) -> Entry:
        self.year -= 1
        if self.chance.random() < 0.2:
            return {"date": f"{self.year}-0{self.chance.randint(1, 9)}"}
        return {
            "start_date": f"{self.year}-01",
            "end_date": f"{self.year}-0{self.chance.randint(1, 9)}",
        }

    def some(self, entry: Entry, **optional: object) -> Entry:
        """Return an entry with some of what it may have."""
        return entry | {
            key: value for key, value in optional.items() if value and self.chance.random() < 0.6
        }

    def several(self, kind: str, make: Callable[[], object], most: int = 4) -> Entry:
        self.year = 2026
        return {"type": kind, "entries": [make() for _ in range(self.chance.randint(1, most))]}

    # Sections

    def experience(self) -> Entry:
        return self.several("experience", self.employer, 5)

    def employer(self) -> Entry:
        tongue, chance = self.tongue, self.chance
        return self.some(
            {
                "name": chance.choice(tongue.names),
                "position": chance.choice(tongue.roles),
                **self.dates(),
            },
            location=chance.choice(tongue.places),
            department=self.piece(),
            url=ADDRESSES[chance.randrange(3)],
            summary=self.sentence(5),
            highlights=self.highlights(),
        )

    def education(self) -> Entry:
        tongue, chance = self.tongue, self.chance
        return self.several(
            "education",
            lambda: self.some(
                {"institution": chance.choice(tongue.names), **self.dates()},
                study_type="MSc",
                area=self.piece(),
                location=chance.choice(tongue.places),
                scores=["GPA 3.9/4.0", {"name": self.piece(), "score": "97"}],
                courses=[self.piece() for _ in range(chance.randint(1, 6))],
                highlights=self.highlights(),
            ),
        )

    def projects(self) -> Entry:
        return self.several(
            "projects",
            lambda: self.some(
                {"name": self.sentence(2), **self.dates()},
                role=self.chance.choice(self.tongue.roles),
                keywords=[self.piece() for _ in range(self.chance.randint(1, 8))],
                highlights=self.highlights(),
            ),
        )

    def skills(self) -> Entry:
        return self.several(
            "skills",
            lambda: {
                "name": self.piece(),
                "keywords": [self.piece() for _ in range(self.chance.randint(1, 14))],
            },
        )

    def points(self) -> Entry:
        return {"type": "list", "title": self.piece(), "entries": self.highlights()}

    def prose(self) -> Entry:
        return {"type": "text", "title": self.piece(), "text": self.paragraphs()}

    def publications(self) -> Entry:
        def paper() -> Entry:
            self.year -= 1
            return {
                "kind": "journal",
                "authors": [{"family": "Sample", "given": "Ada", "self": True}, "Doe B", "张三"][
                    : self.chance.randint(1, 3)
                ],
                "title": self.sentence(2),
                "venue": self.chance.choice(self.tongue.names),
                "year": str(self.year),
                "pages": "101-112",
                "doi": "10.5555/sample.1",
            }

        return self.several("publications", paper)

    def awards(self) -> Entry:
        self.year = 2026
        return self.several(
            "awards",
            lambda: self.some({"title": self.sentence(1), **self.dates()}, awarder=self.piece()),
        )

    def languages(self) -> Entry:
        return self.several(
            "languages", lambda: {"language": self.piece(), "fluency": self.piece()}
        )

    def interests(self) -> Entry:
        return self.several(
            "interests", lambda: self.some({"name": self.piece()}, keywords=[self.piece()])
        )

    def references(self) -> Entry:
        return self.several(
            "references",
            lambda: self.some(
                {"name": "Prof. Ida Sample"},
                position=self.chance.choice(self.tongue.roles),
                email="ida@example.org",
                reference=self.sentence(6),
            ),
            2,
        )


def _literal(text: str) -> str:
    """Return a text whose marks are no markup."""
    return "".join(f"\\{char}" if char in "*`[]\\" else char for char in text)

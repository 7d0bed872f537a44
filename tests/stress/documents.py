"""Random résumés as people write them: any language, one to four pages, all kinds of text.

A number gives the same résumé each time. Everything in it is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language's texts are made of.

    `phrases` are parts of a sentence, joined by `space`; `marks` stand between two, `stops` at the
    end. `brackets` are pairs, `terms` are words of a trade, most of them Latin.
    """

    language: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    roles: tuple[str, ...]
    phrases: tuple[str, ...]
    marks: tuple[str, ...]
    stops: tuple[str, ...]
    brackets: tuple[str, ...]
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

ENGLISH = Tongue(
    "en",
    (
        "Example Engines Ltd.",
        "Sample & Sons",
        "Mill No. 9",
        "The “Quoted” Company",
        "O’Sample Inc.",
    ),
    ("Edinburgh", "Hong Kong", "São Paulo", "remote", "Washington, D.C."),
    ("Engineer", "Head of Samples", "Ph.D. Candidate", "Co-Founder & CTO", "Lead (interim)"),
    (
        *(
            "wrote a program",
            "cut the cost",
            "of the machine",
            "for nine mills",
            "by half",
            "in three weeks",
        ),
        *(
            "state-of-the-art",
            "with two colleagues",
            "and taught",
            "the night shift",
            "end-to-end",
            "per the plan",
        ),
        *(
            "internationalization",
            "from scratch",
            "to production",
            "at scale",
            "on time",
            "don’t ask how",
        ),
    ),
    (",", ";", " –", ":", "", "", ""),
    (".", "", "!"),
    ("()", "“”", "[]", "‘’"),
    space=" ",
)
SIMPLIFIED = Tongue(
    "zh",
    ("样例科技有限公司", "示范大学", "无名（北京）研究院", "“引号”公司", "甲乙丙集团"),
    ("北京", "上海市浦东新区", "杭州·西湖", "远程"),
    ("算法工程师", "高级工程师（兼职）", "负责人", "实习生"),
    (
        *(
            "负责推荐系统的召回与排序",
            "设计并实现",
            "在线服务",
            "提升了性能",
            "和稳定性",
            "用户增长",
            "基于大规模数据",
        ),
        *(
            "优化模型",
            "支持每日亿级请求",
            "主导重构",
            "覆盖全部业务线",
            "与多个团队合作",
            "最终",
            "完成了国际化",
        ),
    ),
    ("，", "、", "；", "：", "——", "", "", "……"),
    ("。", "", "；", "！"),
    ("（）", "“”", "《》", "‘’", "【】"),
)
TAIWAN = Tongue(
    "zh-TW",
    ("範例科技股份有限公司", "示範大學", "無名研究院（台北）", "「引號」公司"),
    ("台北市", "新竹科學園區", "遠端"),
    ("資深工程師", "專案經理", "研究助理"),
    (
        *(
            "負責推薦系統",
            "設計並實作",
            "線上服務",
            "提升效能",
            "與穩定性",
            "使用者成長",
            "以大量資料訓練模型",
        ),
        *("帶領團隊", "跨部門合作", "完成上線", "每日處理億級請求", "最佳化流程"),
    ),
    ("，", "、", "；", "：", "──", "", "", "……"),
    ("。", "", "；"),
    ("（）", "「」", "『』", "《》"),
)
HONG_KONG = Tongue(
    "zh-HK",
    ("範例銀行（香港）", "示範中學", "無名有限公司"),
    ("九龍塘", "中環", "遙距"),
    ("分析員", "見習行政人員", "主任"),
    (
        "負責客戶關係",
        "處理嘅文件",
        "嚴謹審批",
        "撰寫報告",
        "管理喺香港的業務",
        "改善流程",
        "協調各部門",
        "培訓新同事",
    ),
    ("，", "、", "；", "：", "", ""),
    ("。", ""),
    ("（）", "「」", "《》"),
)
JAPANESE = Tongue(
    "ja",
    ("サンプル株式会社", "例示大学", "（株）見本", "「引用」社"),
    ("東京都千代田区", "大阪", "リモート"),
    ("エンジニア", "プロジェクトリーダー", "研究員"),
    (
        *(
            "推薦システムを設計し",
            "サービスの性能を向上させ",
            "チームを率い",
            "データを分析し",
            "ユーザーの増加に貢献",
        ),
        *(
            "大規模なモデルを学習",
            "運用コストを削減",
            "レビューをきっかけに",
            "っぽい挙動を直し",
            "ーも使い",
            "渡辺さんと協力",
        ),
    ),
    ("、", "，", "：", "・", "", "", "──", "……"),
    ("。", "", "！"),
    ("（）", "「」", "『』", "【】"),
)
KOREAN = Tongue(
    "ko",
    ("예시 주식회사", "표본 대학교", "(주)견본", "‘따옴표’ 회사"),
    ("서울특별시", "부산", "재택"),
    ("소프트웨어 엔지니어", "팀장", "연구원"),
    (
        *(
            "추천 시스템을 설계하고",
            "서비스의 성능을 높였으며",
            "팀을 이끌고",
            "데이터를 분석하여",
            "비용을 절감했다",
        ),
        *(
            "대규모 모델을 학습시키고",
            "매일 수억 건을 처리",
            "여러 부서와 협력",
            "처음부터 끝까지",
            "구축했다",
        ),
    ),
    (",", "·", ";", "", "", ""),
    (".", "", "!"),
    ("()", "“”", "‘’", "[]"),
    space=" ",
)
TONGUES = (ENGLISH, SIMPLIFIED, TAIWAN, HONG_KONG, JAPANESE, KOREAN)


RARE_FROM = 300
"""The résumés from this number on also have what few people type."""


def resume(number: int) -> Entry:
    """Return the content of a résumé; the languages take turns."""
    chance = Random(number)  # noqa: S311 - nothing is to be kept secret
    return _Writer(chance, TONGUES[number % len(TONGUES)], rare=number >= RARE_FROM).resume()


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

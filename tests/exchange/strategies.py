"""JSON Resumes as people have them, and JSON as nobody would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from .json_resume_schema import LISTS

Json = Any

# Texts in one line, with all that markup and YAML give a meaning to.
_WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufffd"),
    min_size=1,
    max_size=8,
)
_MARKED = st.sampled_from(
    [
        "**bold**",
        "*",
        "`code`",
        "[a](https://example.org)",
        "\\",
        "#1",
        ": ",
        "- x",
        "张样例",
        "|",
        ">",
    ]
)
texts = st.lists(_WORD | _MARKED, min_size=1, max_size=5).map(
    lambda words: " ".join(" ".join(words).split())
)
many_paragraphs = st.lists(texts, min_size=1, max_size=3).map("\n\n".join)
days = st.dates().map(str).filter(lambda day: "1000" <= day < "3000")
years = days.map(lambda day: day[:4])
dates = days | days.map(lambda day: day[:7]) | years
urls = st.from_regex(r"https://example\.org/[a-z0-9_()%~-]{0,12}", fullmatch=True).filter(
    lambda url: "%" not in url
)

_PARAGRAPHS = {("work", "summary"), ("volunteer", "summary"), ("awards", "summary")} | {
    ("references", "reference"),
    ("projects", "description"),
}
# What has no property of its own with us: see docs/exchange.md.
_MERGED = {("work", "description"), ("projects", "type"), ("publications", "summary")}
_HEADING = {
    "work": "name",
    "volunteer": "organization",
    "education": "institution",
    "awards": "title",
    "languages": "language",
}


def _value(key: str, name: str, rule: Mapping[str, Any]) -> st.SearchStrategy[Json]:
    if "$ref" in rule:
        return years if name == "releaseDate" else dates
    if rule["type"] == "array":
        return st.lists(texts, min_size=1, max_size=1 if name == "roles" else 3)
    if rule.get("format") == "uri":
        return urls
    return many_paragraphs if (key, name) in _PARAGRAPHS else texts


def _item(key: str) -> st.SearchStrategy[Json]:
    rules = LISTS[key]["items"]["properties"]
    values = {
        name: _value(key, name, rule) for name, rule in rules.items() if (key, name) not in _MERGED
    }
    heading = _HEADING.get(key, "name")
    return st.fixed_dictionaries({heading: values.pop(heading)}, optional=values).map(_in_order)


def _in_order(item: Json) -> Json:
    """Return an item whose end is not before its start."""
    if {"startDate", "endDate"} <= item.keys():
        item |= zip(
            ("startDate", "endDate"), sorted((item["startDate"], item["endDate"])), strict=True
        )
    return item


profiles = st.fixed_dictionaries({"network": texts, "username": texts}, optional={"url": urls})
basics = st.fixed_dictionaries(
    {"name": texts},
    optional={
        "label": texts,
        "email": st.from_regex(r"[a-z]{1,9}@example\.org", fullmatch=True),
        "phone": st.from_regex(r"\+1 202 555 01[0-9]{2}", fullmatch=True),
        "url": urls,
        "location": st.fixed_dictionaries({"address": texts}),
        "profiles": st.lists(profiles, min_size=1, max_size=3),
        "summary": many_paragraphs,
    },
)
resumes = st.fixed_dictionaries(
    {"basics": basics},
    optional={key: st.lists(_item(key), min_size=1, max_size=2) for key in LISTS},
)
"""Documents of JSON Resume of which every part has a place of its own."""

anything: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=4) | st.sampled_from(["name", "url", "summary", "type", "date"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)

_NAMES = sorted(
    {name for rules in LISTS.values() for name in rules["items"]["properties"]}
    | {"institution", "label", "company", "bullet", "details", "parts", "authors", "self", "kind"}
)
_mappings = st.dictionaries(st.sampled_from(_NAMES), anything, max_size=5)
_lists = st.lists(_mappings | anything, max_size=3) | _mappings | anything
_top = dict.fromkeys(LISTS, _lists)
hostile = (
    st.fixed_dictionaries(
        {"basics": st.dictionaries(st.sampled_from([*_NAMES, "profiles", "location"]), anything)},
        optional={**_top, "meta": st.fixed_dictionaries({"cvtex": anything}) | anything},
    )
    | st.fixed_dictionaries(
        {"cv": st.fixed_dictionaries({"sections": st.dictionaries(st.text(max_size=5), _lists)})}
        | {"locale": anything}
    )
    | st.fixed_dictionaries(
        {"content": st.fixed_dictionaries({"basics": anything}, optional=_top), "locale": anything}
    )
    | anything
)
"""Values of the known shapes, with anything in any place."""

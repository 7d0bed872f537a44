"""The parts of the language server by themselves: places, positions, completion, order, outline."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from cvtex.diagnostics import Span
from cvtex.live.editor.completion import Schemas, completions, hover
from cvtex.live.editor.formatting import formatted, plain_value
from cvtex.live.editor.outline import folding, outline
from cvtex.live.editor.places import place_at
from cvtex.live.editor.positions import EditorText
from cvtex.source.yaml import parse_yaml

CARET = "▮"
HEAD = "language: en\nname: Ada Sample\nsections:\n  - type: experience\n    entries:\n"


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    """Return the schemas, made once."""
    return Schemas()


def _at_caret(path: Path, text: str) -> tuple[EditorText, types.Position]:
    before, _, after = text.partition(CARET)
    made = EditorText(path, before + after)
    return made, made.position(len(before))


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ("na▮", "", "na"),
        ("name: A▮da", "name", "Ada"),
        ("na▮me: Ada", "", "name"),
        ("sections:\n  - ty▮", "sections", "ty"),
        ("sections:\n- type: ▮", "sections type", ""),
        (f"{HEAD}      - name: X\n        ▮", "sections entries", ""),
        (
            f"{HEAD}      - name: X\n        highlights:\n          - ▮",
            "sections entries highlights",
            "",
        ),
        (f"{HEAD}      - name: X\n        for: [ml, d▮]", "sections entries for", "d"),
        (f"{HEAD}      - {{name: X, po▮}}", "sections entries", "po"),
        (f"{HEAD}      - {{name: X, position: En▮}}", "sections entries position", "En"),
        ("en: {design: {accent: ▮", "en design accent", ""),
        ("a:\n  b: |\n    text: x\n\n  c: ▮", "a c", ""),
        ("- - a: ▮", "a", ""),
    ],
)
def test_place(text: str, path: str, word: str) -> None:
    """The caret's place is known by indentation and brackets, in any half-typed line."""
    made, position = _at_caret(Path("a.yaml"), text)
    place = place_at(made.lines, position.line, made.column(position))

    assert place
    assert (" ".join(place.path), place.word) == (path, word)


@pytest.mark.parametrize("text", ["# na▮", "a: b # ▮", "a: |\n  te▮xt: b"])
def test_no_place(text: str) -> None:
    """In a comment and in the text of a block there is nothing to complete."""
    made, position = _at_caret(Path("a.yaml"), text)

    assert place_at(made.lines, position.line, made.column(position)) is None


@given(st.text("ab: -[]{},#'\"\n|é", max_size=60), st.integers(0, 8), st.integers(0, 20))
def test_any_place(text: str, row: int, column: int) -> None:
    """Whatever is typed, a place is within its line."""
    lines = text.split("\n")
    place = place_at(lines, row, column)

    assert place is None or place.start <= place.end


OF_PLACES = [
    # file, text, some of what is offered, what is not
    ("resume.yaml", "▮", ["language", "name", "sections"], ["entries", "theme"]),
    ("resume.yaml", "language: ▮", ["en", "zh-Hans", "fr"], ["name"]),
    ("resume.yaml", "sections:\n  - ▮", ["type", "include"], ["name"]),
    ("resume.yaml", "sections:\n  - type: ▮", ["experience", "talks", "text"], []),
    ("resume.yaml", f"{HEAD}      - name: X\n        ▮", ["position", "for"], ["name", "score"]),
    ("resume.yaml", "sections:\n  - type: text\n    ▮", ["text", "title"], ["entries", "type"]),
    ("resume.yaml", f"{HEAD}      - name: X\n        end_date: ▮", ["present", "2023-09"], []),
    ("resume.yaml", f"{HEAD}      - name: X\n        hidden: ▮", ["true", "false"], []),
    ("resume.yaml", f"{HEAD}      - name: X\n        for: [▮", ["ml", "data"], []),
    ("resume.yaml", "ignore:\n  - ▮", ["style-long"], ["key-unknown"]),
    ("private.yaml", "▮", ["contacts", "headline"], []),
    ("private.yaml", "en:\n  ▮", ["contacts", "headline"], []),
    ("jobs/one.yaml", "- name: X\n  ▮", ["position", "start_date"], ["name", "type"]),
    ("jobs/two.yaml", "type: ▮", ["skills"], []),
    ("letter.acme.en.yaml", "▮", ["resume", "language"], ["sections"]),
    ("letter.acme.en.yaml", "resume: ▮", ["resume.en.yaml"], []),
    ("editions.yaml", "en:\n  ▮", ["content", "theme", "design"], ["name"]),
    ("editions.yaml", "en:\n  theme: ▮", ["classic", "modern"], []),
    ("editions.yaml", "en:\n  content: ▮", ["resume.en.yaml"], ["private.yaml"]),
    ("editions.yaml", "en: {}\nzh:\n  extends: ▮", ["en"], []),
    ("editions.yaml", "en:\n  audience: ▮", ["data", "all"], []),
    ("editions.yaml", "en:\n  hide: [▮", ["phone", "photo"], ["name"]),
    ("editions.yaml", "en: {design: {▮", ["accent", "paper", "fonts"], ["content"]),
    ("editions.yaml", "en:\n  design:\n    date_style: ▮", ["short", "numeric"], []),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project with tags and included files."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "jobs").mkdir()
    (folder / "editions.yaml").write_text("en: {content: resume.en.yaml, audience: [ml]}\n")
    (folder / "resume.en.yaml").write_text(
        f"{HEAD}      - {{name: X, for: [data]}}\n      - include: jobs/one.yaml\n"
        "  - include: jobs/two.yaml\n"
    )
    return folder


@pytest.mark.parametrize(("file", "text", "offered", "not_offered"), OF_PLACES)
def test_completion(  # noqa: PLR0913, PLR0917 - a row of the table
    project: Path,
    schemas: Schemas,
    file: str,
    text: str,
    offered: list[str],
    not_offered: list[str],
) -> None:
    """What fits at a place is offered: keys, values, names of the project, tags in use."""
    made, position = _at_caret(project / file, text)
    labels = [item.label for item in completions(schemas, made, position)]

    assert {*offered} <= {*labels}
    assert not {*not_offered} & {*labels}


def test_completed_key(project: Path, schemas: Schemas) -> None:
    """A key comes with its colon, unless there is one; what was typed is replaced."""
    for typed, expected in (
        ("hea▮", "headline: "),
        ("hea▮: x", "headline"),
        ("contac▮", "contacts:"),
    ):
        made, position = _at_caret(project / "resume.yaml", typed)
        word = expected.partition(":")[0]
        item = next(one for one in completions(schemas, made, position) if one.label == word)

        assert isinstance(item.text_edit, types.TextEdit)
        assert item.text_edit.new_text == expected
        assert item.text_edit.range.start.character == 0


def test_completed_value(project: Path, schemas: Schemas) -> None:
    """A value comes with the space that a colon needs, and in quotes if YAML needs them."""
    made, position = _at_caret(project / "resume.yaml", "sections:\n  - type:▮")
    items = {item.label: item for item in completions(schemas, made, position)}

    assert isinstance(items["talks"].text_edit, types.TextEdit)
    assert items["talks"].text_edit.new_text == " talks"


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("resume.yaml", "na▮me: Ada", "Your name"),
        ("resume.yaml", "sections:\n  - type: tal▮ks", "Talks"),
        ("resume.yaml", f"{HEAD}      - name: X\n        start_▮date: 2021", "For example `2023`"),
        ("editions.yaml", "en:\n  pub▮lic: true", "doit publish"),
        ("editions.yaml", "en:\n  design: {pa▮per: a4}", "One of"),
    ],
)
def test_hover(project: Path, schemas: Schemas, file: str, text: str, told: str) -> None:
    """The schema's description of a key or a value is shown, with examples."""
    made, position = _at_caret(project / file, text)
    shown = hover(schemas, made, position)

    assert shown
    assert isinstance(shown.contents, types.MarkupContent)
    assert told in shown.contents.value


@given(st.text("a漢😀\n\r\x85\u2028", max_size=20), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_positions(text: str, encoding: str) -> None:
    """Each offset becomes a position and that the same offset, in lines of the protocol."""
    made = EditorText(Path("a.yaml"), text, encoding)
    at = [offset for offset in range(len(text)) if text[offset - 1 : offset + 1] != "\r\n"]

    assert [made.offset(made.position(offset)) for offset in at] == at


def test_span_in_utf_16() -> None:
    """A span counts characters in YAML's lines; an editor counts UTF-16 in its own."""
    made = EditorText(Path("a.yaml"), "\ufeffa: 1\u2028b: 😀 it's")
    apostrophe = Span(Path("a.yaml"), 2, 8, 1)

    found = made.range(apostrophe)
    assert made.text[made.offset(found.start) : made.offset(found.end)] == "'"
    assert found.start == types.Position(0, 14)


UNTIDY = """\
# yaml-language-server: $schema=../schema/resume.schema.json


language:   en   # the tag
name:  "Ada  Sample"
sections:
- type:    experience
  entries:
     # about it
     -   name: Example   # kept
         highlights:
         - |
             one
               two

         - it's
           wrapped   here
     - {name: [a,   b]}


"""
TIDY = """\
# yaml-language-server: $schema=../schema/resume.schema.json

language: en   # the tag
name: "Ada  Sample"
sections:
  - type: experience
    entries:
      # about it
      - name: Example   # kept
        highlights:
          - |
              one
                two

          - it's
            wrapped   here
      - {name: [a,   b]}
"""


def test_order() -> None:
    """Indentation and spaces get into order; texts, quotes, comments and brackets stay."""
    assert formatted(UNTIDY, Path("a.yaml")) == TIDY
    assert formatted(TIDY, Path("a.yaml")) == TIDY
    assert formatted(UNTIDY.replace("\n", "\r\n"), Path("a.yaml")) == TIDY.replace("\n", "\r\n")


@pytest.mark.parametrize("text", ["a: [", "a:\n\tb: c", "", "a: 1\na: 2\n"])
def test_order_of_what_is_wrong(text: str) -> None:
    """A text with errors stays as it is."""
    assert formatted(text, Path("a.yaml")) == text


SCALARS = st.text("a '\"#:-é\n", min_size=1, max_size=8).filter(str.strip)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(SCALARS, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.data())
def test_order_keeps_values(data: st.DataObject) -> None:
    """Whatever a file has, its values, comments and words are the same in order."""
    import yaml  # noqa: PLC0415 - to write values in many ways

    value = data.draw(st.dictionaries(SCALARS, VALUES, min_size=1, max_size=3))
    text = yaml.safe_dump(
        value,
        indent=data.draw(st.sampled_from([2, 3, 5])),
        width=data.draw(st.sampled_from([10, 80])),
        default_flow_style=data.draw(st.sampled_from([False, None])),
        default_style=data.draw(st.sampled_from([None, "|", '"'])),
        allow_unicode=True,
    )
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join([*lines[:at], f"{' ' * data.draw(st.integers(0, 4))}# note", *lines[at:]])
    path = Path("a.yaml")
    before, after = parse_yaml(text, path), parse_yaml(formatted(text, path), path)

    assert formatted(text, path).split() == text.split()
    assert (before.value is None) == (after.value is None)
    if before.value and after.value:
        assert plain_value(before.value) == plain_value(after.value)
        assert formatted(formatted(text, path), path) == formatted(text, path)


def test_outline() -> None:
    """The outline has sections and entries by their names, each over all its lines."""
    text = f"{HEAD}      - name: X\n        position: Engineer\n"
    text += "  - type: text\n    title: More\n    text: a\n\n"
    symbols = outline(EditorText(Path("a.yaml"), text))
    sections = symbols[2]

    assert [symbol.name for symbol in symbols] == ["language", "name", "sections"]
    assert sections.children
    assert [(one.name, one.detail) for one in sections.children] == [
        ("experience", ""),
        ("More", "text"),
    ]
    (entry,) = sections.children[0].children or ()
    assert (entry.name, entry.detail) == ("X", "Engineer")
    assert (entry.range.start.line, entry.range.end.line) == (5, 6)
    assert outline(EditorText(Path("a.yaml"), "")) == []


def test_folding() -> None:
    """What is indented below a line can be folded, and comments of several lines."""
    text = "# one\n# two\na:\n- b: 1\n  c: |\n    x\n\n    y\nd: 2\n"
    found = {(one.start_line, one.end_line) for one in folding(EditorText(Path("a.yaml"), text))}

    assert found == {(0, 1), (2, 7), (3, 7), (4, 7)}

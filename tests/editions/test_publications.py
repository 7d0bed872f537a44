"""References in each form, above all in that of GB/T 7714-2015.

Here `**` stands for bold, `*` for italics, `[text](url)` for a link. `forms/NAME.txt` has the
references of `references.yaml` in a form; `CVTEX_RENEW=1 ./bootstrap pytest
tests/editions/test_publications.py` renews them; read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
import yaml

from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Emphasis, Highlights, Inline, Link, Strong
from cvtex.paths import FORMS, FormName
from cvtex.schema.tags import Noted
from cvtex.sections.forms import initials
from cvtex.sections.publications import Publication, PublicationKind

from .conftest import Build, Check

if TYPE_CHECKING:
    from running import Program

ADA = "{family: Sample, given: Ada, self: true}"
BOB = "{family: Doe, given: Bob}"
ZHANG = "{family: 张, given: 样例, self: true}"
HERE = Path(__file__).parent
NAMES = get_args(FormName)
_TEXT = (HERE / "references.yaml").read_text(encoding="utf-8")
ENTRIES = yaml.load(_TEXT, yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else

LI = "{family: 李, given: 示范}"


def _source(entry: str, language: str = "en", form: str = "gbt7714") -> str:
    return f"""\
language: {language}
name: Ada Sample
sections: [{{type: publications, form: {form}, entries: [{{{entry}}}]}}]
"""


def _contents(document: Document) -> list[tuple[Inline, ...]]:
    (block,) = document.sections[0].blocks
    assert isinstance(block, Highlights)
    return [item.text.content for item in block.items]


def _content(document: Document) -> tuple[Inline, ...]:
    (content,) = _contents(document)
    return content


def _shown(content: tuple[Inline, ...]) -> str:
    shown = ""
    for part in content:
        match part:
            case Strong():
                shown += f"**{_shown(part.content)}**"
            case Emphasis():
                shown += f"*{_shown(part.content)}*"
            case Link():
                shown += f"[{_shown(part.content)}]({part.url})"
            case _:
                shown += getattr(part, "text", "")
    return shown


@pytest.mark.parametrize("form", NAMES)
def test_forms(check: Check, form: str) -> None:
    """Each kind of publication is printed as the form has it."""
    lines = [f"# {form}: what forms/{form}.yaml of the program makes of references.yaml", ""]
    for entry in ENTRIES:
        checked = check(_source(", ".join(f"{key}: {entry[key]}" for key in entry), form=form))
        assert checked.value is not None
        lines.append(f"{entry['kind']}: {_shown(_content(checked.value))}")
        lines += [f"    not printed: {found.message}" for found in checked.diagnostics]
    golden, made = HERE / "forms" / f"{form}.txt", "\n".join((*lines, ""))
    if "CVTEX_RENEW" in os.environ:
        golden.write_text(made, encoding="utf-8")

    assert made == golden.read_text(encoding="utf-8")


def test_every_form() -> None:
    """The schema names each form that there is, and each has every kind."""
    assert {path.stem for path in FORMS.glob("*.yaml")} == set(NAMES)
    for name in NAMES:
        form = yaml.safe_load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"))
        assert form["kinds"].keys() == set(get_args(PublicationKind)), name


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "Ada Sample. *T*."),
        ("de", "Ada Sample. *T*."),
        ("ja", "Ada Sample. *T*."),
        ("zh", "SAMPLE Ada. T[M]."),
        ("zh-TW", "SAMPLE Ada. T[M]."),
    ],
)
def test_default(build: Build, language: str, printed: str) -> None:
    """References are printed by the Chinese standard in Chinese only, unless it is asked for."""
    entry = "kind: book, authors: [{family: Sample, given: Ada}], title: T"
    source = _source(entry, language).replace("form: gbt7714, ", "")

    assert _shown(_content(build(source))) == printed


def test_form_of_a_design(program: Program) -> None:
    """A design sets the form of all sections that have none of their own."""
    entry = "kind: book, authors: [{family: Sample, given: Ada}], title: T"
    source = _source(entry, form="gbt7714")
    own = source.splitlines()[-1].removeprefix("sections: [").removesuffix("]")
    none = own.replace("form: gbt7714, ", "title: Others, ")
    source = source.replace(own, f"{own}, {none}")
    (program.folder / "me.yaml").write_text(source, encoding="utf-8")
    program.run("build", "me.yaml", "-o", "me.txt", "--set", "design.publication_form=ieee")

    lines = (program.folder / "me.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.endswith(("T.", "T[M]."))] == [
        "• SAMPLE Ada. T[M].",
        "• A. Sample, T.",
    ]


OPTIONAL = [
    key
    for key, field in Publication.model_fields.items()
    if not field.is_required() and key not in {"et_al", "summary", *Noted.model_fields}
]
VALUES = {"url": "https://example.org/given", "doi": "10.5555/given"}
# Punctuation that has nothing to part or to end.
STRAY = re.compile(r"[,:;] ?[.,:;)]|(?<![.])[.][.]| [,.:;)]|  |[(] |[(][)]|[?!][.]|“”|[*]{4}")


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("kind", get_args(PublicationKind))
def test_every_field(check: Check, kind: str, form: str) -> None:
    """A field is printed, or a finding at its value says that the form has no place for it.

    Whichever field is the only one, no punctuation stands without one.
    """
    entries = (
        f"kind: {kind}, authors: [{ADA}], title: Moths, {key}: {VALUES.get(key, 'given')}"
        for key in OPTIONAL
    )
    checked = check(_source("}, {".join(entries), form=form))
    assert checked.value is not None
    shown = [_shown(content) for content in _contents(checked.value)]
    unprinted = [
        key
        for key, text in zip(OPTIONAL, shown, strict=True)
        if VALUES.get(key, "given") not in text
    ]

    assert [one.code for one in checked.diagnostics] == [Code.FIELD_NOT_PRINTED] * len(unprinted)
    assert [one.message.split("`")[1] for one in checked.diagnostics] == unprinted
    assert not unprinted or form != "plain"
    assert not [text for text in shown if STRAY.search(text)]


def test_summary(build: Build) -> None:
    """What a publication is about stands below its reference."""
    source = _source(f"kind: book, authors: [{ADA}], title: Moths, summary: They *eat* wool.")
    (block,) = build(source).sections[0].blocks
    assert isinstance(block, Highlights)
    (item,) = block.items
    (below,) = item.highlights

    assert below.text.text == "They eat wool."


def test_every_kind() -> None:
    """The table has every kind of the schema."""
    assert {entry["kind"] for entry in ENTRIES} == set(get_args(PublicationKind))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("authors", "named"),
    [
        (ADA, "**SAMPLE Ada**"),
        (f"{BOB}, {ADA}", "DOE Bob, **SAMPLE Ada**"),
        (f"{LI}, {ZHANG}", "李示范, **张样例**"),
        (f"{ZHANG}, {BOB}, {LI}", "**张样例**, DOE Bob, 李示范"),
        # More than three: the first three.
        (f"{ADA}, {BOB}, Cy, Di", "**SAMPLE Ada**, DOE Bob, Cy, et al."),
        (f"{ZHANG}, {LI}, 甲, 乙", "**张样例**, 李示范, 甲, 等."),
        # And in any case all up to the person.
        (f"A, B, C, {ADA}", "A, B, C, **SAMPLE Ada**"),
        (f"A, B, C, D, {ADA}", "A, B, C, D, **SAMPLE Ada**"),
        (f"A, B, C, D, {ADA}, F", "A, B, C, D, **SAMPLE Ada**, et al."),
        (f"甲, 乙, 丙, 丁, {ZHANG}, 戊", "甲, 乙, 丙, 丁, **张样例**, 等."),
        # The mark of more is in the language of the names.
        (f"{BOB}, {ZHANG}, A, B", "DOE Bob, **张样例**, A, 等."),
        # Names as they stand, and names of one part.
        ("{name: Ada Sample, self: true}", "**Ada Sample**"),
        ("Sample Society", "Sample Society"),
        ("{family: Sample}", "SAMPLE"),
        ("{family: 张, self: true}", "**张**"),
        ("{family: van Sample, given: J. R.}", "VAN SAMPLE J. R."),
        ("{name: '{given} *x*'}", "{given} *x*"),
    ],
)
def test_authors(check: Check, language: str, authors: str, named: str) -> None:
    """Of many authors three are named and in any case the person, who stands in bold.

    The first who is not named is reported.
    """
    checked = check(_source(f"kind: book, authors: [{authors}], title: T", language))
    assert checked.value is not None
    reported = [one.code for one in checked.diagnostics]

    assert _shown(_content(checked.value)) == f"{named.removesuffix('.')}. T[M]."
    assert reported == ([Code.FIELD_NOT_PRINTED] if named.endswith(("et al.", "等.")) else [])


def test_arabic_commas(check: Check) -> None:
    """A comma of the form is an Arabic one behind Arabic words."""
    authors = "{name: آدا مثال, self: true}, طوم, Bob, Cy"
    fields = f"kind: book, authors: [{authors}], title: الطواحين, publisher: دار, place: Rome"
    checked = check(_source(fields, "ar", "plain"))
    assert checked.value is not None

    printed = "**آدا مثال**، طوم، Bob, Cy. *الطواحين*. دار، Rome."
    assert _shown(_content(checked.value)) == printed


@pytest.mark.parametrize(
    ("form", "count", "own", "named"),
    [
        ("plain", 30, 0, f"{', '.join(f'N{n}' for n in range(1, 31))}."),
        ("acm", 3, 0, "N1, N2, and N3."),
        ("apa", 20, 0, f"{', '.join(f'N{n}' for n in range(1, 20))}, & N20."),
        ("apa", 22, 0, f"{', '.join(f'N{n}' for n in range(1, 20))}, . . . N22."),
        ("apa", 22, 20, f"{', '.join(f'N{n}' for n in range(1, 20))}, **N20**, . . . N22."),
        ("apa", 22, 21, f"{', '.join(f'N{n}' for n in range(1, 21))}, **N21**, & N22."),
        ("apa", 22, 22, f"{', '.join(f'N{n}' for n in range(1, 22))}, & **N22**."),
        ("ieee", 6, 0, "N1, N2, N3, N4, N5, and N6,"),
        ("ieee", 7, 0, "N1 et al.,"),
        ("ieee", 7, 3, "N1, N2, **N3** et al.,"),
        ("chicago", 10, 0, "N1, N2, N3, N4, N5, N6, N7, N8, N9, and N10."),
        ("chicago", 11, 0, "N1, N2, N3, N4, N5, N6, N7, et al."),
    ],
)
def test_many_authors(check: Check, form: str, count: int, own: int, named: str) -> None:
    """Each form has its own rule of how many authors are named."""
    authors = (
        f"{{name: N{place}, self: {str(place == own).lower()}}}" for place in range(1, count + 1)
    )
    entry = f"kind: book, authors: [{', '.join(authors)}], title: T"
    checked = check(_source(entry, form=form))
    assert checked.value is not None

    assert _shown(_content(checked.value)) == f"{named} *T*."


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Ada", "A."),
        ("A", "A."),
        ("A.", "A."),
        ("Ada Maria", "A. M."),
        ("A.M.", "A. M."),
        ("A. M.", "A. M."),
        ("AM", "A. M."),
        ("Jean-Luc", "J.-L."),
        ("J.-L.", "J.-L."),
        ("Ludwig van", "L. van"),
        ("Émile", "É."),
        ("Иван", "И."),
        ("שרה", "שרה"),
        ("", ""),
    ],
)
def test_initials(given: str, shown: str) -> None:
    """Given names are abbreviated by their capitals; a script without capitals is left alone."""
    assert initials(given) == shown


@pytest.mark.parametrize(
    ("authors", "named"),
    [(ADA, "**SAMPLE Ada**, et al"), (ZHANG, "**张样例**, 等"), (f"{ADA}, B, C", None)],
)
def test_et_al(build: Build, authors: str, named: str | None) -> None:
    """With `et_al` there are more authors than were typed; that is said once."""
    content = _content(build(_source(f"kind: book, authors: [{authors}], title: T, et_al: true")))

    assert _shown(content) == f"{named or '**SAMPLE Ada**, B, C, et al'}. T[M]."


@pytest.mark.parametrize(
    ("entry", "reference"),
    [
        ("kind: book, authors: [A. Sample Jr.], title: T", "A. Sample Jr. T[M]."),
        ("kind: book, authors: [{name: A. S., self: true}], title: T", "**A. S.** T[M]."),
        ("kind: journal, authors: [A], title: T, venue: Proc. Ex.", "A. T[J]. Proc. Ex."),
        ("kind: journal, authors: [A], title: T, venue: Proc. **Ex.**", "A. T[J]. Proc. **Ex.**"),
        ("kind: book, authors: [A], title: T, publisher: Sample Inc.", "A. T[M]. Sample Inc."),
        ("kind: book, authors: [A], title: .NET for all", "A. .NET for all[M]."),
        ("kind: book, authors: [A], title: What then?", "A. What then?[M]."),
        ("kind: online, authors: [A], title: T., year: 2023", "A. T.[EB/OL]. (2023)."),
        ("kind: journal, authors: [A...], title: T", "A... T[J]."),
        # What was typed keeps every full stop.
        ("kind: book, authors: [A], title: '**Inc.**.com'", "A. **Inc.**.com[M]."),
        ("kind: book, authors: [A], title: '`a.`.b. **c.**.'", "A. a..b. **c.**.[M]."),
        ("kind: journal, authors: [A], title: T, venue: Ex., year: .5", "A. T[J]. Ex., .5."),
    ],
)
def test_full_stops(build: Build, entry: str, reference: str) -> None:
    """No full stop stands behind another, in whatever face the first is printed."""
    assert _shown(_content(build(_source(entry)))) == reference


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        ("kind: journal", "A. T[J]."),
        ("kind: journal, venue: V, year: 2023", "A. T[J]. V, 2023."),
        ("kind: journal, venue: V, year: 2023, issue: 3", "A. T[J]. V, 2023(3)."),
        ("kind: journal, venue: V, year: 2023, volume: 12", "A. T[J]. V, 2023, 12."),
        ("kind: journal, venue: V, year: 2023, pages: 1-9", "A. T[J]. V, 2023: 1-9."),
        ("kind: conference", "A. T[C]."),
        ("kind: conference, venue: V", "A. T[C]//V."),
        ("kind: conference, venue: V, publisher: P", "A. T[C]//V. P."),
        ("kind: conference, venue: V, place: L, year: 2023", "A. T[C]//V. L, 2023."),
        ("kind: report", "A. T[R]."),
        ("kind: patent", "A. T[P]."),
        ("kind: preprint", "A. T[EB/OL]."),
        ("kind: online", "A. T[EB/OL]."),
    ],
)
def test_missing_fields(build: Build, fields: str, reference: str) -> None:
    """A field that is not given leaves no trace, neither its punctuation nor a gap."""
    assert _shown(_content(build(_source(f"{fields}, authors: [A], title: T")))) == reference


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        (
            "kind: journal, doi: 10.5555/sample.1",
            "A. T[J]. DOI: [10.5555/sample.1](https://doi.org/10.5555/sample.1).",
        ),
        (
            "kind: journal, doi: '10.5555/(S)1<1::A>3;2-#'",
            "A. T[J]. DOI: [10.5555/(S)1<1::A>3;2-#](https://doi.org/10.5555/(S)1%3C1::A%3E3;2-%23).",
        ),
        (
            "kind: journal, doi: https://doi.org/10.5555/sample.1",
            "A. T[J]. DOI: [10.5555/sample.1](https://doi.org/10.5555/sample.1).",
        ),
        ("kind: book, url: https://example.org/1", "A. [T](https://example.org/1)[M]."),
        (
            "kind: online, url: https://example.org/1",
            "A. T[EB/OL]. [https://example.org/1](https://example.org/1).",
        ),
        (
            "kind: preprint, url: tel:+1, doi: 10.5555/1",
            "A. T[EB/OL]. [tel:+1](tel:+1). DOI: [10.5555/1](https://doi.org/10.5555/1).",
        ),
    ],
)
def test_links(build: Build, fields: str, reference: str) -> None:
    """A DOI leads to its resolver, a URL where it says: printed, or behind the title."""
    assert _shown(_content(build(_source(f"{fields}, authors: [A], title: T")))) == reference


def test_markup(build: Build) -> None:
    """A title may have markup in it."""
    content = _content(build(_source("kind: book, authors: [A], title: 'On *E. sample*'")))

    assert [type(part).__name__ for part in content] == ["Text", "Emphasis", "Text"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "link-scheme"),
        ("ftp://example.org", "link-scheme"),
        ("example.org", "url-invalid"),
    ],
)
@pytest.mark.parametrize("kind", ["book", "online"])
def test_scheme(check: Check, kind: str, url: str, code: str) -> None:
    """A URL that a résumé may not lead to is an error."""
    built = check(_source(f"kind: {kind}, authors: [A], title: T, url: {url}"))

    assert [finding.code for finding in built.diagnostics] == [code]
    assert not built.ok

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from cvtex.design.theme import plain_design
from cvtex.diagnostics import Span
from cvtex.document import (
    CodeSpan,
    Design,
    Document,
    Emphasis,
    Inline,
    Leaf,
    Link,
    Section,
    Strong,
    Text,
)
from cvtex.editions.build import build_document
from cvtex.exchange.loading import load_content
from cvtex.unicode.bidi import stretches
from cvtex.unicode.clusters import BRAHMIC
from cvtex.writers.tex.encoded import Tex
from cvtex.writers.tex.latex import _environment, escape, leaf, write_latex

GOLDEN = Path(__file__).parent / "golden"
HERE = Span(Path("resume.yaml"), 1, 1)

# What the writer may write for a character; everything else stands for itself.
WRITTEN = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{special}": special for special in "{}$&#%_"},
    **{f"\\cvspacing{{{accent}}}": accent for accent in "¨¯´¸ˆˇ˘˙˚˛˜˝"},
}


def _leaf(*content: Inline | str) -> str:
    """Return what is written for a leaf, without the leaf around it."""
    inline = tuple(Text(part) if isinstance(part, str) else part for part in content)
    written = leaf(Leaf(7, inline, HERE))
    assert written.startswith(r"\cvleaf{7}{")
    assert written.endswith("}")
    return written[len(r"\cvleaf{7}{") : -1]


def _read(tex: str) -> str:
    """Return the characters that TeX prints for escaped text; fail at anything that is active."""
    read, at = "", 0
    while at < len(tex):
        written = next((form for form in WRITTEN if tex.startswith(form, at)), tex[at])
        assert written in WRITTEN or written not in "\\{}$&#%_~^", f"active: {tex[at:]!r}"
        read += WRITTEN.get(written, written)
        at += len(written)
    return read


def _document(name: str) -> Document:
    resume = load_content(GOLDEN / f"{name}.yaml").value
    assert resume is not None
    document = build_document(resume, plain_design()).value
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("\\", r"\textbackslash{}"),
        ("{", r"\{"),
        ("}", r"\}"),
        ("$", r"\$"),
        ("&", r"\&"),
        ("#", r"\#"),
        ("%", r"\%"),
        ("_", r"\_"),
        ("~", r"\textasciitilde{}"),
        ("^", r"\textasciicircum{}"),
        ("100% of R&D, C#, __init__.py, $5", r"100\% of R\&D, C\#, \_\_init\_\_.py, \$5"),
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("^^41", r"\textasciicircum{}\textasciicircum{}41"),
        (r"a\ b", r"a\textbackslash{} b"),
        ("~/.config", r"\textasciitilde{}/.config"),
        ("-- --- `` '' ?` !` << >> \"", "-- --- `` '' ?` !` << >> \""),
        ("<< name >> <% if %> <# x #>", r"<< name >> <\% if \%> <\# x \#>"),
        ("[a], {b} = *c*", r"[a], \{b\} = *c*"),
        ("“é” – — … ’ ñ ß", "“é” – — … ’ ñ ß"),
        ("张样例，《》。😀", "张样例，《》。😀"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_escape(text: str, tex: str) -> None:
    """What TeX takes for a mark is escaped; all else stays as it was typed, but composed (NFC)."""
    assert escape(text) == tex


@given(st.text() | st.text("\\{}$&#%_~^ab^^ \"'`-张"))
def test_escape_any(text: str) -> None:
    """Whatever the text, TeX prints all of it and nothing in it is a command."""
    assert _read(escape(text)) == normalize("NFC", text)


@given(st.text() | st.text("\\{}$&#%_~^a -“”…·张，", max_size=90))
def test_leaf_any(text: str) -> None:
    """A leaf prints its text, but for the spaces that are tied and the marks around punctuation."""
    written = re.sub(r"\\cvwestern\{(.)\}", r"\1", _leaf(text)).replace("\\cvtied{", "\\cvtied")
    if stretches(text) or BRAHMIC.search(text):
        return  # brackets are turned there, or words are marked: see test_levels
    written = re.sub(r"(?<!\\)%\n|\\cv(split|break|tie|apart)\{\}", "", written)
    written = re.sub(r"\\cvlong\{([^\\{}]|\\.|\{[^{}]*\})*\}", "", written)
    written = re.sub(r"\\cvdash\{(.)\}", r"\1", re.sub(r"\\cv(space|gap)\{\}", " ", written))
    text = re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", text)
    literal, tied, rest = written.partition("\\cvtied")
    if tied:
        assert rest.endswith("}")
        literal += rest[:-1]

    assert normalize("NFC", _read(re.sub(r"(?<!\\)~", " ", literal))) == normalize("NFC", text)


@pytest.mark.parametrize(
    ("content", "tex"),
    [
        (Strong((Text("a&b"),)), r"\cvstrong{a\&b}"),
        (Emphasis((Text("a&b"),)), r"\cvemphasis{a\&b}"),
        (CodeSpan("__init__(\\)"), r"\cvcode{\_\_init\_\_(\textbackslash{})}"),
        (CodeSpan("“a”"), r"\cvcode{\cvwestern{“}a\cvwestern{”}}"),
        (Strong((Emphasis((CodeSpan("a"), Text("b"))),)), r"\cvstrong{\cvemphasis{\cvcode{a}b}}"),
    ],
)
def test_inline(content: Inline, tex: str) -> None:
    """Bold, italic and code are semantic commands around escaped text."""
    assert _leaf(content) == tex


def test_link() -> None:
    """The source has the text of a link, and no target: nothing in that can be a command."""
    assert _leaf(Link((Text("a&b"),), r"https://e.org/\input{x}")) == r"\cvlink{a\&b}"


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        # Between Latin letters, digits and at the ends of Latin text: Western.
        ("don’t", "don\\cvwestern{’}t"),
        ("“Ada”", "\\cvwestern{“}Ada\\cvwestern{”}"),
        ("2021 – 2023", "2021 \\cvwestern{–} 2023"),
        ("a — b … c·d", "a \\cvwestern{—} b \\cvwestern{…} c\\cvwestern{·}d"),
        ("a “—” b", "a \\cvwestern{“}\\cvwestern{—}\\cvwestern{”} b"),
        # Beside Han, also with a space or its like between: Chinese.
        ("张“Ada”例", "张“Ada”例"),
        ("2023.09 – 至今", "2023.09 \\cvwestern{–}\\cvgap{}至今"),
        ("样例……", "样例……"),
        ("样·例", "样·例"),
        ("Ada ——张", "Ada\\cvgap{}——张"),
        ("a，“b", "a，“b"),
        ("例――の―a", "例――の―a"),
        # Two dashes are one line, in a text with Han.
        ("Ada――Bo、例", "Ada――Bo、例"),
        ("张，A——B—C", "张，A——B\\cvwestern{—}C"),
        ("A——B", "A\\cvwestern{—}\\cvwestern{—}B"),
        # Each by its own neighbours.
        ("张“Ada’s”", "张“Ada\\cvwestern{’}s\\cvwestern{”}"),
        ("见《Ada’s》", "见《Ada\\cvwestern{’}s》"),
    ],
)
def test_punctuation(text: str, tex: str) -> None:
    """Punctuation that scripts share is Western between Western letters, and not beside Han."""
    assert _leaf(text) == tex


@pytest.mark.parametrize(
    ("content", "tex"),
    [
        ((Strong((Text("Ada"),)), "’s"), "\\cvstrong{Ada}\\cvwestern{’}s"),
        ((Strong((Text("样例"),)), "“a"), "\\cvstrong{样例}“a"),
        ((CodeSpan("张"), "…"), "\\cvcode{张}…"),
        (("a", Link((Text("…"),), "tel:1"), "b"), "a\\cvlink{\\cvwestern{…}}b"),
        (("a", Link((Text("…"),), "tel:1"), "张"), "a\\cvlink{…}张"),
    ],
)
def test_punctuation_across_marks(content: tuple[Inline | str, ...], tex: str) -> None:
    """The neighbours of punctuation are found also where bold, code or a link ends."""
    assert _leaf(*content) == tex


LONG = "A sentence that is long enough to fill more than a whole line of text with its words"
HAN = "这一句话足够长，长到排版之后必然会超出一行的宽度，于是末尾几个字需要放在一"


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        (f"{LONG} here", f"{LONG}~here"),
        (f"{LONG} 5 %", f"{LONG} 5~\\%"),
        ("Quoi ? Un « mot » (un seul)", "Quoi~? Un «~mot~» (un seul)"),
        ("Use .NET , not it", "Use .NET~, not it"),
        ("他说“……”了", "他说“\\cvtie{}\\cvdash{…}…\\cvtie{}”了"),
        ("样例（Sample）)，", "样例（Sample）\\cvtie{})，"),
        ("人々", "人\\cvtie{}々"),
        ("시스템을 ①설계", "시스템을\\cvgap{}①설계"),
        # Between two that are set in a square a script may close it up, else it is printed.
        ("样例 样例", "样例\\cvspace{}样例"),
        ("样例。 样例", "样例。\\cvspace{}样例"),
        ("样例。 Ada", "样例。\\cvgap{}Ada"),
        ("样例 .NET", "样例\\cvgap{}.NET"),
        ("样例 ①", "样例\\cvgap{}①"),
        ("± 5", "±\\cvspace{}5"),
        ("A short sentence here", "A short sentence here"),
        (f"{LONG} incomprehensibly", f"{LONG} incomprehensibly"),
        (f"{HAN}起来看", f"{HAN}\\cvtied{{起来看}}"),
        (f"{HAN}Rust里。", f"{HAN}\\cvtied{{Rust里。}}"),
        (f"{HAN}A–B里", f"{HAN}A\\cvtied{{\\cvwestern{{–}}B里}}"),
        (f"{HAN}incomprehensible里", f"{HAN}incomprehensible里"),
        ("短句不必如此处理", "短句不必如此处理"),
    ],
)
def test_ties(text: str, tex: str) -> None:
    """No mark is parted from its word, and the last line of a long text is never a short word."""
    assert _leaf(text) == tex


def test_ties_across_marks() -> None:
    """The end of a long text is tied also where it is bold."""
    assert _leaf(f"{LONG} is ", Strong((Text("so here"),))) == f"{LONG} is \\cvstrong{{so~here}}"
    assert _leaf(HAN, Strong((Text("起来看看它吧"),))) == (
        f"{HAN}\\cvstrong{{起来看\\cvtied{{看它吧}}}}"
    )
    assert _leaf(HAN, Strong((Text("看它"),))) == f"{HAN}\\cvstrong{{\\cvtied{{看它}}}}"


@pytest.mark.parametrize(
    ("length", "places"), [(23, 0), (24, 0), (40, 39), (400, 399), (4_000, 499)]
)
def test_places_to_split(length: int, places: int) -> None:
    """A word may be split behind each of its letters, a very long one behind each eighth."""
    assert _leaf("x" * length).count("\\cvsplit{}") == places


@pytest.mark.parametrize("value", ["text", "", 5, None, ("a",), Text("a"), Leaf(1, (), HERE)])
def test_a_plain_value_is_refused(value: object) -> None:
    """A template that forgets the encoder is an error, and not a hole."""
    template = _environment().from_string("<< value >>")

    with pytest.raises(TypeError, match="the template prints a plain"):
        template.render(value=value)


@pytest.mark.parametrize(
    "template", ["<< vlaue >>", "<< value.nothing | number >>", "<% if vlaue %>x<% endif %>"]
)
def test_an_undefined_name_is_refused(template: str) -> None:
    """A template that misspells a name is an error, and prints no gap."""
    with pytest.raises(UndefinedError):
        _environment().from_string(template).render(value=Tex("x"))


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("<< value >>", r"\x{<&>}"),
        ("<< 5 | number >>", "5"),
        ("<< 'classic-2' | name >>", "classic-2"),
        ("<% macro m(x) %><< x >><% endmacro %><< m(value) >>", r"\x{<&>}"),
        ("{# {{ value }} {% #}\n", "{# {{ value }} {% #}\n"),
    ],
)
def test_what_is_encoded_is_printed(template: str, printed: str) -> None:
    """LaTeX source is printed as it is, never escaped as HTML, through macros as well."""
    assert _environment().from_string(template).render(value=Tex(r"\x{<&>}")) == printed


@pytest.mark.parametrize("name", ["../evil", "a b", "", "a}\\input{x", "a\n", "简"])
def test_a_name_is_a_name(name: str) -> None:
    """A theme or script is named by letters, digits and hyphens alone: nothing else is written."""
    document = _document("ada")

    with pytest.raises(ValueError, match="not a name"):
        write_latex(replace(document, design=Design((name,))))
    with pytest.raises(ValueError, match="not a name"):
        write_latex(replace(document, script=name))


def test_long_runs() -> None:
    """An address goes on in the next line behind a mark, never behind a hyphen; a word does not."""
    address = "https://example.org/a-tool/of_some?length=1"
    content = (Text(f"see {address} and/or cloud-native"),)
    written = leaf(Leaf(1, content, Span(Path("me.yaml"))))

    assert (
        "https:/\\cvapart{}/\\cvbreak{}example.\\cvbreak{}org/\\cvbreak{}a-tool/\\cvbreak{}of"
        in written
    )
    assert "and/or cloud-native" in written


@pytest.mark.parametrize("name", ["ada", "zhang"])
def test_golden(name: str) -> None:
    """An invented person's résumé is written as the file beside it, line by line."""
    written = write_latex(_document(name))

    assert written.splitlines() == (GOLDEN / f"{name}.tex").read_text("utf-8").splitlines()
    assert written.endswith("\n")


def test_every_leaf_is_written_once(people: Path) -> None:
    """Every leaf of a Document is in its source exactly once, in reading order."""
    resume = load_content(people / "all_sections.en.yaml").value
    assert resume is not None
    document = build_document(resume, plain_design()).value
    assert document is not None
    numbers = re.findall(r"\\cvleaf\{(\d+)\}", write_latex(document))

    assert [int(number) for number in numbers] == [leaf.number for leaf in document.leaves()]


@pytest.mark.parametrize(
    "change",
    [
        lambda document: replace(document, headline=None, contacts=(), sections=()),
        lambda document: replace(document, sections=(Section("text", document.name, ()),)),
    ],
)
def test_parts_that_are_missing(change: Callable[[Document], Document]) -> None:
    """A Document without some of its parts is written without them, braces in balance."""
    document = change(_document("ada"))
    written = write_latex(document)

    assert written.count(r"\begin{") == written.count(r"\end{")
    assert written.count("{") == written.count("}")
    assert written.count(r"\cvleaf") == len(list(document.leaves()))


def test_source_is_marked() -> None:
    """LaTeX source keeps its type through the encoders, and stands for itself in Jinja."""
    assert isinstance(escape("a"), Tex)
    assert isinstance(leaf(Leaf(1, (), HERE)), Tex)
    assert Markup("<") + Tex("&") == Markup("<&")


TURNED = {
    "a ש b": r"\cvrun{0}{a }\cvrtl{\cvrun{2}{\cvrtl{ש}}}\cvrun{3}{ b}",
    "ש 1+2 (ב)": r"\cvrtl{\cvrun{0}{\cvrtl{ש}} \cvltr{\cvrun{2}{1+2}} "
    r"\cvrun{6}{\cvrtl{(ב)}}}",
    "ש" * 24: rf"\cvrtl{{\cvlong{{{'ש' * 24}}}"
    + r"\cvsplit{}".join(rf"\cvrun{{{at}}}{{\cvrtl{{ש}}}}" for at in range(24))
    + "}",
    # By its mark the glyphs of a word are known: its signs are painted before its letters.
    "कि र्क a": r"\cvrun{0}{कि} \cvrun{3}{र्क} \cvrun{7}{a}",
    "a ٣": r"\cvrun{0}{a }\cvrtl{\cvltr{\cvrun{2}{٣}}}",
}


@pytest.mark.parametrize("text", TURNED)
def test_levels(text: str) -> None:
    """Text of a level stands in a group of its own, and inside turned text word by word."""
    assert _leaf(text) == TURNED[text]

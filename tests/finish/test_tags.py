"""The structure tree says what each thing is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name

from . import poppler
from .people import FIRST, LONG

if TYPE_CHECKING:
    from .conftest import Case

_MCID = re.compile(rb"MCID (\d+)")


def test_english_tags(english: Case) -> None:
    """The English Document comes back from the tags alone, words and structure."""
    long = LONG.strip()
    assert poppler.tags(english.pdf) == [
        (0, "Document", ""),
        (1, "H1", "Ada Fielding"),
        (1, "P", "Engineer — efficient offices"),
        (1, "L", ""),
        (2, "LI", ""),
        (3, "LBody", ""),
        (4, "Span", "Phone "),
        (4, "Span", ""),
        (5, "Link", "+1 555 0100"),
        (2, "LI", ""),
        (3, "LBody", "ada@example.org"),
        (1, "Sect", ""),
        (2, "H2", "Summary"),
        (2, "P", "Builds mills that do not stop."),
        (1, "Sect", ""),
        (2, "H2", "Work"),
        (2, "H3", ""),
        (3, "Span", "Mr. Yarrow & Co. "),
        (3, "Span", "Engineer "),
        (3, "Span", "Hull "),
        (3, "Span", "May 2021 – Sep 2023"),
        (2, "P", ""),
        (3, "Span", "Mentor: "),
        (3, "Span", "Mr. Vane"),
        (2, "H4", "Tide office"),
        (2, "L", ""),
        (3, "LI", ""),
        (4, "Lbl", "•"),
        (4, "LBody", "Wrote __init__.py"),
        (2, "L", ""),
        (3, "LI", ""),
        (4, "Lbl", "•"),
        (4, "LBody", "First level"),
        (5, "L", ""),
        (6, "LI", ""),
        (7, "Lbl", "•"),
        (7, "LBody", "Second level"),
        (8, "L", ""),
        (9, "LI", ""),
        (10, "Lbl", "•"),
        (10, "LBody", "Third level"),
        (3, "LI", ""),
        (4, "Lbl", "•"),
        (4, "LBody", "It is told in and ."),
        # A space behind a link, where a line ends in TeX's source, is the link's.
        (5, "Link", f"{FIRST} "),
        (5, "Link", "a second"),
        (5, "Link", "third"),
        (3, "LI", ""),
        (4, "Lbl", "•"),
        (4, "LBody", f"Began. Ended. {long}"),
        (5, "Link", f"{long} "),
        (3, "LI", ""),
        (4, "Lbl", "•"),
        (4, "LBody", long),
        (1, "Sect", ""),
        (2, "H2", "Awards"),
        (2, "P", "None yet, 2023-2024."),
    ]


def test_chinese_tags(chinese: Case) -> None:
    """Chinese comes back without a space that nobody typed, and with those between fields."""
    told = [element.text for element in poppler.tags(chinese.pdf) if element.text]
    assert told == [
        "林知夏",
        "MLE 工程师",
        "电话 ",
        "+86 555 0100",
        "实习经历",
        "海桐书店 ",
        "算法工程师 ",
        "2023.05 – 2023.09",
        "导师：",
        "周先生 ",
        "排名：",
        "3 / 120",
        "•",
        "基于LightGBM预测30天价值（LTV-30），用户价值提升7%……见，以及其后的各项改进，一直用到今天。",
        "《潮汐书店推荐系统两年实践报告》全文以及后来补写的附录",
        "•",
        "用 Python 与 Rust 写成 • 共 3 处",
    ]


def test_identifiers(case: Case) -> None:
    """Each leaf has one element that says its number, and is found by it."""
    names = case.opened.Root.StructTreeRoot.IDTree.Names.as_list()
    found = dict(zip(map(str, names[::2]), names[1::2], strict=True))

    assert list(found) == sorted(found)
    assert set(found) == {f"leaf-{leaf.number}" for leaf in case.document.leaves()}
    assert all(str(element.ID) == name for name, element in found.items())
    assert all(_content(element) or element.K for element in found.values())


def test_page_break(english: Case) -> None:
    """A leaf that is broken over pages is one element with content on each, without the foot."""
    assert len(english.opened.pages) > 2
    broken = {
        str(element.S)
        for element in _elements(english.opened)
        if len({page for page, _ in _content(element)}) > 1
    }
    assert broken == {"/LBody", "/Link"}


def test_parent_tree(case: Case) -> None:
    """From each piece of marked content and each annotation a way leads back to its element."""
    pdf = case.opened
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums.as_list()
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        content = page.Contents.read_bytes()
        used = [int(number) for number in _MCID.findall(content)]
        assert used == list(range(len(used)))
        owners = parents.pop(int(page.StructParents))
        assert len(owners) == len(used)
        for mcid, owner in enumerate(owners):
            assert (page.objgen, mcid) in _content(owner)
        for annotation in page.get("/Annots", []):
            link = parents.pop(int(annotation.StructParent))
            assert link.S == "/Link"
            assert annotation.objgen in [
                kid.Obj.objgen for kid in link.K if isinstance(kid, Dictionary) and "/Obj" in kid
            ]
    assert not parents


def test_links(english: Case) -> None:
    """Each annotation is tied to the text that it lies on, and says it; one for each line."""
    said: dict[str, int] = {}
    for page in english.opened.pages:
        for annotation in page.get("/Annots", []):
            text = str(annotation.Contents)
            said[text] = said.get(text, 0) + 1
    assert list(said) == ["+1 555 0100", FIRST, "a second", "third", LONG.strip()]
    assert said[FIRST] == 2
    assert said["third"] == 1
    assert said[LONG.strip()] > 30


def test_artifacts(case: Case) -> None:
    """All that is painted stands in the structure tree or is an artifact."""
    for page in case.opened.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name in {"BMC", "BDC"}:
                assert name == "BDC" or instruction.operands[0] == Name.Artifact
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in {"TJ", "Tj", "S", "f", "Do"}:
                assert depth == 1
        assert depth == 0


def test_separators_are_artifacts(english: Case) -> None:
    """What the theme prints between contacts is seen, but not read aloud."""
    assert "·" in poppler.text(english.pdf)
    assert "·" not in poppler.run("pdfinfo", "-struct-text", english.pdf)


def _elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = list(pdf.Root.StructTreeRoot.K)
    for element in found:
        found += [kid for kid in element.K if isinstance(kid, Dictionary) and "/S" in kid]
    return found


def _content(element: pikepdf.Object) -> set[tuple[object, int]]:
    return {
        (element.Pg.objgen, int(kid)) if isinstance(kid, int) else (kid.Pg.objgen, int(kid.MCID))
        for kid in element.K
        if isinstance(kid, int) or "/MCID" in kid
    }

"""Damages to what is on the page: characters, fonts, boxes, links."""

# ruff: noqa: D103 - the name of a damage says what it is

from __future__ import annotations

from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, String

from cvtex.pdf.cmap import write_cmap
from cvtex.verify.opened import open_pdf
from cvtex.verify.page.model import Word

from . import change, element, finds, font_of, link, read_as


@finds("character-lookalike", "tags-mismatch")
def ligature(pdf: Pdf) -> None:
    read_as(pdf, "a", "\ufb01")


@finds("character-lookalike", "tags-mismatch")
def kangxi_radical(pdf: Pdf) -> None:
    read_as(pdf, "a", "\u2f08")


@finds("character-lookalike", "tags-mismatch")
def soft_hyphen(pdf: Pdf) -> None:
    read_as(pdf, "a", "\u00ad")


@finds("character-lookalike", "tags-mismatch")
def compatibility_ideograph(pdf: Pdf) -> None:
    read_as(pdf, "a", "\uf900")


@finds("character-unreadable", "tags-mismatch")
def private_use(pdf: Pdf) -> None:
    read_as(pdf, "a", "\ue000")


@finds("character-unreadable", "tags-mismatch")
def replacement_character(pdf: Pdf) -> None:
    read_as(pdf, "a", "\ufffd")


@finds("bullet-unusual")
def arrow_for_bullet(pdf: Pdf) -> None:
    read_as(pdf, "•", "‣")


@finds("bullet-unusual", "tags-missing", "annotation-untagged")
def square_without_tags(pdf: Pdf) -> None:
    read_as(pdf, "•", "■")
    del pdf.Root.StructTreeRoot


@finds("font-unmapped", "character-unreadable", "tags-mismatch")
def no_tounicode(pdf: Pdf) -> None:
    del font_of(pdf, "a")[0].ToUnicode


@finds("font-unmapped", "tags-mismatch")
def code_without_meaning(pdf: Pdf) -> None:
    read_as(pdf, "a", "")


@finds("font-unmapped", "tags-mismatch")
def code_of_a_mark(pdf: Pdf) -> None:
    read_as(pdf, "a", "\ufeff")


@finds("font-not-embedded")
def not_embedded(pdf: Pdf) -> None:
    del font_of(pdf, "a")[0].DescendantFonts[0].FontDescriptor.FontFile3


@finds("font-not-subset")
def not_a_subset(pdf: Pdf) -> None:
    font_of(pdf, "a")[0].DescendantFonts[0].BaseFont = Name.Libertine


@finds("font-type3")
def letters_in_type3(pdf: Pdf) -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1, 1]),
        FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        FirstChar=97,
        LastChar=97,
        Widths=Array([0]),
        CharProcs=Dictionary(a=pdf.make_stream(b"0 0 d0")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        ToUnicode=pdf.make_stream(write_cmap({97: "x"}, 1)),
    )
    pdf.pages[0].Resources.Font.T3 = pdf.make_indirect(font)
    change(pdf, b"/Span <<", b"/Artifact BMC BT /T3 1 Tf 0 -300 Td (a) Tj ET EMC /Span <<")


def _first(pdf: Pdf) -> Word:
    with open_pdf(Path(pdf.filename)) as opened:
        assert opened.value
        return opened.value.pages[0].words[0]


@finds("text-outside", "link-area")
def shifted_page(pdf: Pdf) -> None:
    change(pdf, b"q\n1 0 0 1 ", b"1 0 0 1 30 0 cm q\n1 0 0 1 ")


@finds("text-outside", "link-area", "bookmarks-missing")
def text_off_the_sheet(pdf: Pdf) -> None:
    del pdf.pages[0].ArtBox
    change(pdf, b"q\n1 0 0 1 ", b"1 0 0 1 0 90 cm q\n1 0 0 1 ")


@finds("page-rotated")
def page_on_its_side(pdf: Pdf) -> None:
    pdf.pages[0].Rotate = 270


@finds("standard-broken")
def letters_of_ink(pdf: Pdf) -> None:
    _append(pdf, " 0 0 0 1 k")


@finds("standard-broken")
def text_placed_outside(pdf: Pdf) -> None:
    _append(pdf, " 1 0 Td")


@finds("standard-broken")
def nested_text(pdf: Pdf) -> None:
    _append(pdf, " BT BT ET")


@finds("standard-broken")
def text_that_ends_twice(pdf: Pdf) -> None:
    _append(pdf, " BT ET ET")


@finds("standard-broken")
def text_without_end(pdf: Pdf) -> None:
    _append(pdf, " BT")


@finds("standard-broken")
def saved_for_ever(pdf: Pdf) -> None:
    _append(pdf, " q")


@finds("standard-broken")
def brought_back_without_being_saved(pdf: Pdf) -> None:
    _append(pdf, " Q")


@finds("standard-broken")
def mark_without_end(pdf: Pdf) -> None:
    _append(pdf, " /Artifact BMC")


@finds("standard-broken")
def mark_that_ends_twice(pdf: Pdf) -> None:
    _append(pdf, " /Artifact BMC EMC EMC")


@finds("standard-broken")
def form_that_does_not_end(pdf: Pdf) -> None:
    form = pdf.make_stream(b"q BT ET", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 1, 1])
    pdf.pages[0].Resources.XObject = Dictionary(Open=form)
    _append(pdf, " /Artifact BMC /Open Do EMC")


@finds("text-covered")
def text_on_text(pdf: Pdf) -> None:
    word, (font, _, code) = _first(pdf), font_of(pdf, "a")
    name = next(key for key, one in pdf.pages[0].Resources.Font.items() if one == font)
    left, bottom, _, _ = word.box
    again = f" /Artifact BMC BT {name} 24 Tf {left} {bottom} Td <{code:04x}> Tj ET EMC"
    _append(pdf, again)


def _keywords(pdf: Pdf, how: str) -> None:
    """Add a word as those do who want a machine to read what nobody sees."""
    font, _, code = font_of(pdf, "a")
    name = next(key for key, one in pdf.pages[0].Resources.Font.items() if one == font)
    text = f"{how} BT {name} 20 Tf 450 20 Td <{code:04x}> Tj ET"
    _append(pdf, f" /Artifact BMC q {text} Q EMC")


def _word(pdf: Pdf, how: str) -> None:
    """Add a word of several letters."""
    font, text, code = font_of(pdf, "a")
    name = next(key for key, one in pdf.pages[0].Resources.Font.items() if one == font)
    other = next(code for code, said in text.items() if said == "e")
    word = f"{code:04x}{other:04x}" * 4
    _append(pdf, f" /Artifact BMC q BT {name} 20 Tf {how} <{word}> Tj ET Q EMC")


@finds("words-added")
def words_beside_a_number_in_the_text(pdf: Pdf) -> None:
    bottom = (_first(pdf).box.bottom + 99) / 2
    font, text, code = font_of(pdf, "a")
    name = next(key for key, one in pdf.pages[0].Resources.Font.items() if one == font)
    one = next(code for code, said in text.items() if said == "1")
    shown = f"<{code:04x}{code:04x}{code:04x}{code:04x}{code:04x}{one:04x}>"
    _append(pdf, f" /Artifact BMC BT {name} 3 Tf 20 {bottom} Td {shown} Tj ET EMC")


@finds("words-added")
def words_of_nobody(pdf: Pdf) -> None:
    font, _, code = font_of(pdf, "a")
    name = next(key for key, one in pdf.pages[0].Resources.Font.items() if one == font)
    words = f"{code:04x}" * 9
    _append(pdf, f" /Artifact BMC BT {name} 9 Tf 72 30 Td <{words}> Tj ET EMC")


@finds("text-hidden")
def not_painted(pdf: Pdf) -> None:
    _keywords(pdf, "3 Tr")


@finds("text-hidden")
def see_through_as_a_group(pdf: Pdf) -> None:
    font, _, code = font_of(pdf, "a")
    text = f"/Whole gs BT /F 20 Tf 450 20 Td <{code:04x}> Tj ET".encode()
    form = pdf.make_stream(text, Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Group = Array([0, 0, 595, 842]), Dictionary(S=Name.Transparency)
    states = Dictionary(Gone=Dictionary(ca=0), Whole=Dictionary(ca=1))
    form.Resources = Dictionary(Font=Dictionary(F=font), ExtGState=states)
    pdf.pages[0].Resources.ExtGState = states
    pdf.pages[0].Resources.XObject = Dictionary(Group=form)
    _append(pdf, " /Artifact BMC q /Gone gs /Group Do Q EMC")


@finds("text-hidden")
def scaled_to_nothing(pdf: Pdf) -> None:
    _word(pdf, "0 Tz 450 20 Td")


@finds("text-hidden")
def of_no_size(pdf: Pdf) -> None:
    _word(pdf, "0 0 0 1 450 20 Tm")


@finds("text-hidden")
def drawn_out(pdf: Pdf) -> None:
    _keywords(pdf, "600 Tz")


@finds("text-hidden", "annotation-untagged")
def words_of_a_note(pdf: Pdf) -> None:
    form = pdf.make_stream(b"BT /F 9 Tf 0 1 Td (keywords) Tj ET", Subtype=Name.Form)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    form.BBox, form.Resources = Array([0, 0, 50, 10]), Dictionary(Font=Dictionary(F=font))
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([450, 20, 500, 30]))
    note.AP, note.F, note.Contents = Dictionary(N=form), 4, String("keywords")
    pdf.pages[0].Annots.append(pdf.make_indirect(note))


@finds("page-unit")
def another_unit(pdf: Pdf) -> None:
    pdf.pages[0].UserUnit = 2


@finds("page-blank")
def blank_page_behind(pdf: Pdf) -> None:
    pdf.add_blank_page(page_size=(595, 842))


@finds("text-hidden")
def white_on_white(pdf: Pdf) -> None:
    _keywords(pdf, "1 g")


@finds("text-hidden")
def clipped_away(pdf: Pdf) -> None:
    _keywords(pdf, "0 0 9 9 re W n")


@finds("text-hidden")
def white_from_above(pdf: Pdf) -> None:
    font, _, code = font_of(pdf, "a")
    down = Dictionary(dict(font.items()))
    down.Encoding = Name("/Identity-V")
    pdf.pages[0].Resources.Font.Down = pdf.make_indirect(down)
    _append(pdf, f" /Artifact BMC q 1 g BT /Down 20 Tf 450 40 Td <{code:04x}> Tj ET Q EMC")


@finds("text-hidden")
def size_of_a_state(pdf: Pdf) -> None:
    font, _, code = font_of(pdf, "a")
    pdf.pages[0].Resources.ExtGState = Dictionary(Small=Dictionary(Font=Array([font, 0.1])))
    shown = f"BT /Small gs 450 20 Td <{code:04x}> Tj ET"
    _append(pdf, f" /Artifact BMC q {shown} Q EMC")


@finds("text-hidden")
def beyond_its_form(pdf: Pdf) -> None:
    font, _, code = font_of(pdf, "a")
    text = f"BT /F 20 Tf 450 20 Td <{code:04x}> Tj ET".encode()
    form = pdf.make_stream(text, Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = Array([0, 0, 9, 9]), Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].Resources.XObject = Dictionary(Cut=form)
    _append(pdf, " /Artifact BMC /Cut Do EMC")


@finds("text-hidden")
def patch_over_text(pdf: Pdf) -> None:
    left, bottom, right, _ = _first(pdf).box
    _append(pdf, f" /Artifact BMC 1 g {left} {bottom - 9} {right - left} 40 re f EMC")


@finds("text-hidden")
def patch_in_a_form(pdf: Pdf) -> None:
    left, bottom, right, _ = _first(pdf).box
    form = pdf.make_stream(b"1 g 0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 1, 1])
    pdf.pages[0].Resources.XObject = Dictionary(Patch=form)
    placed = f"{right - left} 0 0 40 {left} {bottom - 9} cm"
    _append(pdf, f" /Artifact BMC q {placed} /Patch Do Q EMC")


def _append(pdf: Pdf, more: str) -> None:
    contents = pdf.pages[0].Contents
    contents.write(b"q " + contents.read_bytes() + b" Q" + more.encode())


@finds("link-area")
def link_too_short(pdf: Pdf) -> None:
    left, bottom, right, top = map(float, link(pdf).Rect.as_list())
    link(pdf).Rect = Array([left, bottom, left + (right - left) / 3, top])


@finds("link-area")
def link_beside_its_text(pdf: Pdf) -> None:
    link(pdf).Rect = Array([0, 0, 5, 5])


@finds("link-target", "tags-mismatch", "content-active")
def link_to_a_file(pdf: Pdf) -> None:
    link(pdf).A.URI = String("file:///etc/hosts")


@finds("link-target", "tags-mismatch")
def link_with_a_space(pdf: Pdf) -> None:
    link(pdf).A.URI = String("https://example.org/a b")


@finds("link-target", "tags-mismatch")
def link_to_no_mailbox(pdf: Pdf) -> None:
    link(pdf).A.URI = String("mailto:ada")


@finds("link-target", "tags-mismatch", "content-active")
def link_that_starts_a_program(pdf: Pdf) -> None:
    link(pdf).A = Dictionary(S=Name.Launch, F=String("a.exe"))


@finds("figure-alt-missing", "tags-mismatch")
def figure_without_words(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Figure

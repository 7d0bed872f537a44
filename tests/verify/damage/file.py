"""Damages to what is behind the page: metadata, tags, standards."""

# ruff: noqa: D103 - the name of a damage says what it is

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from cvtex.pdf.objects import Value

from . import change, element, elements, finds, link


@finds("metadata-mismatch")
def other_title_in_info(pdf: Pdf) -> None:
    pdf.docinfo.Title = String("Something else")


@finds("metadata-mismatch")
def other_date(pdf: Pdf) -> None:
    pdf.docinfo.CreationDate = String("D:19990101000000Z")


@finds("metadata-missing")
def no_keywords_in_either(pdf: Pdf) -> None:
    del pdf.docinfo.Keywords
    _xmp(pdf, b"pdf:Keywords>", b"pdf:Words>")


@finds("metadata-missing", "metadata-mismatch")
def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata
    del pdf.trailer.Info


@finds("metadata-mismatch")
def xmp_that_is_no_xml(pdf: Pdf) -> None:
    _xmp(pdf, b"<rdf:RDF", b"<rdf:RDF <")


@finds("metadata-mismatch")
def xmp_with_entities(pdf: Pdf) -> None:
    _xmp(pdf, b"<x:xmpmeta", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x:xmpmeta")


@finds("metadata-machine", "metadata-mismatch")
def path_in_the_producer(pdf: Pdf) -> None:
    pdf.docinfo.Producer = String("cvtex in /home/ada/cv")


@finds("metadata-machine")
def path_of_windows_in_a_font(pdf: Pdf) -> None:
    pdf.pages[0].PieceInfo = Dictionary(Maker=Dictionary(Private=String(r"C:\Users\ada\cv.pdf")))


@finds("metadata-machine", "metadata-mismatch")
def time_and_zone(pdf: Pdf) -> None:
    pdf.docinfo.ModDate = String("D:20240102030405+08'00'")


@finds("bookmarks-missing")
def no_bookmarks(pdf: Pdf) -> None:
    del pdf.Root.Outlines


@finds("bookmarks-missing")
def bookmark_of_another_section(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.First.Title = String("Elsewhere")


def _section(pdf: Pdf) -> Value:
    """Return the bookmark of the first section."""
    return pdf.Root.Outlines.First.First


@finds("bookmarks-missing")
def bookmark_without_a_place(pdf: Pdf) -> None:
    del _section(pdf).Dest


@finds("bookmarks-missing")
def bookmark_of_a_name_that_nobody_has(pdf: Pdf) -> None:
    _section(pdf).Dest = String("section.1")


@finds("bookmarks-missing")
def bookmark_of_a_page_that_is_gone(pdf: Pdf) -> None:
    _section(pdf).Dest = Array([pdf.make_indirect(Dictionary(Type=Name.Page)), Name.Fit])


@finds("bookmarks-missing")
def bookmark_to_a_page_beyond_the_last(pdf: Pdf) -> None:
    _section(pdf).Dest = Array([9, Name.Fit])


@finds("bookmarks-missing")
def action_to_nowhere(pdf: Pdf) -> None:
    del _section(pdf).Dest
    _section(pdf).A = Dictionary(S=Name.GoTo)


@finds("bookmarks-missing")
def bookmark_to_another_page(pdf: Pdf) -> None:
    _section(pdf).Dest[0] = pdf.pages[1].obj


@finds("bookmarks-missing")
def bookmark_to_another_place(pdf: Pdf) -> None:
    _section(pdf).Dest[3] = 90


@finds()
def bookmark_to_a_named_place(pdf: Pdf) -> None:
    one, other = _section(pdf), _section(pdf).Next
    place = one.Dest
    tree = Dictionary(Kids=Array([Dictionary(Names=Array([String("one"), Dictionary(D=place)]))]))
    pdf.Root.Names = Dictionary(Dests=tree)
    one.Dest = String("one")
    pdf.Root.Dests = Dictionary(other=Array([other.Dest[0], Name.Fit]))
    other.A = Dictionary(S=Name.GoTo, D=Name.other)
    del other.Dest


@finds("title-hidden")
def file_name_for_title(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@finds("tags-missing")
def no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot
    pdf.pages[0].Annots = Array()
    pdf.pages[1].Annots = Array()


@finds("tags-missing")
def unmarked(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


@finds("tags-missing")
def suspect_tags(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@finds("tags-broken", "tags-mismatch")
def unknown_tag(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Paragraf


@finds("tags-broken", "tags-mismatch")
def role_that_leads_in_a_circle(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.One
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(One=Name.Two, Two=Name.One)


@finds("tags-broken", "annotation-untagged")
def emptied_parent_tree(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array()


@finds("tags-broken")
def parent_tree_of_others(pdf: Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


@finds("tags-broken")
def element_with_another_parent(pdf: Pdf) -> None:
    element(pdf, "LI").P = element(pdf, "Document")


@finds("tags-broken")
def content_that_is_nowhere(pdf: Pdf) -> None:
    element(pdf, "H1").K.append(9999)


@finds("content-untagged", "tags-broken", "tags-mismatch")
def unmarked_content(pdf: Pdf) -> None:
    change(pdf, b"/Span <</MCID 0>> BDC", b"/Span BMC")


@finds("content-untagged")
def bare_rule(pdf: Pdf) -> None:
    change(pdf, b"/Artifact BMC", b"/Span BMC")


@finds("content-untagged", "tags-mismatch")
def element_that_lets_go(pdf: Pdf) -> None:
    element(pdf, "H1").K = Array()


@finds("content-untagged", "tags-broken")
def artifact_in_content(pdf: Pdf) -> None:
    change(pdf, b"/Span <</MCID 0>> BDC", b"/Span <</MCID 0>> BDC /Artifact BMC EMC")
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] = Dictionary()


@finds("heading-level", "tags-mismatch")
def skipped_level(pdf: Pdf) -> None:
    for heading in list(elements(pdf, "H3")):
        heading.S = Name.H5


@finds("list-structure")
def paragraph_in_a_list(pdf: Pdf) -> None:
    element(pdf, "L").K[0].S = Name.P


@finds("list-structure")
def list_of_no_kind(pdf: Pdf) -> None:
    for one in elements(pdf, "L"):
        if "/A" in one:
            del one.A


def _as_tables(pdf: Pdf, **kinds: str) -> None:
    """Tag the lists as tables, their parts as other parts."""
    for kind, other in kinds.items():
        for one in list(elements(pdf, kind)):
            one.S = Name(f"/{other}")


@finds("table-structure", "tags-mismatch")
def table_of_paragraphs(pdf: Pdf) -> None:
    _as_tables(pdf, L="Table", LI="P")


@finds("table-structure", "tags-mismatch")
def rows_of_paragraphs(pdf: Pdf) -> None:
    _as_tables(pdf, L="TBody", LI="TR", Lbl="P", LBody="TD")


@finds("table-structure", "tags-mismatch")
def table_heads_of_nothing(pdf: Pdf) -> None:
    _as_tables(pdf, L="Table", LI="TR", Lbl="TH", LBody="TD")


@finds("tags-mismatch")
def table_heads_of_rows(pdf: Pdf) -> None:
    _as_tables(pdf, L="Table", LI="TR", Lbl="TH", LBody="TD")
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Head=Dictionary(O=Name.Table, Scope=Name.Row))
    for one in elements(pdf, "TH"):
        one.C = Name.Head


@finds("tags-mismatch")
def cells_with_headings(pdf: Pdf) -> None:
    _as_tables(pdf, L="Table", LI="TR", Lbl="TH", LBody="TD")
    for one in elements(pdf, "TD"):
        one.A = Dictionary(O=Name.Table, Headers=Array([String("head")]))


@finds("language-missing", "tags-mismatch")
def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


@finds("language-missing", "tags-mismatch")
def odd_language(pdf: Pdf) -> None:
    element(pdf, "P").Lang = String("English, British")


@finds("tags-mismatch")
def heading_in_another_language(pdf: Pdf) -> None:
    element(pdf, "H2").Lang = String("fr")


@finds("tags-mismatch")
def list_in_another_language(pdf: Pdf) -> None:
    element(pdf, "L").Lang = String("fr")


@finds("tags-mismatch")
def link_in_another_language(pdf: Pdf) -> None:
    element(pdf, "Link").Lang = String("fr")


@finds("tags-mismatch")
def content_in_another_language(pdf: Pdf) -> None:
    change(pdf, b"/Span <</MCID 0>> BDC", b"/Span <</MCID 0 /Lang (fr)>> BDC")


@finds("annotation-untagged", "tags-mismatch", "link-area")
def annotation_out_of_the_tree(pdf: Pdf) -> None:
    holder = next(one for one in elements(pdf, "Link") if one.K[1].Obj == link(pdf))
    holder.K = Array([holder.K[0]])
    link(pdf).Rect = Array([0, 0, 1, 1])


@finds("annotation-untagged")
def annotation_without_a_way_back(pdf: Pdf) -> None:
    link(pdf).StructParent = 9999


@finds("annotation-untagged")
def annotation_that_is_not_printed(pdf: Pdf) -> None:
    link(pdf).F = 0


@finds("annotation-untagged")
def annotation_without_words(pdf: Pdf) -> None:
    del link(pdf).Contents


@finds("annotation-untagged")
def no_order_of_tabs(pdf: Pdf) -> None:
    del pdf.pages[0].Tabs


@finds("tags-mismatch")
def sections_in_another_order(pdf: Pdf) -> None:
    kids = element(pdf, "Document").K
    kids[-1], kids[-2] = kids[-2], kids[-1]


@finds("tags-mismatch")
def heading_that_is_a_paragraph(pdf: Pdf) -> None:
    element(pdf, "H4").S = Name.P


@finds("tags-mismatch", "text-hidden")
def heading_that_says_other_words(pdf: Pdf) -> None:
    element(pdf, "H2").ActualText = String("Kubernetes, Rust, Terraform, Kafka, Spark")


@finds("tags-mismatch", "text-hidden")
def paragraph_in_other_words(pdf: Pdf) -> None:
    element(pdf, "P").Alt = String("x")


@finds("tags-mismatch", "text-hidden")
def heading_that_says_another_word(pdf: Pdf) -> None:
    element(pdf, "H2").ActualText = String("Bob")


@finds("tags-mismatch", "text-hidden")
def span_with_another_alternative(pdf: Pdf) -> None:
    change(pdf, b"/Span <</MCID 0>> BDC", b"/Span <</MCID 0 /Alt (Bob)>> BDC")


@finds("tags-mismatch", "text-hidden")
def span_that_says_other_words(pdf: Pdf) -> None:
    change(pdf, b"/Span <</MCID 0>> BDC", b"/Span <</MCID 0 /ActualText (Bob)>> BDC")


@finds("tags-mismatch", "text-hidden")
def span_in_a_span_that_says_other_words(pdf: Pdf) -> None:
    change(pdf, b"/Span <</MCID 0>> BDC", b"/Span <</MCID 0>> BDC /Span <</ActualText (Bob)>> BDC")
    change(pdf, b"EMC", b"EMC EMC")


@finds("text-hidden")
def keywords_for_a_space(pdf: Pdf) -> None:
    words = b"Kubernetes, Rust, Terraform, Kafka, Spark"
    change(pdf, b"/Artifact BMC", b"/Artifact BMC /Span <</ActualText (" + words + b")>> BDC EMC")


@finds("text-hidden")
def keywords_for_many_spaces(pdf: Pdf) -> None:
    words = b"Kubernetes Rust Terraform Kafka".split()
    spans = b"".join(b" /Span <</ActualText (" + word + b")>> BDC EMC" for word in words)
    change(pdf, b"/Artifact BMC", b"/Artifact BMC" + spans)


@finds("text-hidden")
def word_for_nothing(pdf: Pdf) -> None:
    change(pdf, b"/Artifact BMC", b"/Artifact BMC /Span <</ActualText (a ligature)>> BDC EMC")


@finds("content-active")
def javascript(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@finds("content-active")
def javascript_by_name(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array()))


@finds("content-active")
def action_of_a_page(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@finds("content-active")
def form_of_xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=Array())


@finds("annotation-untagged", "content-active")
def sound(pdf: Pdf) -> None:
    sound = Dictionary(Type=Name.Annot, Subtype=Name.Sound, Rect=Array([9, 9, 19, 19]))
    pdf.pages[0].Annots.append(pdf.make_indirect(sound))


def _xmp(pdf: Pdf, old: bytes, new: bytes) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new))

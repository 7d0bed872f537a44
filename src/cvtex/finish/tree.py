"""Builds the structure tree from the Document (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cvtex.document import (
    Block,
    Document,
    Entry,
    Highlight,
    Highlights,
    Leaf,
    Notes,
    Paragraph,
    PartRole,
    Photo,
    Section,
)
from cvtex.finish.contents import LABEL, LEAF, LeafMark
from cvtex.pdf.objects import identifier
from cvtex.wording.language import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cvtex.finish.matching import Part
    from cvtex.finish.rewriting import Painted

    Annotations = Mapping[tuple[LeafMark, int], list[tuple[int, Object]]]

# There are six levels of headings (ISO 32000-1, 14.8.4.3.2).
_DEEPEST = 6


class StructureTree:
    """Builds the structure elements, the parent tree and the ID tree."""

    def __init__(
        self,
        pdf: Pdf,
        document: Document,
        painted: Painted,
        parts: dict[int, list[Part]],
        annotations: Annotations,
    ) -> None:
        """Create the empty root."""
        self.document = document
        self.pdf, self.painted, self.parts, self.annotations = pdf, painted, parts, annotations
        self.pages = [page.obj for page in pdf.pages]
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.owners: dict[tuple[LeafMark, int], Object] = {}
        self.elements: dict[int, Object] = {}
        self.linked: list[Object] = []
        self.identifiers: dict[str, Object] = {}

    def build(self) -> None:
        """Tag the whole Document."""
        document = self.document
        top = self.element(self.root, "Document")
        self.line(top, "P", document.sheet)
        self.line(top, "H1", document.name)
        self.picture(top, "/Photo", document.photo)
        self.line(top, "P", *document.names)
        self.line(top, "P", document.headline)
        self.labelled(top, [(contact.label, contact.value) for contact in document.contacts])
        self.labelled(top, [(fact.label, fact.text) for fact in document.facts])
        for section in document.sections:
            self.section(top, section)
        if closing := document.closing:
            for leaf in closing.above:
                self.line(top, "P", leaf)
            self.picture(top, "/Signature", document.signature)
            self.line(top, "P", closing.signature)
        for part in document.letter.parts if document.letter else ():
            if part.role is PartRole.SIGNATURE:
                self.picture(top, "/Signature", document.signature)
            self.blocks(top, part.blocks, 2)
        self.root[Name.K] = Array([top])
        self.root[Name.ParentTree] = self.parent_tree()
        names = [part for item in sorted(self.identifiers.items()) for part in item]
        self.root[Name.IDTree] = self.pdf.make_indirect(Dictionary(Names=Array(names)))
        self.root[Name.ParentTreeNextKey] = len(self.pages) + len(self.linked)
        self.pdf.Root[Name.StructTreeRoot] = self.root

    def picture(self, parent: Object, kind: str, photo: Photo | None) -> None:
        """Tag the photo or the signature.

        It has Alt (ISO 14289-1, 7.3) and BBox (ISO 32000-1, 14.8.5.4.3).
        """
        mark = LeafMark(kind, 0)
        if photo is None or mark not in self.painted.boxes:
            return  # the theme leaves it out
        figure = self.element(parent, "Figure")
        figure[Name.Alt] = String(photo.alt)
        if language := language_of(photo.alt, self.document):
            figure[Name.Lang] = String(language)
        box = Array([round(side, 3) for side in self.painted.boxes[mark]])
        figure[Name.A] = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
        self.own(figure, (mark, 0))

    def labelled(self, parent: Object, lines: list[tuple[Leaf | None, Leaf]]) -> None:
        """Tag contacts or facts as a list: a screen reader announces their number, and can skip it.

        Label and value are in one LBody, to be read together.
        """
        if not lines:
            return
        items = self.element(parent, "L")
        for label, value in lines:
            self.line(self.element(items, "LI"), "LBody", label, value)

    def section(self, parent: Object, section: Section) -> None:
        """Tag a section; its title is a heading of level 2."""
        inside = self.element(parent, "Sect")
        self.line(inside, "H2", section.title)
        self.elements[section.title.number] = inside
        self.paragraphs(inside, section.reminders)
        self.blocks(inside, section.blocks, 3)

    def blocks(self, parent: Object, blocks: Iterable[Block], level: int) -> None:
        """Tag the blocks of a section or an entry."""
        for block in blocks:
            match block:
                case Entry():
                    self.entry(parent, block, level)
                case Notes():
                    leaves = [leaf for note in block.items for leaf in (note.label, note.text)]
                    self.line(parent, "P", *leaves)
                    self.paragraphs(parent, block.reminders)
                case Paragraph():
                    self.line(parent, "P", block.text)
                case Highlights():
                    self.highlights(parent, block.items)

    def paragraphs(self, parent: Object, leaves: Iterable[Leaf]) -> None:
        """Tag leaves as paragraphs."""
        for leaf in leaves:
            self.line(parent, "P", leaf)

    def entry(self, parent: Object, entry: Entry, level: int) -> None:
        """Tag an entry; its row is one heading.

        So a person who navigates by headings hears employer, role and dates together, and exported
        text has the row as one line. An entry without a row skips no level (ISO
        14289-1, 7.4.2).
        """
        if entry.row:
            self.line(parent, f"H{min(level, _DEEPEST)}", *entry.row)
        self.paragraphs(parent, entry.reminders)
        self.blocks(parent, entry.blocks, level + 1 if entry.row else level)

    def highlights(self, parent: Object, items: Iterable[Highlight]) -> None:
        """Tag a list; a nested list is in the LBody of its item (ISO 32000-1, 14.8.4.3.3)."""
        listed = self.element(parent, "L")
        # A list with labels needs ListNumbering (ISO 14289-1, 7.6).
        listed[Name.A] = Dictionary(O=Name.List, ListNumbering=Name.Disc)
        for item in items:
            list_item = self.element(listed, "LI")
            label = LeafMark(LABEL, item.text.number)
            if (label, 0) in self.painted.parts:
                self.own(self.element(list_item, "Lbl"), (label, 0))
            body = self.element(list_item, "LBody")
            self.fill(body, item.text)
            self.paragraphs(body, item.reminders)
            if item.highlights:
                self.highlights(body, item.highlights)

    def element(self, parent: Object, kind: str) -> Object:
        """Return a new element, added as the last child of another."""
        made = self.pdf.make_indirect(
            Dictionary(
                {"/Type": Name.StructElem, "/S": Name(f"/{kind}"), "/P": parent, "/K": Array()}
            )
        )
        if parent.objgen != self.root.objgen:
            parent[Name.K].append(made)
        return made

    def line(self, parent: Object, kind: str, *leaves: Leaf | None) -> None:
        """Add an element with the leaves, if there are any."""
        printed = [leaf for leaf in leaves if leaf]
        if printed:
            self.fill(self.element(parent, kind), *printed)

    def fill(self, block: Object, *leaves: Leaf) -> None:
        """Add leaves to an element, each with its number as ID (ISO 32000-1, 14.7.2).

        If there are several, each has a Span; so has a leaf in another language (ISO 14289-1, 7.2).
        """
        for leaf in leaves:
            language = language_of(leaf.text, self.document)
            self.elements[leaf.number] = block
            element = self.element(block, "Span") if language or len(leaves) > 1 else block
            if language:
                element[Name.Lang] = String(language)
            name = identifier(leaf.number)
            element[Name.ID] = String(name)
            self.identifiers[name] = element
            for at, part in enumerate(self.parts[leaf.number]):
                owner = LeafMark(LEAF, leaf.number), at
                if not part.link:
                    self.own(element, owner)
                    continue
                # A Link element has the link's text and its annotations (ISO 14289-1, 7.18.5).
                link = self.element(element, "Link")
                self.own(link, owner)
                for number, annotation in self.annotations.get(owner, ()):
                    self.reference(link, number, annotation, part.text)

    def own(self, element: Object, owner: tuple[LeafMark, int]) -> None:
        """Add to an element its marked content on all pages."""
        self.owners[owner] = element
        for number, mcid in self.painted.parts.get(owner, ()):
            page = self.pages[number]
            if Name.Pg not in element:
                element[Name.Pg] = page
            if element[Name.Pg].objgen == page.objgen:
                element[Name.K].append(mcid)
            else:
                element[Name.K].append(Dictionary(Type=Name.MCR, Pg=page, MCID=mcid))

    def reference(self, link: Object, number: int, annotation: Object, text: str) -> None:
        """Add an annotation, with Contents, to its Link (ISO 14289-1, 7.18.1 and 7.18.5)."""
        link[Name.K].append(Dictionary(Type=Name.OBJR, Pg=self.pages[number], Obj=annotation))
        annotation[Name.StructParent] = len(self.pages) + len(self.linked)
        annotation[Name.Contents] = String(text)
        self.linked.append(link)

    def parent_tree(self) -> Object:
        """Return the parent tree, from content to its element (ISO 32000-1, 14.7.4.4)."""
        numbers = Array()
        for number, (page, owners) in enumerate(zip(self.pages, self.painted.owners, strict=True)):
            page[Name.StructParents] = number
            # Tab order (ISO 14289-1, 7.18.3).
            page[Name.Tabs] = Name.S
            numbers.append(number)
            numbers.append(
                self.pdf.make_indirect(Array([self.owners[list_item] for list_item in owners]))
            )
        for at, link in enumerate(self.linked, len(self.pages)):
            numbers.append(at)
            numbers.append(link)
        return self.pdf.make_indirect(Dictionary(Nums=numbers))

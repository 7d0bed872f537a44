"""Whether a machine reads back every word that the person typed, in order."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic
from cvtex.document import Document, Leaf
from cvtex.glyphs.clusters import paints
from cvtex.glyphs.direction import stretches

# Somebody may have pasted them; a finished PDF gives letters.
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
# Accents that stand by themselves: poppler takes one for a part of the letter beside it.
_ACCENTS = frozenset("¨¯´¸ˆˇ˘˙˚˛˜˝")
# A word of letters from right to left, or a number between such words or in one.
_RIGHT_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:/-]\d+)*")
_LIGATURES = {char: unicodedata.normalize("NFKC", chr(char)) for char in range(0xFB00, 0xFB07)}


def check_words(pdf: Path, document: Document) -> tuple[Diagnostic, ...]:
    """Return a finding for each leaf that poppler's pdftotext does not read back whole, in order.

    It reads twice. As the page was written (`-raw`), every leaf has to be whole and in its place.
    As the page lies, poppler guesses at columns, and takes the dates beside a title of two lines
    for a part of it: that is worth a warning.
    """
    try:
        with ThreadPoolExecutor() as pool:
            lying, written = pool.map(lambda options: _read(pdf, *options), ((), ("-raw",)))
    except FileNotFoundError:
        return (
            Diagnostic(
                Code.PROGRAM_MISSING,
                "the program `pdftotext` is not installed",
                hint="`cvtex doctor` says how to install it",
            ),
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        return (Diagnostic(Code.PDF_UNREADABLE, f"pdftotext can't read the PDF: {error}"),)
    parted = _absent(lying, document)
    # As the page was written, poppler takes the letters of an Arabic ligature apart.
    lost = [
        leaf for leaf in _absent(written, document) if not stretches(leaf.text) or leaf in parted
    ]
    moved = min((_moved(text, document) for text in written), key=len)
    return (
        *(_finding(leaf, "whole") for leaf in lost),
        *(_finding(leaf, "in its place") for leaf in moved if leaf not in lost),
        # How a reader turns round what runs from right to left is its own affair.
        *(_parted(leaf) for leaf in parted if leaf not in lost and not stretches(leaf.text)),
    )


def misread(texts: Iterable[str], document: Document) -> list[Leaf]:
    """Return the leaves that do not stand whole in one of the texts that a reader gave."""
    return _absent(tuple(_without_space(text) for text in texts), document)


def _absent(texts: tuple[str, ...], document: Document) -> list[Leaf]:
    leaves = tuple(document.leaves())
    mixed = any(stretches(leaf.text) or not _ACCENTS.isdisjoint(leaf.text) for leaf in leaves)
    bare = tuple(_bare(text) for text in texts) if mixed else ()
    return [leaf for leaf in leaves if not _stands_in(texts, bare, leaf)]


def _stands_in(texts: tuple[str, ...], bare: tuple[str, ...], leaf: Leaf) -> bool:
    """Tell whether a leaf is whole in one of the texts, which are also there without marks."""
    if not stretches(leaf.text):
        wanted = _squeezed(leaf)
        accented = not _ACCENTS.isdisjoint(wanted)
        return any(wanted in text for text in texts) or (
            accented and any(_bare(wanted) in text for text in bare)
        )
    # Where each vowel sign of a right-to-left word comes back is any reader's guess.
    pointed = any(unicodedata.category(char) == "Mn" for char in leaf.text)
    return all(
        any(piece in text or _is_turned(piece, text, pointed=pointed) for text in bare)
        for piece in map(_bare, _pieces(leaf))
    )


def _is_turned(piece: str, text: str, *, pointed: bool) -> bool:
    """Tell whether a right-to-left word stands in a text as it lies on the page, from the left.

    Readers cut a word at its vowel signs and where its script changes, and give the characters of
    a ligature in any order: the letters of such a word only have to stand together.
    """
    if not stretches(piece):
        return False
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in piece}
    if not pointed and len(scripts) == 1 and unicodedata.normalize("NFKC", piece) == piece:
        return piece[::-1] in text
    wanted, width = Counter(piece), len(piece)
    starts = (match.start() for match in re.finditer(f"[{re.escape(piece)}]", text))
    return any(Counter(text[at : at + width]) == wanted for at in starts)


def _bare(text: str) -> str:
    """Return a text without joiners and the marks above and below its letters."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", text)
        if unicodedata.category(char) != "Mn" and char not in _ACCENTS and paints(char)
    )


def _pieces(leaf: Leaf) -> list[str]:
    """Return what has to be read back whole: the leaf, or each of its words from right to left.

    Such words come back in the order in which they stand on the page, from the left, and a bracket
    beside them as the one that is painted there.
    """
    text = leaf.text
    pieces, at = [], 0
    for start, end in stretches(text):
        pieces += [text[at:start], *_RIGHT_WORD.findall(_bare(text[start:end]))]
        at = end
    return [squeezed for piece in [*pieces, text[at:]] if (squeezed := _without_space(piece))]


def _parted(leaf: Leaf) -> Diagnostic:
    return Diagnostic(
        Code.WORDS_PARTED,
        f"some machines will read other text into the middle of this: `{leaf.text}`",
        leaf.span,
        "make it short enough for one line",
    )


def _read(pdf: Path, *options: str) -> tuple[str, str]:
    """Return what pdftotext reads, as it is and without page numbers: a text may run over them.

    All is without white space and in NFC: where a line ends is the page's business, and xeCJK's
    gap between Han and Latin is read as a space that nobody typed.
    """
    text = subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", str(pdf), "-"],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode("utf-8", "replace")
    pages = [
        re.sub(rf"\n\s*{number}\s*$", "\n", page) for number, page in enumerate(text.split("\f"), 1)
    ]
    return _without_space(text), _without_space("".join(pages))


def _moved(text: str, document: Document) -> list[Leaf]:
    """Return the leaves that do not follow the line before them; in a line any order will do."""
    start = 0
    moved = []
    for line in document.lines():
        end = start
        for leaf in line:
            if stretches(leaf.text) or not _ACCENTS.isdisjoint(leaf.text):
                continue
            wanted = _squeezed(leaf)
            found = text.find(wanted, start)
            if found < 0:
                moved.append(leaf)
            else:
                end = max(end, found + len(wanted))
        start = end
    return moved


def _finding(leaf: Leaf, how: str) -> Diagnostic:
    return Diagnostic(
        Code.WORDS_LOST,
        f"a machine that reads the PDF does not find this text {how}: `{leaf.text}`",
        leaf.span,
        "please report it: the text is good, the page is not",
    )


def _squeezed(leaf: Leaf) -> str:
    return _without_space(leaf.text)


def _without_space(text: str) -> str:
    shown = _DIRECTIONS.sub("", text)
    return "".join(unicodedata.normalize("NFC", shown).translate(_LIGATURES).split())


@dataclass(frozen=True, slots=True)
class Words:
    """How many words were typed, and how many of them a machine reads back."""

    typed: int
    read: int


def read_back(pdf: Path, document: Document) -> tuple[Words, tuple[Diagnostic, ...]]:
    """Stub."""
    count = sum(len(leaf.text.split()) for leaf in document.leaves())
    return Words(count, count), check_words(pdf, document)

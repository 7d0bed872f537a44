"""A colon and a space inside a text without quotes."""

from __future__ import annotations

from cvtex.diagnostics.codes import Code
from cvtex.source.characters import ODD_INDENT
from cvtex.source.mending import Place
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.syntax.complaint import ComplaintError, in_quotes
from cvtex.source.syntax.indentation import misplaced
from cvtex.source.syntax.keyline import is_glued, is_key, is_word, key_line, odd_indent
from cvtex.source.syntax.plaintext import text_at, without_marks
from cvtex.source.syntax.stuck import Stuck, begins_line, indent_of, prefix_of
from cvtex.source.syntax.trail import Seen

IN_TEXT = "`: ` in a text without quotes is the end of a key to YAML"

_SMART_QUOTES = "“”„‘’‚「『«"


def colon_in_text(here: Stuck) -> ComplaintError:
    """Explain a colon where no key can be."""
    sheet, at, last = here.sheet, here.at, here.trail.last
    if sheet.lines[at.line].startswith("---"):
        return here.complain(
            Code.YAML_DOCUMENTS,
            "`---` begins a document, and must be on a separate line",
            Place(at.line, 0),
            "take `---` away",
            length=3,
        )
    if last and last.plain and last.start.line < at.line:
        return _below(here, last)
    previous = here.previous()
    start = _sentence(here) or (previous.start if previous else at)
    text = text_at(sheet, start)
    hint = f"put the whole text in quotes: {in_quotes(text)}"
    if bare := between_quotes(text):
        hint = f"write {in_quotes(bare)}: `{text[0]}` is a letter to YAML"
    elif text[:1] and text[0] in _SMART_QUOTES:
        hint += f"; `{text[0]}` is a letter to YAML"
    edits = without_marks(sheet, start)
    return here.complain(Code.YAML_COLON, IN_TEXT, at, hint, edits=edits)


def _sentence(here: Stuck) -> Place | None:
    """Return where the item on a line begins, if its first colon too stands in a sentence."""
    line = here.sheet.lines[here.at.line]
    prefix = prefix_of(line)
    key, colon, _ = line[len(prefix) :].partition(": ")
    sentence = colon and "-" in prefix and not is_word(key)
    return Place(here.at.line, len(prefix)) if sentence else None


def _below(here: Stuck, text: Seen) -> ComplaintError:
    """Explain a colon in a line that is more of the text above to YAML."""
    sheet, at = here.sheet, here.at
    for number in range(text.start.line, at.line):
        line = sheet.lines[number]
        first = number == text.start.line
        place = Place(number, text.start.column if first else indent_of(line))
        if not first and (odd := ODD_INDENT.match(line)):
            return ComplaintError(*odd_indent(sheet, Place(number, 0), odd.group()))
        if begins_line(sheet, place) and is_glued(sheet.after(place)):
            return ComplaintError(*key_line(sheet, place))
    if begins_line(sheet, text.start) and not here.trail.blocks:
        return ComplaintError(*key_line(sheet, text.start))
    place = Place(at.line, indent_of(sheet.lines[at.line]))
    if odd := ODD_INDENT.match(sheet.lines[at.line]):
        return ComplaintError(*odd_indent(sheet, Place(at.line, 0), odd.group()))
    key = sheet.after(place)[: at.column - place.column + 1]
    if is_key(key) and is_word(key.removeprefix("- ").rstrip(": ")):
        return misplaced(here, place)
    hint = f"put the whole text, which begins in line {text.start.line + 1}, in quotes"
    edits = without_marks(sheet, place)
    return here.complain(Code.YAML_COLON, IN_TEXT, at, hint, edits=edits)

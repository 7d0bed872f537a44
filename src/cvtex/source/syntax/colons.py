"""A colon and a space inside a plain text."""

from __future__ import annotations

from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Place
from cvtex.source.characters import ODD_INDENT
from cvtex.source.fixes import text_in_quotes
from cvtex.source.smart_quotes import between_quotes, no_quotes
from cvtex.source.syntax.error import SourceError, in_quotes
from cvtex.source.syntax.failure import Failure, begins_line, indent_of, prefix_of
from cvtex.source.syntax.indentation import misplaced
from cvtex.source.syntax.key_lines import is_glued, is_key, is_word, key_line, odd_indent
from cvtex.source.syntax.plain_text import text_at, without_marks
from cvtex.source.syntax.progress import Token

IN_TEXT = "YAML reads `: ` in a text without quotes as the end of a key"

_QUOTES = ("", "'", '"')
_SMART_QUOTES = "“”„‘’‚「『«"


def colon_in_text(here: Failure) -> SourceError:
    """Explain a colon where no key can be."""
    buffer, at, last = here.buffer, here.at, here.progress.last
    if buffer.lines[at.line].startswith("---"):
        return here.error(
            Code.YAML_DOCUMENTS,
            "`---` begins a document, and must be on a separate line",
            Place(at.line, 0),
            "remove `---`",
            length=3,
        )
    if last and last.plain and last.start.line < at.line:
        return _below(here, last)
    previous = here.previous()
    start = _sentence(here) or (previous.start if previous else at)
    text = text_at(buffer, start)
    message, hint = IN_TEXT, f"put the whole text in quotes: {in_quotes(text)}"
    bare = between_quotes(text)
    fixes = text_in_quotes(buffer, start, len(text), bare) if text[:1] not in _QUOTES else ()
    if bare:
        message = f"{no_quotes(text)}, which reads the `: ` between them as the end of a key"
        hint = f"write straight quotes: {in_quotes(bare)}"
    elif text[:1] and text[0] in _SMART_QUOTES:
        hint += f"; `{text[0]}` is a letter to YAML"
    edits = without_marks(buffer, start)
    return here.error(Code.YAML_COLON, message, at, hint, edits=edits, fixes=fixes)


def _sentence(here: Failure) -> Place | None:
    """Return where the item on a line begins, if its first colon too is in a sentence."""
    line = here.buffer.lines[here.at.line]
    prefix = prefix_of(line)
    key, colon, _ = line[len(prefix) :].partition(": ")
    sentence = colon and "-" in prefix and not is_word(key)
    return Place(here.at.line, len(prefix)) if sentence else None


def _below(here: Failure, text: Token) -> SourceError:
    """Explain a colon in a line that YAML reads as a continuation of the text above."""
    buffer, at = here.buffer, here.at
    for number in range(text.start.line, at.line):
        line = buffer.lines[number]
        first = number == text.start.line
        place = Place(number, text.start.column if first else indent_of(line))
        if not first and (odd := ODD_INDENT.match(line)):
            return odd_indent(buffer, Place(number, 0), odd.group())
        if begins_line(buffer, place) and is_glued(buffer.after(place)):
            return key_line(buffer, place)
    if begins_line(buffer, text.start) and not here.progress.blocks:
        return key_line(buffer, text.start)
    place = Place(at.line, indent_of(buffer.lines[at.line]))
    if odd := ODD_INDENT.match(buffer.lines[at.line]):
        return odd_indent(buffer, Place(at.line, 0), odd.group())
    key = buffer.after(place)[: at.column - place.column + 1]
    if is_key(key) and is_word(key.removeprefix("- ").rstrip(": ")):
        return misplaced(here, place)
    hint = f"put the whole text, from line {text.start.line + 1} on, in quotes"
    edits = without_marks(buffer, place)
    return here.error(Code.YAML_COLON, IN_TEXT, at, hint, edits=edits)

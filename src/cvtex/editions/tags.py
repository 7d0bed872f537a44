"""Tags that come to nothing: of a content, or of the audience of an edition."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from cvtex.content.letter import Application
from cvtex.content.resume import Resume
from cvtex.diagnostics import Diagnostic, Fix
from cvtex.diagnostics.codes import Code
from cvtex.editions.tailoring import ALL, Tailoring
from cvtex.schema.fields import Record
from cvtex.schema.tags import Tagged, Varied
from cvtex.source.fixes import instead_of
from cvtex.source.typed import Typed, cited


def unused_tags(resume: Resume, tailoring: Tailoring) -> Iterator[Diagnostic]:
    """Find tags that no edition of the content has as its audience, and audiences without one."""
    letter = resume.letter if isinstance(resume, Application) else None
    tags = {str(tag): tag for tag in reversed([*tags_in(letter or resume)])}
    # The audience of a letter is that of the résumé that it goes with.
    for tag in tailoring.audience if not letter else ():
        if tag != ALL and tag not in tags:
            message = f"nothing in the content is for {cited(tag)}"
            meant = _meant(tag, tags)
            hint = _hint(meant) or _known("its tags", tags)
            yield Diagnostic(
                Code.AUDIENCE_UNUSED, message, tag.span, hint, fixes=_fixes(tag, meant)
            )
    if tailoring.audiences is not None:
        what = "letter" if letter else "content"
        yield from _of_no_edition(tags.values(), tailoring.audiences, what)


def _of_no_edition(
    tags: Iterable[Typed], audiences: Collection[str], what: str
) -> Iterator[Diagnostic]:
    for tag in tags:
        if tag not in audiences:
            message = f"no edition of this {what} has {cited(tag)} as its audience"
            meant = _meant(tag, audiences)
            hint = _hint(meant) or f"give one of its editions `audience: {tag}` in editions.yaml"
            yield Diagnostic(Code.TAG_UNUSED, message, tag.span, hint, fixes=_fixes(tag, meant))


def tags_in(value: object) -> Iterator[Typed]:
    """Yield each tag in a résumé, as often as it is there."""
    match value:
        case Varied():
            yield from value.variants
        case list():
            for item in value:
                yield from tags_in(item)
        case Record():
            if isinstance(value, Tagged):
                yield from (*value.for_, *value.not_for)
            for name, inner in value:
                yield from inner if name == "variants" and inner else tags_in(inner)


def _meant(tag: str, known: Collection[str]) -> str:
    """Return the tag that was meant, capitals apart; or ''."""
    by_case = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(tag.casefold(), by_case, n=1)
    # In a short word two letters that changed places weigh more than they should.
    close = close or [one for one in by_case if sorted(one) == sorted(tag.casefold())]
    return by_case[close[0]] if close else ""


def _hint(meant: str) -> str:
    return f"did you mean `{meant}`?" if meant else ""


def _fixes(tag: Typed, meant: str) -> tuple[Fix, ...]:
    return instead_of(tag, meant, certain=False) if meant else ()


def _known(what: str, tags: Collection[str]) -> str:
    if not tags:
        return "mark what is for it with `for: [...]`"
    return f"{what} are {', '.join(sorted(tags))}"

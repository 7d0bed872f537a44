"""The texts of a résumé, as they were typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cvtex.content.dates import Words
from cvtex.content.fields import Record
from cvtex.content.typed import Typed


def texts_of(value: object, without: Collection[str] = ()) -> Iterator[Typed]:
    """Yield each text in a record or a list, but for those of the keys named in `without`."""
    match value:
        case Typed():
            yield value
        case Words():
            yield value.typed
        case list():
            for item in value:
                yield from texts_of(item, without)
        case Record():
            for name, field in value:
                if name not in without:
                    yield from texts_of(field, without)

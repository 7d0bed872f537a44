"""Finds the person among the authors of a publication."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f]")


class OwnName:
    """The names of a person, as in `Ada Lovelace` or `张三`."""

    def __init__(self, names: Iterable[str]) -> None:
        """Create it from one or more forms of the name."""
        self.names = [words for name in names if (words := _words(name))]

    def among(self, authors: Sequence[tuple[str, str]]) -> int | None:
        """Return the index of the author who has the name, or None.

        Each is a family name and given names, or a name and ''. Initials stand for given names,
        unless another author has the name in full.
        """
        for initials in (False, True):
            for index, (family, given) in enumerate(authors):
                if any(_is_same(name, family, given, initials=initials) for name in self.names):
                    return index
        return None


def _is_same(own: list[str], family: str, given: str, *, initials: bool) -> bool:
    last, first = _words(family), _words(given)
    if not last:
        return False
    if not first:  # a name as typed, such as 张三 or `Ada Lovelace`
        return "".join(last) == "".join(own)
    if "".join(last + first) == "".join(own):  # the family name first, or Han
        return True
    own_first = own[: -len(last)] if own[-len(last) :] == last else own[len(last) :]
    if last not in (own[-len(last) :], own[: len(last)]) or not own_first:
        return False
    if not initials and own_first[0] != first[0]:
        return False
    pairs = zip(own_first, first, strict=False)
    return all(one == two or (1 in (len(one), len(two)) and one[0] == two[0]) for one, two in pairs)


def _words(name: str) -> list[str]:
    """Return the words of a name in small letters, without accents."""
    plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", name)))
    return [word.casefold() for word in _WORD.findall(plain)]

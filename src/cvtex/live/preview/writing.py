"""Writes what was tried to the file of the editions, whose comments and order stay.

ruamel.yaml keeps comments, quotes and the order of keys. What it would change beside the values is
found by reading both texts again, and then nothing is written.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from io import StringIO
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.util import load_yaml_guess_indent

from cvtex.editions.settings import Edition, read_editions
from cvtex.files import rewrite
from cvtex.live.preview.trials import TRIED, Wish, wish_of
from cvtex.paths import EDITIONS
from cvtex.source.encoding import unicode_of

_WIDTH = 1 << 16  # no line is broken

_Keys = MutableMapping[str, Any]


def write_back(edition: Edition, wish: Wish) -> None:
    """Write the wish for an edition to the file, which is made with all editions if there is none.

    ValueError: it can't be; says why.
    """
    try:
        content = EDITIONS.read_bytes() if EDITIONS.exists() else _new().encode()
        encoding = unicode_of(content)
        rewrite(EDITIONS, encoding.encode(changed(encoding.decode(content), edition, wish)))
    except UnicodeDecodeError as error:
        raise ValueError(f"`{EDITIONS}` can't be read: {error.reason}") from error
    except OSError as error:
        raise ValueError(f"can't write `{EDITIONS}`: {error.strerror}") from error


def changed(text: str, edition: Edition, wish: Wish) -> str:
    """Return the text of the file with a wish. ValueError: it can't be written so; says why."""
    before, asked = wish_of(edition).values(), wish.values()
    values = {key: value for key, value in asked.items() if value != before[key]}
    ends = "\r\n" if "\r\n" in text else "\n"
    _, indent, offset = load_yaml_guess_indent(text)
    writer = YAML()
    writer.preserve_quotes = True
    writer.width = _WIDTH
    writer.explicit_start = text.startswith("---")
    writer.indent(mapping=indent or 2, sequence=indent or 2, offset=offset or 0)
    try:
        root, plain = writer.load(text), yaml.safe_load(text)
        for form in (root, plain):
            _set(form[edition.name], values, edition.fill)
    except (YAMLError, yaml.YAMLError, TypeError, KeyError) as error:
        raise ValueError(
            f"`{EDITIONS}` is not written in a way that can be changed here"
        ) from error
    made = StringIO()
    writer.dump(root, made)
    written = made.getvalue().replace("\n", ends)
    if yaml.safe_load(written) != plain:
        raise ValueError(f"`{EDITIONS}` would change elsewhere too; write it yourself: {values}")
    return written


def _new() -> str:
    """Return a file that says what holds without one."""
    editions = read_editions(EDITIONS).value or ()
    return "".join(f"{one.name}:\n  content: {one.content.name}\n" for one in editions)


def _set(own: Any, values: dict[str, str], fill: float | None) -> None:  # noqa: ANN401 - any YAML
    """Set keys of an edition, which has a `fill`. TypeError: it is written in another form."""
    if not isinstance(own, MutableMapping):
        raise TypeError
    for key, value in values.items():
        if key == "pages":
            _set_pages(own, value, fill)
        elif key in TRIED:
            _set_option(own, key, value)
        elif isinstance(own.get("design"), MutableMapping) and "theme" in own["design"]:
            own["design"]["theme"] = value
        else:
            _put(own, key, value)


def _set_option(own: _Keys, key: str, value: str) -> None:
    design = own.get("design")
    if not value:
        if not isinstance(design, MutableMapping) or key not in design:
            raise ValueError(_inherited(key))
        _remove(design, key)
        if not design:
            _remove(own, "design")
    elif design:
        _put(design, key, value)
    else:
        _put(own, "design", _inline({key: value}, own))


def _set_pages(own: _Keys, value: str, fill: float | None) -> None:
    if value and fill and "pages" not in own:
        _put(own, "pages", _inline({"max": int(value), "fill": fill}, own))
        return
    pages = own.get("pages")
    holder, key = (pages, "max") if isinstance(pages, MutableMapping) else (own, "pages")
    if value:
        _put(holder, key, int(value))
    elif key in holder:
        _remove(holder, key)
    else:
        raise ValueError(_inherited("pages"))


def _inherited(key: str) -> str:
    return f"`{key}` is set in `defaults` or in the edition that this one extends: change it there"


def _inline(keys: dict[str, Any], beside: _Keys) -> _Keys:
    """Return keys that are written in one line, for a value of the same kind as others."""
    if not isinstance(beside, CommentedMap):
        return keys
    inner = CommentedMap(keys)
    inner.fa.set_flow_style()
    return inner


def _put(keys: _Keys, key: str, value: object) -> None:
    """Set a key; a new one stands at the end, before the comments that follow."""
    if key in keys or not isinstance(keys, CommentedMap) or not keys:
        keys[key] = value
        return
    last = next(reversed(keys))
    if isinstance(keys[last], CommentedMap | CommentedSeq) and not keys[last].fa.flow_style():
        keys.insert(len(keys) - 1, key, value)  # what follows is within the value
        return
    following = keys.ca.items.pop(last, None)
    keys[key] = value
    if following and (token := following[2]):
        # What follows the last key belongs to that, also the lines below its own.
        own, end, rest = token.value.partition("\n")
        if own:
            keys.ca.items[last] = [*following[:2], _token(own + end, token), None]
        if rest:
            keys.ca.items[key] = [None, None, _token(end + rest, token), None]


def _token(text: str, like: Any) -> Any:  # noqa: ANN401 - a class without types
    return type(like)(text, like.start_mark, None)


def _remove(keys: _Keys, key: str) -> None:
    """Remove a key; the comments below it stay with the key before."""
    if not isinstance(keys, CommentedMap):
        del keys[key]
        return
    names = [*keys]
    at = names.index(key)
    following = keys.ca.items.get(key)
    del keys[key]
    if following and (token := following[2]) and at:
        _, end, rest = token.value.partition("\n")
        before = keys.ca.items.get(names[at - 1])
        if rest and (before is None or before[2] is None):
            keys.ca.items[names[at - 1]] = [None, None, _token(end + rest, token), None]

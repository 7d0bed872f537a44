"""Normalises text for print: NFC (UAX #15), without invisible characters and look-alikes.

A search does not find a word with an invisible character or a look-alike, such as a Han radical, so
the former are left out and the latter are replaced.
"""

from __future__ import annotations

import re
import unicodedata

from cvtex.document import Text
from cvtex.unicode.lookalikes import alike

# Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, Mongolian vowel separator,
# zero-width space, directional controls, word joiner, invisible operators, byte order mark,
# annotation, shorthand and musical controls, tags, and ideographic variation selectors, which
# `formed` handles.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
# Joiners are kept only between letters that join and in emoji, variation selectors only after their
# base.
_JOINERS = "\u200c\u200d"
_ATTACHED = "\ufe00-\ufe0f"
_NEEDLESS = re.compile(
    f"[{_INVISIBLE}]|(?:^|(?<=[ -\u024f\u1e00-\u1eff]))[{_JOINERS}{_ATTACHED}]+"
    f"|(?<![{_JOINERS}])[{_JOINERS}]++(?=[ -\u024f\u1e00-\u1eff]|$)"
)
# Keycaps (UTS #51): outline fonts draw the key over the next character.
_KEYCAP = re.compile("(?<=[0-9#*])\ufe0f?\u20e3")


def printed(text: str) -> str:
    """Return the printed characters of a text."""
    if text.isascii():
        return text
    text = _seen(text)
    plain = {ord(char): other for char, other in alike(text).items()}
    return unicodedata.normalize("NFC", text.translate(plain))


def _seen(text: str) -> str:
    while (shorter := _NEEDLESS.sub("", _KEYCAP.sub("", text))) != text:
        text = shorter
    return text


# A variation selector after a unified or compatibility ideograph (UTS #37).
_FORM = re.compile(
    "(?<=[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])([\U000e0100-\U000e01ef])"
)


def formed(text: str) -> Text:
    """Return the printed text with its ideographic variation selectors as `forms`."""
    if not _FORM.search(text):
        return Text(printed(text))
    shown, forms, start = "", [], 0
    for selector in _FORM.finditer(text):
        shown += printed(text[start : selector.start()])
        forms.append((len(shown) - 1, selector.group()))
        start = selector.end()
    return Text(shown + printed(text[start:]), tuple(forms))


def seen(text: str) -> str:
    """Return a text as typed, but without the characters that are left out."""
    parts = enumerate(_FORM.split(text))  # each other one is a selector
    return "".join(part if at % 2 else _seen(part) for at, part in parts)


def unseen(text: str) -> list[str]:
    """Return the characters that are left out, each once."""
    if text.isascii():
        return []
    text = _FORM.sub("", text)
    keys = ["\u20e3"] if _KEYCAP.search(text) else []
    return [*dict.fromkeys("".join(_NEEDLESS.findall(_KEYCAP.sub("", text)))), *keys]

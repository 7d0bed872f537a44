"""What is printed for what is typed: composed, plain characters, and nothing that can't be seen.

The source stays as it was. Text is put into Unicode's composed form (NFC, UAX #15), in which fonts
have their glyphs. Characters that paint nothing and only hide in a text, or turn its direction,
are left out: a reader would copy them unseen, and a search would not find the word around them.
Nor would it find a word with a radical of Han in it: that is printed as the plain character.
"""

from __future__ import annotations

import re
import unicodedata

from cvtex.document import Text
from cvtex.unicode.lookalikes import alike

# Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, the vowel separator of
# Mongolian, zero-width space, marks of direction and their like, word joiner, invisible
# operators, byte order mark, marks of annotation, of shorthand and of music, tags,
# selectors of a form of Han, which are printed as `formed` has them.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
# A joiner is needed between letters that join and in emoji, and nowhere else; a selector of a form
# stands behind what it belongs to.
_JOINERS = "\u200c\u200d"
_ATTACHED = "\ufe00-\ufe0f"
_NEEDLESS = re.compile(
    f"[{_INVISIBLE}]|(?:^|(?<=[ -\u024f\u1e00-\u1eff]))[{_JOINERS}{_ATTACHED}]+"
    f"|(?<![{_JOINERS}])[{_JOINERS}]++(?=[ -\u024f\u1e00-\u1eff]|$)"
)
# Digits and signs that a keycap encloses take a selector (UTS #51); fonts in outline draw the key
# over what stands beside it.
_KEYCAP = re.compile("(?<=[0-9#*])\ufe0f?\u20e3")


def printed(text: str) -> str:
    """Return a text as it is printed."""
    if text.isascii():
        return text
    while (shorter := _NEEDLESS.sub("", _KEYCAP.sub("", text))) != text:
        text = shorter
    plain = {ord(char): other for char, other in alike(text).items()}
    return unicodedata.normalize("NFC", text.translate(plain))


# What a selector of a form may stand behind (UTS #37): a unified or compatibility ideograph.
_FORM = re.compile(
    "(?<=[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)


def formed(text: str) -> Text:
    """Return a text as it is printed, with the forms of Han that were typed."""
    if not _FORM.search(text):
        return Text(printed(text))
    shown, forms, start = "", [], 0
    for selector in _FORM.finditer(text):
        shown += printed(text[start : selector.start()])
        forms.append((len(shown) - 1, selector.group()))
        start = selector.end()
    return Text(shown + printed(text[start:]), tuple(forms))


def unseen(text: str) -> list[str]:
    """Return the characters that are left out of a text, each once."""
    if text.isascii():
        return []
    text = _FORM.sub("", text)
    keys = ["\u20e3"] if _KEYCAP.search(text) else []
    return [*dict.fromkeys("".join(_NEEDLESS.findall(_KEYCAP.sub("", text)))), *keys]

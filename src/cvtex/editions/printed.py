"""What is printed for what is typed: composed characters, and nothing that can't be seen.

The source stays as it was. Text is put into Unicode's composed form (NFC, UAX #15), in which fonts
have their glyphs. Characters that paint nothing and only hide in a text, or turn its direction,
are left out: a reader would copy them unseen, and a search would not find the word around them.
"""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, the vowel separator of
# Mongolian, zero-width space, marks of direction and their like, word joiner, invisible
# operators, byte order mark, marks of annotation, of shorthand and of music.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001"
)
# A joiner is needed between letters that join and in emoji, and nowhere else; a selector of a form
# and a tag stand behind what they belong to.
_JOINERS = "\u200c\u200d"
_ATTACHED = "\ufe00-\ufe0f\U000e0100-\U000e01ef\U000e0020-\U000e007f"
_NEEDLESS = re.compile(
    f"[{_INVISIBLE}]|(?:^|(?<=[ -\u024f\u1e00-\u1eff]))[{_JOINERS}{_ATTACHED}]"
    f"|[{_JOINERS}](?=[ -\u024f\u1e00-\u1eff]|$)"
)
# Digits and signs that a keycap encloses take a selector (UTS #51).
_KEYCAP = re.compile("(?<=[0-9#*])\ufe0f?\u20e3")


def printed(text: str) -> str:
    """Return a text as it is printed."""
    if text.isascii():
        return text
    while (shorter := _NEEDLESS.sub("", _KEYCAP.sub("\u20e3", text))) != text:
        text = shorter
    return unicodedata.normalize("NFC", text)


def unseen(text: str) -> list[str]:
    """Return the characters that are left out of a text, each once."""
    return [] if text.isascii() else list(dict.fromkeys(_NEEDLESS.findall(text)))

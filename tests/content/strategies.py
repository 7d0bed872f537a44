"""Texts as people type them, and as nobody would."""

from __future__ import annotations

from hypothesis import strategies as st

MARKS = "\\`*[]()"

literal = st.text(st.characters(exclude_characters="\\`*[", exclude_categories=["Cs"]))
"""Texts with no mark in them that could begin markup."""

markup = st.text() | st.lists(
    st.sampled_from(
        [
            *("*", "**", "***", "*****", "`", "``", "[", "]", "](", ")", "](mailto:a)", "(", "\\"),
            *("a", " ", "张", "（", "）", "\n", "b c", "https://example.org/a_(b)"),
            *("\\\\", "C:\\", "*.py", ".", "/", '"', "8", "_", "é", "&", "f("),
        ]
    )
).map("".join)
"""Texts full of marks, paired up or not."""

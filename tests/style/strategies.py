"""Texts full of what the rules look for."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *("GitHub", "Github", "Light-GBM", "LightGBM", "Light GBM", "e-mail", "emails", "12", "a"),
    *("张样例", "張", "，", "。", ",", ".", ":", "!", "(", ")", "（", "'", '"', "“", "’", "etc."),
    *(" ", "  ", "\n", "\n\n", "`", "``", "*", "**", "***", "*****", "[", "]", "\\", "a@b.c"),
    *("](https://example.org)", "](mailto:a_(b))", "](", "https://a.b", "www."),
)

texts = st.lists(st.sampled_from(PIECES)).map("".join) | st.text()

from __future__ import annotations

import pytest

from cvtex.style.spelling import spelling

from .conftest import Tell


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["LightGBM", "LightGBM", "⟦Light-GBM⟧, ⟦Light GBM⟧ and ⟦lightgbm⟧"]),
        ("en", ["on GitHub, GitHub", "on ⟦Github⟧ and ⟦github⟧’s"]),
        ("en", ["Github, Github", "⟦GitHub⟧"]),
        ("en", ["PyTorch and ⟦Pytorch⟧"]),
        ("en", ["by e-mail", "E-mails", "by ⟦email⟧, ⟦Emails⟧"]),
        ("en", ["pre-training", "Pre-Training", "⟦Pretraining⟧"]),
        ("en", ["**GitHub**", "[⟦Github⟧](https://example.org)"]),
        ("en", ["A BSc and a ⟦Bsc⟧"]),
        ("en", ["GPT-4", "⟦GPT4⟧"]),
        ("en", ["You Tube", "⟦YouTube⟧"]),
        ("en", ["non‑linear", "⟦nonlinear⟧"]),
        ("zh", ["训练LightGBM模型", "LightGBM模型", "调⟦Light-GBM⟧，用⟦Light GBM⟧训练"]),
        ("zh-Hant", ["於GitHub開源", "於⟦Github⟧開源"]),
    ],
)
def test_told(tell: Tell, language: str, texts: list[str]) -> None:
    """The rarer spelling of a term is told, of two that are as rare the later."""
    assert tell(spelling, language, *texts).texts == texts


@pytest.mark.parametrize(
    "texts",
    [
        ["Data first", "then data", "DATA, and Big Data"],
        ["Pre-Training on it", "pre-training", "Pre-training"],
        ["IT for it, US for us, AI and ai, BERT and Bert"],
        ["Spark", "a spark"],
        ["into it, in to it, maybe, may be, set up, setup, login, log in"],
        ["a long-term plan, in the long term", "fine-tuning, fine tuning"],
        ["an LLM, LLMs, Qwen-7B, Qwen-13B, LTV-30, LTV-90"],
        ["re-sent it", "I resent it", "reform, re-form"],
        ["terminals linked in series", "Linkedin"],
        ["LinkedIn", "terminals linked in series"],
        [
            "GitHub",
            "`github`, github.com/ada, https://github.com, a@github.com, [x](https://Github)",
        ],
        ["Node.js, NodeJS, my_email, email, e_mail"],
        ["A-4 and A4, 3-14 and 314, Q1-2 and Q12"],
        ["GITHUB PROJECTS", "GitHub"],
        ["PyGrid", "pyGrid"],
        ["GPUs, GPU, gpu"],
        ["SaaS and PaaS"],
    ],
    ids=lambda texts: texts[0],
)
def test_right(tell: Tell, texts: list[str]) -> None:
    """What sentences, titles, plurals, grammar and addresses do to a word is no other spelling."""
    assert tell(spelling, "en", *texts).findings == []


def test_message(tell: Tell) -> None:
    """The message names the other spelling and its line."""
    (finding,) = tell(spelling, "en", "On GitHub", "and GitHub", "and Github").findings

    assert finding.message == "`Github` is `GitHub` in line 8"

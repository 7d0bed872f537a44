"""The page of the docs about options of a design, made of their table."""

from __future__ import annotations

from cvtex.design.fonts import COMPANIONS
from cvtex.design.options import OPTIONS

_HEAD = """\
# Options of a design

`design:` of an edition in `content/editions.yaml` changes the look of its theme; under
`defaults:` it does so for all editions. `cvtex build FILE --set design.accent=B00020` tries one.

```yaml editions
defaults: {design: {paper: letter}}
en: {content: resume.en.yaml, design: {accent: 7A1F2B, fonts: {text: Noto Serif}}}
```

| option | what it sets | example |
| --- | --- | --- |
| `theme` | The theme; `cvtex themes` lists them, [themes.md](themes.md) says how to write one. \
| `classic` |
"""

_TAIL = f"""\
| `fonts` | Font families by role (`text`, `heading`, `mono`, `emphasis`): any that is \
installed. A family is for Latin, or a mapping has one for each script (ISO 15924). | \
`{{text: {{Latn: Noto Serif, Hani: Noto Serif CJK SC, Arab: Noto Naskh Arabic}}}}` |

In the column of `sidebar`, the photo is above the name whatever `photo_side` says, and skills \
are below each other whatever `skills`
says.

By default the foot has the name and the number of the page, from the second page on. Parsers get
its bullet alone ([parsers.md](parsers.md#where-a-page-ends)), so that neither becomes a part of the
highlight above.

Han has no italic, so its emphasis is in another font: in Hei where the text is in Song, in Song
where it is in Hei. Kai looks best, with `fonts: {{emphasis: {{Hani: LXGW WenKai}}}}` (Debian's
`fonts-lxgw-wenkai`); no theme chooses it where it is installed, or the page would depend on the
machine.

A wrong value is an error at its place; a pale colour is a warning. A font that is not installed
is an error, and so is one that has no letters of its script. A character that a chosen font
lacks is printed in the first font of the chain that has it, as in any theme; and a font whose
text does not read back makes no PDF, as any other that fails its proof. The scripts are Latn,
Hani (with the letters of Japanese and Korean), {", ".join(COMPANIONS[:-1])} and
{COMPANIONS[-1]}.

## Fitting pages

If the text of an edition does not fit its `pages`, or leaves the last one nearly empty, the build
changes the look a little, and no more than it has to. It changes one thing after another, and
each of them only if the one before is not enough:

| what | at the tightest | at the loosest |
| --- | --- | --- |
| `density` | 60 % of what it would be | 130 % |
| `line_height` | 94 % | 103 % |
| `font_size` | 94 % | 104 % |

- More pages than `max` are set tighter. About a tenth of a page to a sixth can be saved so.
- A last page that is less full than `fill` is set looser. If that is not enough, the text is set
  tighter, to have a page less. If that fails too, the look stays as the theme has it, and
  `page-sparse` says how full the page is: an error, or a warning under `warn`.
- Without `fill`, the same is done for a last page that is less than a fifth full, unless the
  edition has `page-sparse` under `warn`. `cvtex build FILE` has no edition, and changes nothing.
- An option that you set yourself, in `design:` of the edition or under `defaults:`, is not
  changed.
- The line of the build says what was changed, as in `fitted (density -40%, leading -2%)`.

A search takes five runs of TeX, seldom six, and makes no PDF in between. What it finds is kept
beside the draft: until the text or the theme changes, a build takes one run. If no setting fits,
`pages-over` says how many lines are too many in the tightest one, and in which lines of the
content stands what is past the last page.
"""


def design_page() -> str:
    """Return the page, in Markdown."""
    rows = (f"| `{one.name}` | {one.text} | `{one.example}` |\n" for one in OPTIONS)
    return f"{_HEAD}{''.join(rows)}{_TAIL}"

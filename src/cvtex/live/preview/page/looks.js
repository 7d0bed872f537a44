// The controls by which looks are tried, and written to editions.yaml.

import { element, notify, post, sentence } from "./common.js";

const by = (id) => document.getElementById(id);
const SIZES = ["9pt", "9.5pt", "10pt", "10.5pt", "11pt", "11.5pt", "12pt"];

export class Looks {
  #edition = ""; #themes = {};

  constructor() {
    fill(by("font_size"), [["", "the usual one"], ...SIZES.map((size) => [size, size.replace("pt", " pt")])]);
    fill(by("fit"), [["", "as many pages as it takes"], ["1", "1 page"], ["2", "at most 2 pages"], ["3", "at most 3 pages"], ["4", "at most 4 pages"]]);
    by("controls").addEventListener("submit", (event) => event.preventDefault());
    by("controls").addEventListener("change", () => this.#try());
    by("accent").addEventListener("input", () => { by("own").checked = true; });
    by("write").addEventListener("click", async () => {
      if (await post("write", { edition: this.#edition })) notify("`editions.yaml` is written.");
    });
    by("discard").addEventListener("click", () => post("discard", { edition: this.#edition }));
  }

  /** Takes the themes that there are. */
  load(themes) {
    this.#themes = themes;
    const chosen = by("theme").value;
    fill(by("theme"), Object.keys(themes).map((name) => [name, name]));
    if (chosen) by("theme").value = chosen;
    this.#describe();
  }

  /** Shows what an edition has, or what is tried for it. */
  update(edition) {
    this.#edition = edition.name;
    by("write").disabled = by("discard").disabled = !edition.tried;
    if (!edition.looks || by("controls").contains(document.activeElement) && document.activeElement.type === "color") return;
    const { theme, accent, paper, font_size: size, pages } = edition.looks;
    choose(by("theme"), theme);
    choose(by("paper"), paper);
    choose(by("font_size"), size);
    choose(by("fit"), pages, `at most ${pages} pages`);
    by("own").checked = Boolean(accent);
    this.#describe();
    if (accent) by("accent").value = `#${accent.toLowerCase()}`;
  }

  #describe() {
    const theme = this.#themes[by("theme").value];
    by("about").textContent = theme ? sentence(theme.about) : "";
    if (theme && !by("own").checked) by("accent").value = `#${theme.accent.toLowerCase()}`;
  }

  #try() {
    this.#describe();
    post("try", {
      edition: this.#edition,
      theme: by("theme").value,
      accent: by("own").checked ? by("accent").value.slice(1).toUpperCase() : "",
      paper: by("paper").value,
      font_size: by("font_size").value,
      pages: by("fit").value,
    });
  }
}

function fill(select, choices) {
  select.replaceChildren(...choices.map(([value, text]) => element("option", { value }, text)));
}

/** Chooses a value, also one that the list does not have yet. */
function choose(select, value, text = value) {
  if (![...select.options].some((option) => option.value === value)) {
    select.append(element("option", { value }, text));
  }
  select.value = value;
}

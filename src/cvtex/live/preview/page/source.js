// The source: read-only, its current line is marked on the page.

import { element, get, notify } from "./common.js";

const by = (id) => document.getElementById(id);
const FIRST = by("hint").textContent;

export class Source {
  #does; #chosen = new Map(); #shown = ""; #file = ""; #line = 0; #lines = []; #edition = ""; #revision = ""; #findings = []; #printed = new Set();

  constructor(does) {
    this.#does = does;
    by("file").addEventListener("change", (event) => this.show(event.target.value, 1));
    by("edit").addEventListener("click", () => this.#open());
    const list = by("lines");
    list.addEventListener("click", (event) => {
      const row = event.target.closest(".line");
      if (row) this.#go(Number(row.dataset.line));
    });
    list.addEventListener("dblclick", () => this.#open());
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Takes what an edition is made of, and reads the file again if it was saved. */
  async update(edition, findings, number) {
    this.#findings = findings;
    this.#printed = new Map();
    for (const [, file, line] of edition.leaves) {
      if (!this.#printed.has(file)) this.#printed.set(file, new Set());
      this.#printed.get(file).add(line);
    }
    const revision = `${number} ${edition.name}`;
    if (revision === this.#revision) return;
    this.#revision = revision;
    const isOther = edition.name !== this.#edition;
    this.#edition = edition.name;
    const main = mainFile(edition) || this.#file;
    const files = await this.#list(main);
    if (main && (isOther || !files.includes(this.#file))) {
      this.#turn(main);
      await this.#list(main);
    }
    if (this.#file) await this.#read();
  }

  /** Shows the line of the caret in an editor, with nothing else moved. */
  async follow(file, line) {
    if (file !== this.#file) {
      this.#turn(file);
      await this.#list(file);
    }
    await this.#read();
    this.#go(line);
  }

  /** Shows a line of a file. */
  async show(file, line) {
    this.#does.reveal();
    if (!file) return;
    if (file !== this.#file) {
      this.#turn(file);
      await this.#list(file);
      await this.#read();
    }
    this.#go(line, true);
  }

  /** Turns to another file, at the line that was chosen there before. */
  #turn(file) {
    this.#chosen.set(this.#file, this.#line);
    this.#file = file;
    this.#line = this.#chosen.get(file) || 0;
    by("hint").textContent = this.#line ? `${file}:${this.#line}` : FIRST;
    by("edit").disabled = !this.#line;
  }

  async #list(chosen) {
    let files = [];
    try {
      files = await get("files");
    } catch (error) {
      notify(error.message);
    }
    if (chosen && !files.includes(chosen)) files.unshift(chosen);
    by("file").replaceChildren(...files.map((file) => element("option", { value: file }, file)));
    by("file").value = this.#file || chosen;
    return files;
  }

  async #read() {
    const file = this.#file;
    let lines = [];
    try {
      lines = await get(`source?file=${encodeURIComponent(file)}`);
    } catch {
      lines = []; // it is gone, or no file of the content: the finding says so
    }
    if (file !== this.#file) return;
    this.#lines = lines;
    by("file").value = file;
    const found = new Map();
    for (const one of this.#findings) {
      if (one.file === file && one.line && found.get(one.line) !== "error") found.set(one.line, one.severity);
    }
    const printed = this.#printed.get(file) || new Set();
    const list = by("lines"), top = this.#shown === file ? list.scrollTop : 0, isOther = this.#shown !== file;
    this.#shown = file;
    list.replaceChildren(...lines.map((text, at) => {
      const kinds = ["line", printed.has(at + 1) ? "printed" : "", found.get(at + 1) || ""];
      const row = element("div", { class: kinds.join(" ").trim(), role: "option", id: `line-${at + 1}`, "aria-selected": "false" },
        element("span", { class: "number" }, String(at + 1)), element("code", {}, ...parts(text)));
      // What wraps goes on a little to the right of where the text begins.
      const indent = text.search(/\S|$/) + 2;
      row.lastChild.style.paddingInlineStart = `${indent}ch`;
      row.lastChild.style.textIndent = `-${indent}ch`;
      row.dataset.line = at + 1;
      return row;
    }));
    list.scrollTop = top;
    if (this.#line) this.#select(Math.min(this.#line, lines.length), isOther);
  }

  #go(line, fromPage = false) {
    if (!this.#lines.length) return;
    this.#select(Math.min(Math.max(line, 1), this.#lines.length), true);
    if (!fromPage) this.#does.mark(this.#file, this.#line, this.#lines);
  }

  #select(line, reveals) {
    const list = by("lines");
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    this.#line = line;
    const row = document.getElementById(`line-${line}`);
    if (!row) return;
    row.setAttribute("aria-selected", "true");
    list.setAttribute("aria-activedescendant", row.id);
    by("hint").textContent = `${this.#file}:${line}`;
    by("edit").disabled = false;
    const { offsetTop, offsetHeight } = row;
    if (reveals && (offsetTop < list.scrollTop + offsetHeight * 2 || offsetTop > list.scrollTop + list.clientHeight - offsetHeight * 3)) {
      list.scrollTop = offsetTop - list.clientHeight / 3;
    }
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -1e9, End: 1e9 }[event.key];
    if (event.key === "Enter") this.#open();
    if (!step) return;
    event.preventDefault();
    this.#go(this.#line + step);
  }

  #open() {
    if (!this.#line) return;
    const text = this.#lines[this.#line - 1] || "";
    this.#does.edit(this.#file, this.#line, text.search(/\S|$/) + 1);
  }
}

/** Returns a line of YAML with its key and its comment apart. */
function parts(text) {
  const [, before, key, rest] = text.match(/^(\s*(?:- )*)([\w-]+:(?=\s|$))?(.*)$/) || ["", "", "", text];
  const at = rest.search(/(^|\s)#/);
  const [value, comment] = at < 0 || /["']/.test(rest.slice(0, at)) ? [rest, ""] : [rest.slice(0, at), rest.slice(at)];
  return [before, key ? element("span", { class: "key" }, key) : "", value, comment ? element("span", { class: "comment" }, comment) : "", text ? "" : " "];
}

/** Returns the file that most texts of an edition are from. */
function mainFile(edition) {
  const counts = new Map();
  for (const [, file] of edition.leaves) counts.set(file, (counts.get(file) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] || "";
}

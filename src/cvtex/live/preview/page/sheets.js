// The pages: pictures that are replaced without a flash, and the lines on them.

import { element } from "./common.js";

const NEAR = 0.012; // of a page's height: how far beside a line a click may be

export class Sheets {
  #root; #does; #edition = null; #lines = []; #leaves = new Map(); #scrolled = new Map(); #at = -1; #marked = "";

  constructor(root, does) {
    this.#root = root;
    this.#does = does;
    root.addEventListener("scroll", () => {
      if (this.#edition) this.#scrolled.set(this.#edition.name, root.scrollTop);
    }, { passive: true });
  }

  /** Shows the pages of an edition. */
  show(edition) {
    const isOther = edition.name !== this.#edition?.name;
    this.#edition = edition;
    this.#leaves = new Map(edition.leaves.map(([number, file, line, column, text]) =>
      [number, { number, file, line, column, text }]));
    this.#lines = edition.boxes.map(([leaf, page, left, top, right, bottom]) =>
      ({ leaf: this.#leaves.get(leaf), page, left, top, right, bottom })).filter((line) => line.leaf);
    document.getElementById("empty").hidden = edition.pages.length > 0;
    const sheets = [...this.#root.querySelectorAll(".sheet")];
    edition.pages.forEach((page, at) => this.#put(sheets[at] || this.#made(at), page, edition, isOther));
    for (const sheet of sheets.slice(edition.pages.length)) sheet.remove();
    if (isOther) {
      this.#at = -1;
      this.#marked = "";
      this.#root.scrollTop = this.#scrolled.get(edition.name) || 0;
    }
    this.#draw();
  }

  /** Marks what a line of a file is on the pages; `lines` are all lines of the file. */
  markLine(file, number, lines) {
    const from = [...this.#leaves.values()].filter((leaf) => leaf.file === file && leaf.line <= number);
    const line = Math.max(0, ...from.map((leaf) => leaf.line));
    const indent = (text = "") => text.search(/\S|$/);
    // A text may go on below the line that it begins in.
    const goesOn = line === number || (lines[number - 1]?.trim() && indent(lines[number - 1]) > indent(lines[line - 1]));
    const leaves = goesOn ? from.filter((leaf) => leaf.line === line) : [];
    this.#marked = leaves.map((leaf) => leaf.number).join(" ");
    this.#draw();
    const first = this.#lines.find((one) => leaves.includes(one.leaf));
    if (first) this.#reveal(first);
  }

  #made(at) {
    const sheet = element("div", { class: "sheet", role: "group", tabindex: "0" },
      element("img", { alt: "" }), element("div", { class: "marks", "aria-hidden": "true" }));
    sheet.dataset.page = at;
    sheet.addEventListener("mousemove", (event) => this.#hover(sheet, this.#hit(sheet, event)));
    sheet.addEventListener("mouseleave", () => this.#hover(sheet, null));
    sheet.addEventListener("click", (event) => this.#choose(this.#hit(sheet, event), event.ctrlKey || event.metaKey));
    sheet.addEventListener("dblclick", (event) => this.#choose(this.#hit(sheet, event), true));
    sheet.addEventListener("keydown", (event) => this.#key(at, event));
    this.#root.append(sheet);
    return sheet;
  }

  async #put(sheet, page, edition, isOther) {
    const at = Number(sheet.dataset.page);
    sheet.style.aspectRatio = `${page.width} / ${page.height}`;
    sheet.setAttribute("aria-label", `Page ${at + 1} of ${edition.pages.length}: the arrow keys go from line to line, Enter opens the editor`);
    if (sheet.dataset.digest === page.digest && !isOther) return;
    sheet.dataset.digest = page.digest;
    const next = element("img", { alt: `Page ${at + 1} of the edition ${edition.name}`, draggable: "false" });
    next.src = `page/${encodeURIComponent(edition.name)}/${page.digest}.png`;
    try {
      await next.decode();
    } catch {
      // A newer picture has taken its place, or the server is gone: the next state asks again.
      if (sheet.dataset.digest === page.digest) delete sheet.dataset.digest;
      return;
    }
    if (sheet.dataset.digest === page.digest) sheet.querySelector("img").replaceWith(next);
  }

  #hit(sheet, event) {
    const frame = sheet.getBoundingClientRect();
    const x = (event.clientX - frame.left) / frame.width;
    const y = (event.clientY - frame.top) / frame.height;
    const page = Number(sheet.dataset.page);
    let best = null, least = NEAR;
    for (const line of this.#lines) {
      if (line.page !== page) continue;
      const aside = Math.max(line.left - x, x - line.right, 0);
      const away = Math.max(line.top - y, y - line.bottom, 0) + aside / 20;
      if (away < least || (away === least && !best)) [best, least] = [line, away];
    }
    return best;
  }

  #hover(sheet, line) {
    sheet.classList.toggle("over", Boolean(line));
    sheet.querySelector(".marks > .hover")?.remove();
    if (line) sheet.querySelector(".marks").append(mark(line, "hover"));
  }

  #choose(line, opens) {
    if (!line) return;
    this.#at = this.#lines.indexOf(line);
    this.#marked = String(line.leaf.number);
    this.#draw();
    if (opens) this.#does.open(line.leaf);
    else this.#does.select(line.leaf);
  }

  #key(page, event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" && this.#lines[this.#at]) {
      event.preventDefault();
      this.#does.open(this.#lines[this.#at].leaf);
    }
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const onPage = this.#lines.map((line, at) => ({ line, at })).filter(({ line }) => line.page === page);
    const now = onPage.findIndex(({ at }) => at === this.#at);
    const next = onPage[now < 0 ? (step > 0 ? 0 : onPage.length - 1) : Math.min(Math.max(now + step, 0), onPage.length - 1)];
    if (!next) return;
    this.#choose(next.line, false);
    this.#reveal(next.line);
    this.#does.say(`${next.line.leaf.text}, line ${next.line.leaf.line}`);
  }

  #draw() {
    const marked = new Set(this.#marked.split(" ").map(Number));
    for (const sheet of this.#root.querySelectorAll(".sheet")) {
      const page = Number(sheet.dataset.page);
      const lines = this.#lines.filter((line) => line.page === page && marked.has(line.leaf.number));
      sheet.querySelector(".marks").replaceChildren(...lines.map((line) => mark(line, "chosen")));
    }
  }

  #reveal(line) {
    const sheet = this.#root.querySelectorAll(".sheet")[line.page];
    if (!sheet) return;
    const top = sheet.offsetTop + line.top * sheet.offsetHeight;
    const { scrollTop, clientHeight } = this.#root;
    if (top < scrollTop + 24 || top > scrollTop + clientHeight - 48) {
      this.#root.scrollTo({ top: top - clientHeight / 3 });
    }
  }
}

function mark(line, kind) {
  const made = element("div", { class: kind });
  made.style.left = `${line.left * 100}%`;
  made.style.top = `${line.top * 100}%`;
  made.style.width = `${(line.right - line.left) * 100}%`;
  made.style.height = `${(line.bottom - line.top) * 100}%`;
  return made;
}

// The page of the preview: takes the state from the server and hands it to its parts.

import { element, get, post, notify, quoted, tablist } from "./common.js";
import { Sheets } from "./sheets.js";
import { Source } from "./source.js";
import { Looks } from "./looks.js";
import { showFindings, showReading } from "./panels.js";

const WORDS = { waiting: "Building", built: "Built", proven: "Proven", unproven: "Not proven", failed: "Not built", lost: "No connection" };
const by = (id) => document.getElementById(id);

let state = { editions: [], findings: [] };
let current = decodeURIComponent(location.hash.slice(1));

const sheets = new Sheets(by("pages"), {
  select: (leaf) => source.show(leaf.file, leaf.line),
  open: (leaf) => edit(leaf.file, leaf.line, leaf.column),
  say: (text) => { by("spoken").textContent = text; },
});
const source = new Source({
  mark: (file, line, text) => sheets.markLine(file, line, text),
  edit: (file, line, column) => edit(file, line, column),
  reveal: () => panels.select("source"),
});
const looks = new Looks();
const panels = tablist(by("panels"), (id) => {
  for (const panel of document.querySelectorAll(".panel")) panel.hidden = panel.id !== id;
});
tablist(by("editions"), (name) => {
  current = name;
  history.replaceState(null, "", `#${encodeURIComponent(name)}`);
  notify("");
  render();
});

function edit(file, line, column) {
  return post("edit", { file, line, column });
}

function render() {
  const shown = state.editions.find((one) => one.name === current) || state.editions[0];
  renderTabs(shown);
  const findings = [...state.findings, ...(shown ? shown.findings : [])];
  showFindings(by("findings"), by("tab-findings"), findings, (one) => {
    source.show(one.file, one.line || 1);
  }, edit);
  const isWrong = findings.some((one) => one.severity === "error");
  showTrouble(isWrong);
  if (!shown) {
    setState(isWrong ? "failed" : "waiting", isWrong ? "The project can't be read" : "");
    return;
  }
  if (shown.name !== front) {
    front = shown.name; // what is looked at is built first
    post("front", { edition: front });
  }
  if (location.hash && shown.name !== current) history.replaceState(null, "", `#${encodeURIComponent(shown.name)}`);
  current = shown.name;
  setState(shown.state, shown.line, shown.seconds, shown.tried);
  document.title = `${shown.name} · ${WORDS[shown.state].toLowerCase()} · cvtex`;
  sheets.show(shown);
  by("zoom").hidden = !shown.pages.length;
  source.update(shown, findings, state.revision);
  showReading(by("reading"), shown);
  looks.update(shown);
  renderFill(shown);
  const download = by("download");
  download.hidden = !shown.published;
  download.href = `pdf/${encodeURIComponent(shown.name)}`;
  download.download = shown.published || "";
  download.title = "The last proven PDF";
  download.setAttribute("aria-label", `Download ${shown.published}`);
  download.lastChild.textContent = shown.published || "";
}

// Errors come to the front, and what was there before comes back without them. Who tries looks is
// told of them there.
let before = "", front = "";
function showTrouble(there) {
  if (there && !before && by("looks").hidden) {
    before = document.querySelector(".panel:not([hidden])").id;
    panels.select("findings");
  } else if (!there && before) {
    if (!by("findings").hidden) panels.select(before);
    before = "";
  }
}

function renderTabs(shown) {
  const names = state.editions.map((one) => one.name).join("\n");
  const list = by("editions");
  if (list.dataset.names !== names) {
    list.dataset.names = names;
    list.replaceChildren(...state.editions.map((one) =>
      element("button", { role: "tab", type: "button", "data-id": one.name, "aria-controls": "pages" },
        element("span", { class: "dot", "aria-hidden": "true" }), one.name, element("span", { class: "unseen" }))));
  }
  for (const [at, one] of state.editions.entries()) {
    const tab = list.children[at];
    tab.dataset.state = one.state;
    tab.lastChild.textContent = `, ${WORDS[one.state].toLowerCase()}`;
    tab.setAttribute("aria-selected", String(one === shown));
    tab.tabIndex = one === shown ? 0 : -1;
  }
}

function setState(name, line, seconds = null, tried = false) {
  const word = WORDS[name] || name;
  by("state").textContent = tried ? `Trial ${word.toLowerCase()}` : word;
  by("state").dataset.state = name;
  by("seconds").textContent = seconds === null ? "" : `in ${seconds.toFixed(2)} s`;
  by("line").replaceChildren(...quoted(line || "\u00a0"));
  document.querySelector(".verdict").classList.toggle("wrong", ["failed", "unproven", "lost"].includes(name));
}

function renderFill(shown) {
  const pages = shown.pages.length;
  by("fill").hidden = !pages || shown.fill === null;
  by("filled").value = shown.fill || 0;
  const full = `${Math.round((shown.fill || 0) * 100)} % full`;
  by("filled-text").textContent = pages === 1 ? `1 page, ${full}` : `${pages} pages, the last ${full}`;
}

// A browser keeps few connections to a server: a tab that nobody sees has none.
let stream = null;
function connect() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (!stream) {
    stream = new EventSource("events");
    stream.addEventListener("message", (message) => {
      state = JSON.parse(message.data);
      document.body.classList.remove("lost");
      render();
    });
    stream.addEventListener("caret", (message) => {
      const { file, line, editions } = JSON.parse(message.data);
      if (editions.length && !editions.includes(current)) {
        current = editions[0];
        render();
      }
      source.follow(file, line);
    });
    stream.addEventListener("error", () => {
      document.body.classList.add("lost");
      setState("lost", "`cvtex preview` does not answer. Is it still running?");
    });
  }
}
by("dismiss").addEventListener("click", () => notify(""));
by("zoom").addEventListener("click", () => {
  const isWhole = document.body.classList.toggle("whole");
  by("zoom").textContent = isWhole ? "Full width" : "Whole page";
});
window.addEventListener("hashchange", () => {
  current = decodeURIComponent(location.hash.slice(1));
  render();
});
document.addEventListener("visibilitychange", connect);
connect();
get("themes").then((themes) => looks.load(themes)).catch((error) => notify(error.message));

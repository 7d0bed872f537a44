// The findings, and what a hiring system reads.

import { element } from "./common.js";

/** Shows findings; `show` is called with the one whose place is clicked, `edit` opens it. */
export function showFindings(panel, tab, findings, show, edit) {
  const errors = findings.filter((one) => one.severity === "error").length;
  tab.textContent = findings.length ? `Findings ${findings.length}` : "Findings";
  tab.dataset.state = errors ? "failed" : findings.length ? "warned" : "";
  const key = JSON.stringify(findings);
  if (panel.dataset.key === key) return;
  panel.dataset.key = key;
  panel.replaceChildren(...(findings.length
    ? findings.map((one) => finding(one, show, edit))
    : [element("p", { class: "empty" }, "Nothing was found.")]));
}

function finding(one, show, edit) {
  const place = [one.file, one.line, one.column].filter((part) => part !== null).join(":");
  const where = place && element("button", { class: "where", type: "button" }, place);
  if (where) {
    where.addEventListener("click", () => show(one));
    where.addEventListener("dblclick", () => edit(one.file, one.line || 1, one.column || 1));
  }
  return element("article", { class: `finding ${one.severity}` },
    element("p", { class: "label" }, element("strong", {}, one.severity), " ", element("code", {}, one.code)),
    where || null,
    element("p", {}, ...quoted(one.message)),
    one.hint ? element("p", { class: "hint" }, "hint: ", ...quoted(one.hint)) : null);
}

/** Returns a message with its quotations, which stand in backticks, as code. */
function quoted(text) {
  const parts = text.split("`");
  return parts.length % 2 ? parts.map((part, at) => (at % 2 ? element("code", {}, part) : part)) : [text];
}

/** Shows what a hiring system reads in an edition. */
export function showReading(panel, edition) {
  const { reading, missing } = edition;
  const key = JSON.stringify([reading, missing, edition.state]);
  if (panel.dataset.key === key) return;
  panel.dataset.key = key;
  if (!reading) {
    const text = edition.state === "built" || edition.state === "waiting" ? "The draft is being read." : "Nothing was read as a résumé.";
    panel.replaceChildren(element("p", { class: "empty" }, text));
    return;
  }
  panel.replaceChildren(
    element("p", { class: "hint" }, "What a hiring system reads in the PDF."),
    missing.length ? element("div", { class: "missing" }, element("strong", {}, "Not found"),
      element("ul", {}, ...missing.map((gap) => element("li", {}, ...quoted(gap))))) : "",
    element("dl", { class: "person" },
      ...row("name", [reading.name]), ...row("e-mail", reading.emails), ...row("phone", reading.phones),
      ...row("link", reading.links), ...(reading.header.length ? row("at the top", reading.header) : [])),
    ...reading.sections.map(section));
}

function row(label, values) {
  const found = values.filter(Boolean);
  const given = found.length ? found.map((value) => element("dd", { dir: "auto" }, value)) : [element("dd", { class: "none" }, "not found")];
  return [element("dt", {}, label), ...given];
}

function section(one) {
  return element("section", { class: "part" },
    element("h2", { dir: "auto" }, one.title, " ", element("span", { class: "kind" }, one.kind || "not a standard heading")),
    ...one.text.map((text) => element("p", { dir: "auto" }, text)),
    ...one.entries.map(entry));
}

function entry(one) {
  const title = [one.role, one.degree, one.name, one.organisation].filter(Boolean);
  const dates = [one.start, one.end].filter(Boolean).join(" – ") || one.dates || "no dates";
  const below = [one.place, ...one.details].filter(Boolean).join(" · ");
  const many = one.highlights.length;
  return element("article", { class: "entry" },
    element("p", { class: "title", dir: "auto" }, title.join(", ") || "no title"),
    element("p", { class: "dates" }, dates),
    below ? element("p", { class: "note", dir: "auto" }, below) : null,
    ...one.text.map((text) => element("p", { class: "note", dir: "auto" }, text)),
    many ? element("details", {}, element("summary", {}, `${many} highlight${many === 1 ? "" : "s"}`),
      element("ul", { dir: "auto" }, ...one.highlights.map((text) => element("li", {}, text)))) : null);
}

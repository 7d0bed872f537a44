// The findings, and what a hiring system reads.

import { element, quoted, sentence } from "./common.js";

/** Shows findings; `show` is called with the one whose place is clicked, `edit` opens it. */
export function showFindings(panel, tab, findings, show, edit) {
  const errors = findings.filter((one) => one.severity === "error").length;
  tab.replaceChildren("Findings", ...(findings.length ? [" ", element("span", { class: "count" }, String(findings.length))] : []));
  tab.dataset.state = errors ? "failed" : findings.length ? "warned" : "";
  const key = JSON.stringify(findings);
  if (panel.dataset.key === key) return;
  panel.dataset.key = key;
  panel.replaceChildren(...(findings.length
    ? findings.map((one) => finding(one, show, edit))
    : [element("p", { class: "empty" }, "Nothing to fix.")]));
}

function finding(one, show, edit) {
  const place = [one.file, one.line, one.column].filter((part) => part !== null).join(":");
  const button = (kind, text, does) => {
    const made = element("button", { class: kind, type: "button" }, text);
    made.addEventListener("click", does);
    return made;
  };
  return element("article", { class: `finding ${one.severity}` },
    element("p", { class: "said" }, element("strong", {}, sentence(one.severity)), " ", ...quoted(sentence(one.message))),
    one.text === null ? null : excerpt(one),
    one.hint ? element("p", { class: "hint" }, ...quoted(sentence(one.hint))) : null,
    element("p", { class: "foot" },
      place ? button("where", place, () => show(one)) : null,
      one.line ? button("where", "Open in editor", () => edit(one.file, one.line, one.column || 1)) : null,
      element("code", { class: "code" }, one.code)));
}

/** Returns the line of a finding, where what it is about is marked. */
function excerpt(one) {
  const letters = [...one.text]; // characters, as the columns count
  const from = Math.min((one.column || 1) - 1, letters.length);
  const part = (begin, end) => letters.slice(begin, end).join("");
  const to = from + Math.max(one.length || 1, 1);
  return element("pre", { class: "excerpt", dir: "auto" },
    part(0, from).trimStart(), element("mark", {}, part(from, to) || " "), part(to));
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
  const isPlain = one.kind && one.title.toLowerCase() === one.kind;
  const kind = isPlain ? null : element("span", { class: "kind", dir: "ltr" }, one.kind || "not a standard heading");
  // All of it runs in the direction of its title.
  return element("section", { class: "part", dir: "auto" },
    element("h2", {}, one.title, " ", kind),
    ...one.text.map((text) => element("p", {}, text)),
    ...one.entries.map(entry));
}

function entry(one) {
  const title = [one.role, one.degree, one.name, one.organisation].filter(Boolean);
  const dates = [one.start, one.end].filter(Boolean).join(" – ") || one.dates || "no dates";
  const below = [one.place, ...one.details].filter(Boolean).join(" · ");
  const many = one.highlights.length;
  return element("article", { class: "entry" },
    element("p", { class: "title" }, title.join(", ") || "no title"),
    element("p", { class: "dates" }, element("bdi", {}, dates)),
    below ? element("p", { class: "note" }, below) : null,
    ...one.text.map((text) => element("p", { class: "note" }, text)),
    many ? element("details", {}, element("summary", {}, element("bdi", {}, `${many} highlight${many === 1 ? "" : "s"}`)),
      element("ul", {}, ...one.highlights.map((text) => element("li", {}, text)))) : null);
}

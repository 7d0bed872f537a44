// What the parts of the page share.

/** Returns an element with attributes and children; texts are never read as HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Returns what an address of the server has, as JSON; throws what the server says otherwise. */
export async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Asks the server to do something; a refusal is shown, and makes this false. */
export async function post(address, asked) {
  try {
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(asked) });
    notify(answer.ok ? "" : await answer.text());
    return answer.ok;
  } catch {
    notify("`cvtex preview` does not answer.");
    return false;
  }
}

/** Shows a message to the person, until it is dismissed or something else is done; "" takes it away. */
export function notify(text) {
  document.getElementById("told").replaceChildren(...quoted(sentence(text)));
  document.getElementById("notice").hidden = !text;
}

/** Returns a message with its quotations, which stand in backticks, as code. */
export function quoted(text) {
  const parts = text.split("`");
  return parts.length % 2 ? parts.map((part, at) => (at % 2 ? element("code", {}, part) : part)) : [text];
}

/** Returns a message with a capital, as it stands alone. */
export function sentence(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Makes the buttons of a tab list work by mouse and keys (ARIA Authoring Practices, "Tabs"). */
export function tablist(list, chosen) {
  const idOf = (tab) => tab.dataset.id || tab.getAttribute("aria-controls");
  const select = (tab, focus) => {
    for (const one of list.querySelectorAll("[role=tab]")) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
    }
    if (focus) tab.focus();
    chosen(idOf(tab));
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) select(tab, false);
  });
  list.addEventListener("keydown", (event) => {
    const tabs = [...list.querySelectorAll("[role=tab]")];
    const at = tabs.indexOf(event.target.closest("[role=tab]"));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    select(tabs[(to + tabs.length) % tabs.length], true);
  });
  return {
    select(id) {
      const tab = [...list.querySelectorAll("[role=tab]")].find((one) => idOf(one) === id);
      if (tab && tab.getAttribute("aria-selected") !== "true") select(tab, false);
    },
  };
}

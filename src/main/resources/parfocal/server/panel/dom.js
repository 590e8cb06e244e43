// Small ways to make elements. Texts only ever become text nodes: nothing a device says can become markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "testid") element.setAttribute("data-testid", value);
    else if (name === "value" && "value" in element) element.value = value;
    else if (name === "style") for (const [key, to] of Object.entries(value)) element.style.setProperty(key, to);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element: h("p", {class: "hint", testid: "hint", onclick: f}, "text", other). */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** An SVG element. */
export function s(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

let labels = 0;

/** A labelled control: the label's text, the control, and a hint beneath it where there is one. */
export function field(text, control, hint) {
  control.id ||= `field-${++labels}`;
  const note = hint ? h("small", {id: `${control.id}-hint`}, hint) : null;
  if (note) control.setAttribute("aria-describedby", note.id);
  return h("div", {class: "field"}, h("label", {for: control.id}, text), control, note);
}

export function check(text, control) {
  control.id ||= `field-${++labels}`;
  control.type = "checkbox";
  return h("div", {class: "check"}, control, h("label", {for: control.id}, text));
}

export function options(pairs, chosen) {
  return pairs.map(([value, text]) => h("option", {value, selected: String(value) === String(chosen)}, text));
}

/** A titled part of a view. */
export function card(title, properties, ...children) {
  const heading = h("h2", {id: `card-${++labels}`}, title);
  return h("section", {class: "card", "aria-labelledby": heading.id, ...properties}, heading, ...children);
}

/** A part that is opened by its title. */
export function drawer(title, properties, ...children) {
  return h("details", {class: "card", ...properties}, h("summary", {}, h("h2", {}, title)), ...children);
}

/** Writes only what is new, so that screen readers and selections are left alone. */
export function write(element, text) {
  const words = text === null || text === undefined ? "" : String(text);
  if (element.textContent !== words) element.textContent = words;
}

export function show(element, visible) {
  if (element.hidden === visible) element.hidden = !visible;
}

/** Asks in a dialog of the page; resolves to what `accept` makes of it, or null. */
export function ask(title, content, words, accept, danger) {
  return new Promise((resolve) => {
    const heading = h("h2", {id: `ask-${++labels}`}, title);
    const yes = h("button", {type: "submit", testid: "dialog-ok", class: danger ? "danger" : "primary"}, words.ok);
    const no = h("button", {type: "button", testid: "dialog-cancel"}, words.cancel);
    const form = h("form", {}, heading, ...content, h("div", {class: "row"}, yes, no));
    const dialog = h("dialog", {"aria-labelledby": heading.id}, form);
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      end(accept());
    });
    no.addEventListener("click", () => end(null));
    dialog.addEventListener("cancel", () => end(null));
    document.body.append(dialog);
    dialog.showModal();
  });
}

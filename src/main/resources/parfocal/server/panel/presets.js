// Stored positions: choosing fills "Go to", Go goes; changed and deleted by their own buttons, and a deletion can be taken back.

import {focuser, on} from "./hub.js";
import {ask, card, field, h, show} from "./dom.js";
import {focuserOrder, go} from "./orders.js";
import {T} from "./texts-en.js";

const UNDO_MILLIS = 10_000;

export function buildPresets() {
  const list = h("ul", {class: "presets", testid: "presets"});
  const none = h("p", {class: "quiet"}, T.presets.none);
  const undo = h("p", {class: "undo", role: "status", testid: "preset-undo", hidden: true});
  let drawn = "";
  on("details selected devices", () => {
    const presets = Object.entries(focuser()?.presets ?? {}).sort((a, b) => a[1] - b[1]);
    show(none, presets.length === 0);
    // Every client that comes or goes tells the details anew; a list under the finger stays as it is.
    const words = JSON.stringify([focuser()?.id, presets]);
    if (words === drawn) return;
    drawn = words;
    list.replaceChildren(...presets.map(([name, steps]) => row(name, steps, undo)));
  });
  const add = h("button", {testid: "preset-add", onclick: () => edit(T.presets.addTitle, suggestion(), focuser()?.state.positionSteps, null)}, T.presets.add);
  return card(T.presets.title, {class: "card"}, add, none, list, undo, h("p", {class: "hint"}, T.presets.chooseHint));
}

function suggestion() {
  return new Date().toLocaleString("sv").slice(0, 16);
}

function row(name, steps, undo) {
  return h("li", {testid: `preset-${name}`},
    h("button", {class: "preset-choose", testid: "preset-choose", onclick: () => choose(steps)}, T.presets.choose(name, steps)),
    h("button", {testid: "preset-go", "aria-label": T.presets.goTo(name), onclick: () => go(steps)}, T.presets.go),
    h("button", {testid: "preset-edit", "aria-label": T.presets.editName(name), onclick: () => edit(T.presets.editTitle, name, steps, name)}, T.presets.edit),
    h("button", {testid: "preset-delete", "aria-label": T.presets.removeName(name), onclick: () => remove(name, steps, undo)}, T.presets.remove));
}

function choose(steps) {
  const target = document.querySelector("[data-testid=goto]");
  target.value = String(steps);
  document.querySelector("[data-testid=goto-unit]").value = "steps";
  document.querySelector("[data-testid=go]").focus();
}

async function edit(title, name, steps, was) {
  const called = h("input", {value: name, required: true, maxlength: 60, testid: "preset-name"});
  const at = h("input", {type: "number", step: 1, value: steps, required: true, testid: "preset-steps"});
  const given = await ask(title, [field(T.presets.name, called), field(T.presets.position, at)], T.dialog,
    () => ({name: called.value.trim(), positionSteps: Math.round(Number(at.value))}));
  if (!given?.name) return;
  const result = await focuserOrder("/presets", given);
  if (result.ok && was !== null && was !== given.name) await focuserOrder("/presets", {name: was});
}

async function remove(name, steps, undo) {
  const result = await focuserOrder("/presets", {name});
  if (!result.ok) return;
  const button = h("button", {testid: "undo", onclick: () => {
    focuserOrder("/presets", {name, positionSteps: steps});
    show(undo, false);
  }}, T.presets.undo);
  undo.replaceChildren(T.presets.removed(name) + " ", button);
  show(undo, true);
  setTimeout(() => show(undo, false), UNDO_MILLIS);
}

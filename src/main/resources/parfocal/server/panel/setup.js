// How the hub treats the focuser: the number of its position, limits, step size, direction, backlash.

import {focuser, on} from "./hub.js";
import {ask, check, drawer, field, h, options, show, write} from "./dom.js";
import {focuserOrder} from "./orders.js";
import {T} from "./texts-en.js";

export function buildSetup() {
  const form = treatment();
  const part = drawer(T.setup.title, {testid: "setup"}, setPosition(), form.element);
  addEventListener("change-limit", () => {
    part.open = true;
    form.limit.focus();
  });
  return part;
}

function setPosition() {
  const to = h("input", {type: "number", step: 1, required: true, testid: "set-position-to"});
  const form = h("form", {class: "row"}, field(T.setup.setTo, to),
    h("button", {type: "submit", testid: "set-position"}, T.setup.setButton),
    h("button", {type: "button", testid: "set-zero", onclick: () => sync(0)}, T.setup.zero));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sync(Math.round(Number(to.value)));
  });
  return form;
}

async function sync(positionSteps) {
  const here = focuser();
  const from = here.state.positionSteps;
  const shift = h("input", {testid: "shift-presets"});
  const content = [h("p", {}, T.setup.setWhy(from, positionSteps))];
  if (Object.keys(here.presets).length) content.push(check(T.setup.shift, shift));
  const sure = await ask(T.setup.setTitle, content, T.dialog, () => ({shift: shift.checked}));
  if (!sure) return;
  const result = await focuserOrder("/sync", {positionSteps});
  if (!result.ok || !sure.shift) return;
  for (const [name, steps] of Object.entries(here.presets)) {
    await focuserOrder("/presets", {name, positionSteps: steps + positionSteps - from});
  }
}

function treatment() {
  const number = (testid, extra = {}) => h("input", {type: "number", step: 1, testid, ...extra});
  const inputs = {
    minimumSteps: number("minimum-steps"),
    maximumSteps: number("maximum-steps"),
    stepMicrons: number("step-microns", {step: "any", min: 0}),
    reversed: h("input", {testid: "reversed"}),
    backlashMode: h("select", {testid: "backlash-mode"}, options(Object.entries(T.setup.modes))),
    backlashSteps: number("backlash-steps"),
    backlashForClients: h("input", {testid: "backlash-for-clients"}),
    approach: h("select", {testid: "approach"}, options(Object.entries(T.setup.approaches))),
  };
  const words = h("p", {class: "hint", testid: "backlash-words"});
  const fixed = h("p", {class: "hint"}, T.setup.fixed);
  const saved = h("span", {role: "status", testid: "treatment-saved"});
  const fieldset = h("fieldset", {},
    h("div", {class: "row"}, field(T.setup.min, inputs.minimumSteps), field(T.setup.max, inputs.maximumSteps)),
    h("p", {class: "hint"}, T.setup.limitHint),
    h("div", {class: "row"}, field(T.setup.micron, inputs.stepMicrons)),
    check(T.setup.reversed, inputs.reversed),
    h("div", {class: "row"}, field(T.setup.mode, inputs.backlashMode), field(T.setup.backlash, inputs.backlashSteps)),
    words,
    check(T.setup.clients, inputs.backlashForClients),
    h("div", {class: "row"}, field(T.setup.approach, inputs.approach)),
    h("div", {class: "row"}, h("button", {type: "submit", class: "primary", testid: "treatment-save"}, T.setup.save), saved));
  const form = h("form", {}, h("legend", {class: "unseen"}, T.setup.title), fixed, fieldset);
  const changed = new Set();
  const describe = () => write(words, T.setup.backlashWords(inputs.backlashMode.value, Number(inputs.backlashSteps.value)));
  for (const [key, input] of Object.entries(inputs)) {
    input.addEventListener("input", () => {
      changed.add(key);
      write(saved, "");
      describe();
    });
  }
  on("selected", () => changed.clear());
  on("details selected devices", () => {
    const here = focuser();
    fieldset.disabled = !here || here.fixedByFile;
    show(fixed, here?.fixedByFile ?? false);
    if (!here) return;
    for (const [key, input] of Object.entries(inputs)) {
      // What is being typed is not overwritten.
      if (changed.has(key)) continue;
      if (input.type === "checkbox") input.checked = here.treatment[key];
      else input.value = here.treatment[key] ?? "";
    }
    describe();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = Object.fromEntries([...changed].map((key) => [key, value(inputs[key])]));
    // Both limits, or neither: an empty one is the device's own.
    if ("minimumSteps" in body || "maximumSteps" in body) {
      body.minimumSteps = value(inputs.minimumSteps);
      body.maximumSteps = value(inputs.maximumSteps);
    }
    if ("backlashMode" in body || "backlashSteps" in body) {
      body.backlashMode = inputs.backlashMode.value;
      body.backlashSteps = value(inputs.backlashSteps) ?? 0;
    }
    const result = await focuserOrder("/treatment", body);
    if (result.ok) changed.clear();
    write(saved, result.ok ? T.setup.saved : "");
  });
  return {element: form, limit: inputs.maximumSteps};
}

function value(input) {
  if (input.type === "checkbox") return input.checked;
  if (input.tagName === "SELECT") return input.value;
  return input.value === "" ? null : Number(input.value);
}

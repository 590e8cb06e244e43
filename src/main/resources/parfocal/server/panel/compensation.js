// Focus held as the temperature changes: how, by how much, what is due, and what is in the way.

import {focuser, hub, on} from "./hub.js";
import {card, check, field, h, options, show, write} from "./dom.js";
import {focuserOrder} from "./orders.js";
import {clock, T} from "./texts-en.js";

export function buildCompensation() {
  return card(T.compensation.title, {class: "card"}, state(), settings());
}

export function compensation() {
  return focuser()?.compensation ?? null;
}

function state() {
  const due = h("span", {class: "value", testid: "comp-due"});
  const words = h("p", {testid: "comp-words"});
  const reference = h("p", {class: "quiet", testid: "comp-reference"});
  const waiting = h("p", {class: "warnings", testid: "comp-waiting", role: "status"});
  const advice = h("p", {class: "warnings", testid: "comp-advice", role: "status"});
  const done = h("span", {role: "status", testid: "comp-done"});
  const go = h("button", {testid: "compensate", class: "primary", onclick: async () => {
    const result = await focuserOrder("/compensation/compensate", {thresholdSteps: 0});
    write(done, result.ok ? T.compensation.moved(result.data.movedSteps, clock(Date.now())) : "");
  }}, T.compensation.compensate);
  on("compensation selected devices", () => {
    const now = compensation();
    write(due, now?.dueSteps == null ? "–" : T.compensation.due(now.dueSteps));
    write(words, now?.consequence ?? T.compensation.noLaw);
    write(reference, now?.reference
      ? T.compensation.reference(now.reference.positionSteps, now.reference.celsius, now.targetSteps, now.sigmaSteps) : T.compensation.noReference);
    write(waiting, now?.waiting ? T.compensation.waiting(now.waiting) : "");
    write(advice, now?.advice ?? "");
    go.disabled = now?.dueSteps == null;
  });
  return h("div", {}, h("div", {class: "tile"}, h("h3", {}, T.compensation.dueTitle), due), words, reference, waiting, advice,
    h("div", {class: "row"}, go, done));
}

function settings() {
  const inputs = {
    mode: h("select", {testid: "comp-mode"}, options(Object.entries(T.compensation.modes))),
    stepsPerCelsius: h("input", {type: "number", step: "any", testid: "comp-coefficient"}),
    thresholdSteps: h("input", {type: "number", min: 1, step: 1, required: true, testid: "comp-threshold"}),
    sensor: h("select", {testid: "comp-sensor"}),
    averagingSeconds: h("input", {type: "number", min: 0, step: 1, required: true, testid: "comp-averaging"}),
    learning: h("input", {testid: "comp-learning"}),
  };
  const pieces = h("p", {class: "hint", testid: "comp-pieces"});
  const saved = h("span", {role: "status", testid: "comp-saved"});
  const changed = new Set();
  for (const [key, input] of Object.entries(inputs)) {
    input.addEventListener("input", () => {
      changed.add(key);
      write(saved, "");
    });
  }
  on("selected", () => changed.clear());
  on("devices selected", () => {
    const others = [...hub.focusers.values()].filter((one) => one.id !== hub.selected);
    inputs.sensor.replaceChildren(...options([["own", T.compensation.own], ...others.map((one) => [one.id, one.name]), ...[...hub.sensors.values()].map((one) => [one.id, one.name])]));
  });
  on("compensation selected devices", () => {
    const now = compensation();
    if (!now) return;
    const law = now.law?.pieces ?? [];
    const values = {...now, stepsPerCelsius: law.length === 1 ? Number(law[0].stepsPerCelsius.toFixed(2)) : ""};
    for (const [key, input] of Object.entries(inputs)) {
      if (changed.has(key)) continue;
      if (input.type === "checkbox") input.checked = values[key];
      else if (input.value !== String(values[key])) input.value = values[key];
    }
    show(pieces, law.length > 0 && (law.length > 1 || law[0].low !== null));
    write(pieces, law.map(T.compensation.piece).join(" · "));
  });
  const form = h("form", {}, h("div", {class: "row"},
    field(T.compensation.mode, inputs.mode), field(T.compensation.coefficient, inputs.stepsPerCelsius), field(T.compensation.threshold, inputs.thresholdSteps),
    field(T.compensation.sensor, inputs.sensor), field(T.compensation.averaging, inputs.averagingSeconds)),
  pieces, check(T.compensation.learning, inputs.learning),
  h("div", {class: "row"}, h("button", {type: "submit", testid: "comp-save"}, T.setup.save), saved));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = Object.fromEntries([...changed].map((key) => [key, valueOf(inputs[key])]));
    const result = await focuserOrder("/compensation", body);
    if (result.ok) changed.clear();
    write(saved, result.ok ? T.setup.saved : "");
  });
  // For the calculator: its law has been taken, and is to be seen here.
  addEventListener("law-applied", () => changed.delete("stepsPerCelsius"));
  return form;
}

function valueOf(input) {
  if (input.type === "checkbox") return input.checked;
  if (input.tagName === "SELECT") return input.value;
  return input.value === "" ? null : Number(input.value);
}

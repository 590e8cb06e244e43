// How the hub treats the line of one focuser: whether the talk is written down, and whether the board starts anew when it is connected.

import {check, h, write} from "./dom.js";
import {json} from "./hub.js";
import {order, refused} from "./orders.js";
import {T} from "./texts-en.js";

export function buildHabits(device) {
  const trace = h("input", {testid: `trace-${device.id}`});
  const reset = h("input", {testid: `reset-on-connect-${device.id}`});
  const said = h("span", {role: "status", testid: `habits-said-${device.id}`});
  const save = h("button", {testid: `habits-save-${device.id}`, onclick: async () => {
    const result = await order("/devices/habits", {name: device.name, trace: trace.checked, resetOnConnect: reset.checked});
    refused(result.ok ? "" : result.error);
    write(said, result.ok ? T.habits.saved : "");
  }}, T.habits.save);
  const part = h("details", {testid: `habits-${device.id}`}, h("summary", {}, T.habits.title), check(T.habits.trace, trace), check(T.habits.reset, reset),
    h("p", {class: "hint"}, T.habits.hint), h("div", {class: "row"}, save, said));
  part.addEventListener("toggle", async () => {
    if (!part.open) return;
    const known = await json(`/devices/habits?name=${encodeURIComponent(device.name)}`);
    save.disabled = known === null;
    trace.checked = known?.trace ?? false;
    reset.checked = known?.resetOnConnect ?? false;
  });
  return part;
}

// The device's own settings, whatever it has: each with the control that fits its kind.

import {focuser, on} from "./hub.js";
import {ask, drawer, h, options, write} from "./dom.js";
import {focuserOrder} from "./orders.js";
import {T} from "./texts-en.js";

export function buildDeviceSettings() {
  const list = h("div", {class: "settings", testid: "device-settings"});
  let rows = new Map();
  let drawn = "";
  on("focuser details selected devices", () => {
    const settings = focuser()?.state.settings ?? [];
    const kinds = JSON.stringify([focuser()?.id, settings.map(({value, ...rest}) => rest)]);
    if (kinds !== drawn) {
      drawn = kinds;
      rows = new Map(settings.map((setting) => [setting.name, row(setting)]));
      list.replaceChildren(...(settings.length ? [...rows.values()].map(({element}) => element) : [h("p", {class: "quiet"}, T.setup.deviceNone)]));
    }
    settings.forEach((setting) => rows.get(setting.name)?.take(setting.value));
  });
  return drawer(T.setup.device, {testid: "device"}, list);
}

function row(setting) {
  const id = `setting-${setting.name}`;
  const control = controlFor(setting, id);
  const order = setting.kind === "order";
  const button = setting.kind === "shown" ? null
    : h("button", {type: "submit", testid: `${id}-set`, "aria-label": T.setup.applyName(setting.name)}, order ? T.setup.run : T.setup.apply);
  const note = h("small", {id: `${id}-hint`}, setting.description);
  control?.setAttribute("aria-describedby", note.id);
  const element = h("form", {class: "setting"},
    control ? h("label", {for: id}, setting.name) : h("span", {class: "label"}, setting.name), control, button, note);
  let touched = false;
  control?.addEventListener("input", () => touched = true);
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (order && !await sure(setting)) return;
    const result = await focuserOrder("/settings", {setting: setting.name, value: order ? "yes" : control.value});
    if (result.ok) touched = false;
  });
  return {
    element,
    take(value) {
      if (!control || touched) return;
      if (control.tagName === "OUTPUT") write(control, value);
      else if (control.value !== value) control.value = value;
    },
  };
}

/** Orders are asked for once; those that forget something, twice. */
async function sure(setting) {
  const question = [h("p", {}, setting.description)];
  if (!await ask(T.setup.orderAsk(setting.name), question, T.dialog, () => true, true)) return false;
  return !/reset|factory|forget|erase/.test(setting.name) || ask(T.setup.orderAgain(setting.name), question, T.dialog, () => true, true);
}

function controlFor(setting, id) {
  switch (setting.kind) {
    case "whole":
    case "decimal":
      return h("input", {id, testid: id, type: "number", min: setting.minimum, max: setting.maximum, step: setting.kind === "whole" ? 1 : "any", required: true});
    case "choice":
      return h("select", {id, testid: id}, options(setting.words.map((word) => [word, word])));
    case "shown":
      return h("output", {id, testid: id});
    default:
      return null;
  }
}

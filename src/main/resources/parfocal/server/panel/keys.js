// The keyboard: arrows move, Esc halts, whatever is open.

import {focuser} from "./hub.js";
import {ask, h} from "./dom.js";
import {step} from "./orders.js";
import {beginHold, endHold, isHeld} from "./hold.js";
import {T} from "./texts-en.js";
import {coarseSteps, fineSteps} from "./step-size.js";

export function bindKeys(halt) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      halt();
      return;
    }
    const typing = event.target.closest?.("input, select, textarea, dialog") || event.ctrlKey || event.altKey || event.metaKey;
    if (typing || !focuser()) return;
    const act = actions[event.key] ?? actions[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act(event);
    }
  }, true);
  addEventListener("keyup", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") endHold();
  });
}

const arrow = (sign) => (event) => {
  if (!event.repeat) step(sign * (event.shiftKey ? coarseSteps() : fineSteps()));
  else if (!isHeld()) beginHold(sign < 0 ? "in" : "out");
};

const preset = (by) => () => {
  const buttons = [...document.querySelectorAll(".preset-choose")];
  if (!buttons.length) return;
  const at = buttons.indexOf(document.activeElement);
  const next = buttons[(at + by + buttons.length) % buttons.length] ?? buttons[0];
  next.focus();
};

const actions = {
  ArrowLeft: arrow(-1),
  ArrowRight: arrow(1),
  ArrowUp: preset(-1),
  ArrowDown: preset(1),
  g: () => document.querySelector("[data-testid=goto]")?.focus(),
  a: () => {
    location.hash = "#autofocus";
    setTimeout(() => dispatchEvent(new Event("ask-autofocus")), 100);
  },
  "?": () => ask(T.more.keys, [keyList()], {ok: T.close, cancel: T.dialog.cancel}, () => true),
};

export function keyList() {
  return h("dl", {class: "keys"}, T.more.keyList.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]));
}

// Hold to move: the focuser moves while a button or key is held. The page renews its hold several times in the half second that the hub
// waits; whatever ends the renewing, be it the finger, the page or the line, ends the move, and the hub sees to that, not the page.

import {on, hub} from "./hub.js";
import {focuserOrder, mine, order} from "./orders.js";

const LONG_PRESS_MILLIS = 400;
const RENEWAL_MILLIS = 140;

let held = null;

export async function beginHold(direction) {
  endHold();
  const grip = {id: hub.selected, number: null, over: false, timer: 0};
  held = grip;
  const result = await focuserOrder("/hold", {direction});
  if (!result.ok) {
    if (held === grip) held = null;
    return;
  }
  grip.number = result.data.hold;
  mine.focuser = hub.selected;
  mine.targetSteps = "held";
  if (grip.over) release(grip);
  else grip.timer = setInterval(() => renew(grip), RENEWAL_MILLIS);
}

export function endHold() {
  const grip = held;
  held = null;
  if (!grip || grip.over) return;
  grip.over = true;
  clearInterval(grip.timer);
  if (grip.number !== null) release(grip);
}

export function isHeld() {
  return held !== null;
}

async function renew(grip) {
  const id = encodeURIComponent(grip.id);
  const response = await fetch(`/api/parfocal/v1/focusers/${id}/hold/renew`, {
    method: "POST",
    headers: {"X-Parfocal-Client": "panel"},
    body: JSON.stringify({hold: grip.number}),
  }).catch(() => null);
  // Arrived at the end, halted, or somebody else moves it: let go without a word.
  if (!response?.ok && held === grip) endHold();
}

function release(grip) {
  return order(`/focusers/${encodeURIComponent(grip.id)}/hold/release`, {hold: grip.number});
}

/** A button that steps when it is pressed and moves when it is held. */
export function holdable(button, direction, step) {
  let timer = 0;
  let long = false;
  const stop = () => {
    clearTimeout(timer);
    if (long) endHold();
  };
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    long = false;
    timer = setTimeout(() => {
      long = true;
      beginHold(direction);
    }, LONG_PRESS_MILLIS);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) button.addEventListener(end, stop);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (!long) step();
    long = false;
  });
  return button;
}

addEventListener("blur", endHold);
addEventListener("pagehide", endHold);
document.addEventListener("visibilitychange", () => document.hidden && endHold());
on("link", () => hub.connected || endHold());

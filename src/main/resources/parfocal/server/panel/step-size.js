// How far one press goes; remembered by this browser, for each focuser.

import {focuser, hub} from "./hub.js";

function read(what, fallback, least, most) {
  let kept = null;
  try { kept = localStorage.getItem(`${what} ${hub.selected}`); } catch { /* As it comes. */ }
  const value = Math.round(Number(kept));
  return kept !== null && value >= least && value <= most ? value : fallback;
}

function keep(what, value) {
  try { localStorage.setItem(`${what} ${hub.selected}`, String(value)); } catch { /* Until the page is closed. */ }
}

export function fineSteps() {
  const state = focuser()?.state;
  const travel = state ? state.maximumSteps - state.minimumSteps : 0;
  return read("fine-steps", Math.max(1, Math.round(travel / 1000)), 1, 100_000);
}

export function multiplier() {
  return read("coarse-multiplier", 5, 2, 10);
}

export function coarseSteps() {
  return fineSteps() * multiplier();
}

export function setFineSteps(value) {
  keep("fine-steps", Math.max(1, Math.round(value) || 1));
}

export function setMultiplier(value) {
  keep("coarse-multiplier", value);
}

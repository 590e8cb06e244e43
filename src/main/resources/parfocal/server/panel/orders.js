// Orders to the hub, and what comes of them. The hub's own words are shown when it refuses.

import {hub, focuser} from "./hub.js";
import {ask, field, h} from "./dom.js";
import {T} from "./texts-en.js";

const PATIENCE_MILLIS = 8000;
let token = "";
try { token = sessionStorage.getItem("token") ?? ""; } catch { /* Asked for again. */ }

export function hasToken() {
  return token !== "";
}

export function keepToken(text) {
  token = text.trim();
  try { sessionStorage.setItem("token", token); } catch { /* Kept until the page is closed. */ }
}

/** @returns {Promise<{ok: boolean, error?: string, data?: object}>} */
export async function order(path, body = {}, asked = false) {
  let response;
  try {
    response = await fetch("/api/parfocal/v1" + path, {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-Parfocal-Client": "panel", ...(token && {"X-Parfocal-Token": token})},
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
  } catch {
    return {ok: false, error: T.unreachable};
  }
  if (response.status === 401 || (response.status === 403 && token)) {
    if (!asked && (await askForToken())) return order(path, body, true);
  }
  const text = await response.text();
  let data = null;
  try { data = JSON.parse(text); } catch { /* A sentence, not an object. */ }
  return response.ok ? {ok: true, data} : {ok: false, error: data?.error ?? text};
}

async function askForToken() {
  const input = h("input", {type: "password", autocomplete: "off", testid: "token", required: true});
  const given = await ask(T.token.title, [h("p", {}, T.token.why), field(T.token.label, input)], T.dialog, () => input.value);
  if (!given) return false;
  keepToken(given);
  return true;
}

const errors = [];

/** Where refusals are shown. */
export function onRefusal(listener) {
  errors.push(listener);
}

export function refused(sentence) {
  errors.forEach((listener) => listener(sentence));
}

/** As `order`, for the focuser that is looked at; a refusal is shown. */
export async function focuserOrder(what, body = {}) {
  const here = focuser();
  if (!here) return {ok: false};
  const result = await order(`/focusers/${encodeURIComponent(here.id)}${what}`, body);
  if (!result.ok) refused(result.error);
  else refused("");
  return result;
}

/** The last order to move that this page gave: who moves it is then "you". */
export const mine = {focuser: null, targetSteps: null};

export function go(positionSteps) {
  mine.focuser = hub.selected;
  mine.targetSteps = positionSteps;
  return focuserOrder("/move", {positionSteps});
}

export function step(bySteps) {
  const state = focuser()?.state;
  if (!state) return Promise.resolve({ok: false});
  mine.focuser = hub.selected;
  mine.targetSteps = (state.targetSteps ?? state.positionSteps) + bySteps;
  return focuserOrder("/move", {bySteps});
}

/** Tried whatever the page believes of the connection. */
export async function halt(say) {
  const result = await focuserOrder("/halt");
  if (result.ok) say(T.halted(focuser().state.positionSteps));
  else say(result.error ?? T.unreachable);
  return result;
}

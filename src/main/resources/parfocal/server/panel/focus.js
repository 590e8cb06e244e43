// The home view: where the focuser stands, and every way to move it.

import {focuser, hub, on, stepMicrons} from "./hub.js";
import {card, field, h, options, show, write} from "./dom.js";
import {focuserOrder, go, mine, order, refused, step} from "./orders.js";
import {holdable} from "./hold.js";
import {coarseSteps, fineSteps, multiplier, setFineSteps, setMultiplier} from "./step-size.js";
import {number, T} from "./texts-en.js";
import {rulerIn} from "./ruler.js";
import {buildPresets} from "./presets.js";
import {buildSetup} from "./setup.js";
import {buildDeviceSettings} from "./device-settings.js";

const FIRST_RIG = "refractor-80";

export default function build(root, announce) {
  root.append(position(announce), movement(), buildPresets(), clients(), buildSetup(), buildDeviceSettings());
}

/** turning, holding, idle, rest: a device that does not tell whether it holds is only at rest. */
function motorState(state) {
  if (state.availability !== "ready") return "unknown";
  if (state.moving) return "turning";
  const holding = state.settings?.find((setting) => /^holding-(current|power)/.test(setting.name));
  if (!holding) return "rest";
  return ["off", "0", "false", "no"].includes(holding.value) ? "idle" : "holding";
}

function position(announce) {
  const steps = h("output", {class: "big", testid: "position"});
  const millimetres = h("p", {class: "quiet", testid: "position-mm"});
  const motor = h("span", {testid: "motor-state"});
  const lamp = h("span", {class: "motor", "aria-hidden": "true"});
  const target = h("span", {testid: "target"});
  const who = h("p", {class: "quiet", testid: "mover"});
  const ruler = h("div", {class: "ruler"});
  const showRuler = rulerIn(ruler);
  const trouble = h("p", {class: "trouble", testid: "trouble", role: "status"});
  const warnings = h("ul", {class: "warnings", testid: "warnings"});
  const first = h("button", {class: "primary", testid: "rig-first", onclick: async () => {
    const result = await order("/devices/add", {kind: "rig", name: FIRST_RIG});
    refused(result.ok ? "" : result.error);
  }}, T.rigFirst);
  let was = {moving: false, at: 0, time: 0};
  let speed = null;
  on("focuser selected link details", () => {
    const here = focuser();
    show(first, !here && hub.connected && hub.wiring !== null);
    if (!here) {
      write(steps, "–");
      return write(who, hub.connected ? T.noFocuser : "");
    }
    const state = here.state;
    write(steps, String(state.positionSteps));
    const microns = stepMicrons(here);
    write(millimetres, [
      microns ? T.position.millimetres(state.positionSteps * microns / 1000) : T.position.noStep,
      state.positionSigmaSteps === null ? "" : T.position.uncertain(state.positionSigmaSteps)].filter(Boolean).join(" · "));
    const turning = motorState(state);
    lamp.dataset.state = turning;
    write(motor, T.position.motor[turning]);
    const now = performance.now();
    if (state.moving && was.moving && state.positionSteps !== was.at) {
      speed = Math.abs(state.positionSteps - was.at) / (now - was.time) * 1000;
    } else if (!state.moving) speed = null;
    if (!was.moving || state.positionSteps !== was.at) was = {moving: state.moving, at: state.positionSteps, time: now};
    const left = speed && state.targetSteps !== null ? Math.ceil(Math.abs(state.targetSteps - state.positionSteps) / speed) : null;
    write(target, state.moving && state.targetSteps !== null ? T.position.to(state.targetSteps, left) : "");
    write(who, state.owner ? T.position.owned(state.owner.replace(/,$/, "")) : state.moving && state.mover ? T.position.by(mover(state)) : T.position.free);
    showRuler(here, hub.runs.get(here.id));
    const away = state.availability === "unavailable" ? state.reason : null;
    write(trouble, away ?? state.trouble);
    if (state.warnings.join() !== warnings.dataset.words) {
      warnings.dataset.words = state.warnings.join();
      warnings.replaceChildren(...state.warnings.map((warning) => h("li", {}, warning)));
    }
  });
  let moved = false;
  on("focuser", () => {
    const state = focuser()?.state;
    if (state && moved && !state.moving) announce(T.position.arrived(state.positionSteps));
    moved = state?.moving ?? false;
  });
  return card(T.position.title, {class: "card position"},
    h("div", {class: "row"}, steps, h("span", {class: "unit"}, T.steps)), millimetres,
    h("p", {class: "motor-line"}, lamp, h("span", {class: "unseen"}, T.position.motorLabel + ": "), motor, " ", target),
    who, first, ruler, trouble, warnings);
}

function mover(state) {
  const yours = state.mover.startsWith("panel") && mine.focuser === hub.selected
    && (mine.targetSteps === state.targetSteps || mine.targetSteps === "held");
  return yours ? T.position.you : state.mover;
}

function movement() {
  const buttons = [
    ["step-in-coarse", "in", () => -coarseSteps(), T.move.nameInCoarse, "◀◀"],
    ["step-in", "in", () => -fineSteps(), T.move.nameIn, "◀"],
    ["step-out", "out", () => fineSteps(), T.move.nameOut, "▶"],
    ["step-out-coarse", "out", () => coarseSteps(), T.move.nameOutCoarse, "▶▶"],
  ].map(([testid, way, by, name, sign]) => {
    const amount = h("span", {class: "amount"});
    const button = h("button", {testid, class: "step", "aria-label": name}, h("span", {"aria-hidden": "true"}, sign), amount);
    return {button: holdable(button, way, () => step(by())), amount, by, name};
  });
  const fine = h("input", {type: "number", min: 1, step: 1, inputmode: "numeric", testid: "fine-steps", oninput: () => {
    setFineSteps(Number(fine.value));
    label();
  }});
  const coarse = h("select", {testid: "coarse-multiplier", onchange: () => {
    setMultiplier(Number(coarse.value));
    label();
  }}, options([2, 3, 4, 5, 6, 7, 8, 9, 10].map((by) => [by, `${by} ${T.move.times}`])));
  function label() {
    for (const {button, amount, by, name} of buttons) {
      write(amount, number(Math.abs(by())));
      button.setAttribute("aria-label", `${name} ${number(Math.abs(by()))}`);
    }
  }
  on("selected devices", () => {
    fine.value = fineSteps();
    coarse.value = multiplier();
    label();
  });
  const home = h("button", {testid: "home", title: T.move.homeHint, onclick: () => focuserOrder("/home")}, T.move.home);
  on("details selected devices", () => show(home, focuser()?.home ?? false));
  return card(T.move.title, {class: "card"}, gotoForm(),
    h("div", {class: "steps"}, buttons.map(({button}) => button)),
    h("div", {class: "row"}, field(T.move.fine, fine), field(T.move.coarse, coarse), home),
    h("p", {class: "hint"}, T.move.hint));
}

function gotoForm() {
  const target = h("input", {testid: "goto", inputmode: "decimal", autocomplete: "off", required: true});
  const unit = h("select", {testid: "goto-unit", "aria-label": T.move.unit}, options([["steps", T.steps], ["microns", T.move.microns]]));
  const words = h("span", {});
  const nearest = h("button", {type: "button", testid: "goto-nearest"});
  const limit = h("button", {type: "button", testid: "goto-limit", onclick: () => dispatchEvent(new Event("change-limit"))}, T.move.changeLimit);
  const beyond = h("p", {class: "refusal", role: "alert", testid: "goto-beyond", hidden: true}, words, " ", nearest, " ", limit);
  const form = h("form", {class: "row goto"}, field(T.move.target, target), unit, h("button", {type: "submit", class: "primary", testid: "go"}, T.move.go));
  on("details selected devices", () => show(unit, stepMicrons(focuser()) !== null));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const here = focuser();
    if (!here) return;
    const typed = Number(target.value.replace(",", ".").replaceAll(" ", ""));
    const steps = Math.round(!unit.hidden && unit.value === "microns" ? typed / stepMicrons(here) : typed);
    const {minimumSteps, maximumSteps} = here.state;
    const outside = Number.isFinite(steps) && (steps < minimumSteps || steps > maximumSteps);
    show(beyond, outside || !Number.isFinite(steps));
    show(nearest, outside);
    show(limit, outside);
    if (!Number.isFinite(steps)) return write(words, T.move.whole);
    if (!outside) return go(steps);
    const there = Math.min(Math.max(steps, minimumSteps), maximumSteps);
    write(words, T.move.beyond(steps, minimumSteps, maximumSteps));
    write(nearest, T.move.goNearest(there));
    nearest.onclick = () => {
      show(beyond, false);
      go(there);
    };
  });
  return h("div", {}, form, beyond);
}

function clients() {
  const list = h("ul", {class: "plain", testid: "clients"});
  on("details selected devices", () => {
    const names = focuser()?.clients ?? [];
    list.replaceChildren(
      h("li", {}, T.clients.pages(hub.pages)),
      ...(names.length ? names.map((name) => h("li", {}, name)) : [h("li", {class: "quiet"}, T.clients.none)]));
  });
  return card(T.clients.title, {class: "card"}, list);
}

// Autofocus: start and stop, the curve as it grows, what is done and why, and what came of it.

import {focuser, hub, on, tell} from "./hub.js";
import {ask, card, drawer, h, show, write} from "./dom.js";
import {focuserOrder} from "./orders.js";
import {number, T} from "./texts-en.js";
import {curveSvg} from "./curve-svg.js";
import {curveOf, emptiness, outcome, outcomeWord, reportOf, sentence, storyOf} from "./run-view.js";
import {buildFrame} from "./frame.js";
import {buildEarlier} from "./earlier-runs.js";
import {buildComparison} from "./compare.js";
import {buildFilters} from "./filters.js";
import {buildOptions} from "./focus-options.js";
import {tiltSvg} from "./tilt-map.js";

const compared = new Map();
let shown = null;

export default function build(root, announce) {
  const chosen = buildOptions();
  root.append(control(announce, chosen), picture(), result(), story(), buildEarlier(compared, look), buildComparison(compared, run), buildFrame(), buildFilters(chosen.shot));
}

/** Looks at an earlier run, or at the newest one again. */
function look(earlier) {
  shown = earlier;
  tell("run");
}

/** The run that is looked at: the newest, unless an older one was chosen. */
function run() {
  const latest = hub.runs.get(hub.selected);
  if (latest?.running) shown = null;
  return shown?.focuser === hub.selected ? shown : latest;
}

function control(announce, chosen) {
  const start = h("button", {class: "primary", testid: "af-start", onclick: begin}, T.autofocus.start);
  const stop = h("button", {testid: "af-stop", onclick: () => focuserOrder("/autofocus/stop")}, T.autofocus.stop);
  const now = h("p", {class: "sentence", testid: "af-sentence"});
  function begin() {
    look(null);
    return focuserOrder("/autofocus", chosen.order());
  }
  addEventListener("ask-autofocus", async () => {
    if (!start.disabled && await ask(T.autofocus.startAsk, [h("p", {}, T.autofocus.startWhy)], T.dialog, () => true)) begin();
  });
  let told = null;
  on("run selected devices focuser link", () => {
    const latest = hub.runs.get(hub.selected);
    const running = latest?.running ?? false;
    start.disabled = running || hub.cameras.size === 0 || !hub.connected || !focuser();
    show(stop, running);
    const words = hub.cameras.size === 0 ? T.autofocus.noCamera : !latest ? T.autofocus.idle
      : running ? latest.story.length ? sentence(latest.story.at(-1)) : outcomeWord.running
      : `${outcomeWord[outcome(latest)]}. ${latest.result?.reason ?? latest.trouble ?? T.autofocus.best(latest.result.bestPositionSteps, latest.result.sigmaSteps) + "."}`;
    write(now, words);
    const end = latest && !running ? latest.beganAt : null;
    if (end && told !== end && told !== null) announce(words);
    told = end ?? told ?? "";
  });
  return card(T.autofocus.title, {class: "card"},
    h("div", {class: "row"}, chosen.main, start, stop), now, chosen.more);
}

function picture() {
  const place = h("div", {class: "chart"});
  const legend = h("p", {class: "legend"}, Object.values(T.autofocus.legend).map((words) => h("span", {}, words)));
  const body = h("tbody");
  const table = h("details", {testid: "table"}, h("summary", {}, T.autofocus.table),
    h("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": T.autofocus.table},
      h("table", {testid: "af-table"}, h("thead", {}, h("tr", {}, T.autofocus.columns.map((name) => h("th", {scope: "col"}, name)))), body)));
  const empty = h("p", {class: "empty", testid: "af-empty"});
  const draw = () => {
    const curve = curveOf(run());
    const why = emptiness(run(), compared.size > 0);
    write(empty, why);
    for (const part of [place, legend, table]) show(part, why === "");
    place.replaceChildren(curveSvg(curve, [...compared.values()].map(curveOf), place.clientWidth));
    body.replaceChildren(...curve.samples.map((sample) => h("tr", {}, [
      number(sample.positionSteps), T.autofocus.arrival[sample.arrival], sample.hfrPixels?.toFixed(2) ?? "–",
      sample.sigmaPixels?.toFixed(2) ?? "–", sample.starCount, sample.used ? T.autofocus.yes : T.autofocus.no].map((text) => h("td", {}, String(text))))));
  };
  on("run selected devices camera link", draw);
  addEventListener("resize", draw);
  return card(T.autofocus.curve, {class: "card"}, empty, place, legend, table);
}

function result() {
  const place = h("div", {testid: "af-result"});
  const part = card(T.autofocus.result, {class: "card"}, place);
  on("run selected", () => {
    const one = run();
    show(part, Boolean(one && !one.running));
    if (!one || one.running) return;
    const how = outcome(one);
    const done = one.result;
    const lines = [h("p", {class: "outcome", "data-outcome": how, testid: "af-outcome"}, outcomeWord[how])];
    const say = (text) => text && lines.push(h("p", {}, text));
    say(one.trouble);
    if (done) {
      say(done.reason);
      say(done.bestPositionSteps !== null && T.autofocus.best(done.bestPositionSteps, done.sigmaSteps));
      say(done.proof && T.autofocus[done.proof.passed ? "proof" : "unproven"](done.proof.hfrPixels, done.proof.predictedPixels));
      say(done.criticalZoneSteps && T.autofocus.zone(done.criticalZoneSteps));
      say(done.backlash && T.autofocus.play(done.backlash.steps, done.backlash.sigmaSteps));
      say(T.autofocus.spent(done.exposures, done.durationSeconds));
      say(done.finalPositionSteps !== null && T.autofocus.stands(done.finalPositionSteps));
      for (const found of done.diagnoses) {
        lines.push(h("h3", {}, `${found.cause} (${Math.round(found.confidence * 100)} %)`), h("p", {}, found.message));
        if (found.remedy) lines.push(h("p", {}, h("strong", {}, T.autofocus.remedy + ": "), found.remedy));
      }
      done.repairs.forEach(say);
      if (done.field) lines.push(h("h3", {}, T.tilt.title), h("p", {}, done.field.message), tiltSvg(done.field), h("p", {class: "hint"}, T.tilt.legend));
    }
    const report = reportOf(one);
    if (report) lines.push(report);
    place.replaceChildren(...lines);
  });
  return part;
}

function story() {
  const list = h("ol", {class: "story", testid: "af-story", tabindex: 0, "aria-label": T.autofocus.story});
  on("run selected", () => {
    const steps = storyOf(run());
    if (steps.length < list.children.length || list.dataset.run !== run()?.beganAt) list.replaceChildren();
    list.dataset.run = run()?.beganAt ?? "";
    steps.slice(list.children.length).forEach((step) => list.append(h("li", {}, step)));
    list.scrollTop = list.scrollHeight;
  });
  return drawer(T.autofocus.story, {open: true, testid: "story"}, list);
}

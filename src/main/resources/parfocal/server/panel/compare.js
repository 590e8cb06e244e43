// Two runs beside each other: the same facts of both, and what has changed from the one to the other.

import {on} from "./hub.js";
import {card, h, show} from "./dom.js";
import {clock, number, spread, T} from "./texts-en.js";
import {curveOf, outcome, outcomeWord} from "./run-view.js";

/**
 * @param compared runs that are ticked, by when they began
 * @param shown gives the run that is looked at
 */
export function buildComparison(compared, shown) {
  const words = h("p", {testid: "af-difference"});
  const head = h("tr");
  const body = h("tbody");
  const part = card(T.compare.title, {class: "card", testid: "af-comparison"}, words,
    h("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": T.compare.table}, h("table", {}, h("thead", {}, head), body)));
  on("run selected", () => {
    const pair = pairOf(compared, shown());
    show(part, pair !== null);
    if (!pair) return;
    words.textContent = difference(...pair);
    head.replaceChildren(h("td"), ...pair.map((run) => h("th", {scope: "col"}, T.compare.began(run.beganAt.slice(0, 10), clock(run.beganAt)))));
    body.replaceChildren(...rows(pair).map(([name, ...values]) => h("tr", {}, h("th", {scope: "row"}, name), values.map((value) => h("td", {}, value)))));
  });
  return part;
}

/** The two that were ticked last, or the one that was and the one that is looked at; the older first. */
function pairOf(compared, shown) {
  const ticked = [...compared.values()];
  const others = shown && !shown.running && !compared.has(shown.beganAt) ? [shown] : [];
  const pair = [...others, ...ticked].slice(-2);
  return pair.length < 2 ? null : pair.sort((a, b) => a.beganAt.localeCompare(b.beganAt));
}

function rows(pair) {
  const of = (name, value) => [name, ...pair.map((run) => value(run, run.result) || "–")];
  return [
    of(T.compare.outcome, (run) => outcomeWord[outcome(run)]),
    of(T.compare.best, (run) => {
      const fit = curveOf(run).fit;
      return fit && `${number(fit.bestPositionSteps)} ± ${fit.sigmaSteps.toFixed(1)}`;
    }),
    of(T.compare.smallest, (run) => curveOf(run).fit?.minimumHfrPixels?.toFixed(2)),
    of(T.compare.proof, (_, done) => done?.proof && T.autofocus[done.proof.passed ? "proof" : "unproven"](done.proof.hfrPixels, done.proof.predictedPixels)),
    of(T.compare.zone, (_, done) => done?.criticalZoneSteps && `± ${spread(done.criticalZoneSteps)}`),
    of(T.compare.play, (_, done) => done?.backlash && `${number(done.backlash.steps)} ± ${spread(done.backlash.sigmaSteps)}`),
    of(T.compare.spent, (_, done) => done && T.autofocus.spent(done.exposures, done.durationSeconds)),
    of(T.compare.causes, (run, done) => done?.diagnoses.map((found) => found.cause).join(", ") || run.trouble),
  ];
}

function difference(older, newer) {
  const [a, b] = [older, newer].map((run) => curveOf(run).fit);
  if (!a || !b) return T.compare.noCurve;
  const steps = b.bestPositionSteps - a.bestPositionSteps;
  return T.compare.apart(steps, steps / Math.hypot(a.sigmaSteps, b.sigmaSteps), b.minimumHfrPixels / a.minimumHfrPixels);
}

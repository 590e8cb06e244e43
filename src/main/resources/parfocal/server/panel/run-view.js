// A run as the hub tells it, made ready for drawing and reading.

import {T} from "./texts-en.js";

/** Samples, curve and proof of a run, as far as it has come. */
export function curveOf(run) {
  const story = run?.story ?? [];
  const measured = story.filter((step) => step.event === "measured");
  const fitted = story.findLast((step) => step.event === "fitted");
  const result = run?.result;
  const fit = result?.bestPositionSteps != null ? result : fitted ?? null;
  const samples = result ? result.samples : measured.filter((step) => !step.proof);
  const shown = measured.findLast((step) => step.proof && step.hfrPixels !== null);
  return {
    samples,
    fit,
    proof: shown ?? null,
    startSteps: result?.startPositionSteps ?? measured[0]?.positionSteps ?? null,
  };
}

/** A run of an earlier night, as the history kept it, in the form of the hub's own: without its story. */
export function recalled(kept) {
  // One that was cut short has no samples.
  const result = kept.result?.samples ? kept.result : null;
  return {
    ...kept,
    beganAt: kept.at,
    running: false,
    trouble: result ? null : kept.reason,
    outcome: kept.verdict === "cut-short" ? "ended" : kept.verdict,
    result,
    story: [],
    points: (result?.samples ?? []).filter((sample) => sample.hfrPixels !== null),
  };
}

/** One sentence for a step of the story. */
export function sentence(step) {
  switch (step.event) {
    case "going": return T.autofocus.going(step.positionSteps, step.why);
    case "measured": return T.autofocus.measured(step.number, step.positionSteps, step.hfrPixels, step.sigmaPixels, step.starCount);
    case "fitted": return T.autofocus.fitted(step.bestPositionSteps, step.sigmaSteps);
    case "proved": return step.sentence;
    case "going-back": return T.autofocus.back(step.positionSteps, step.reason);
    default: return "";
  }
}

/** How a run ended: accepted, refused, ended (by trouble or cancelled), running. */
export function outcome(run) {
  if (run.running) return "running";
  return run.result?.outcome ?? run.outcome ?? "ended";
}

export const outcomeWord = {
  accepted: T.autofocus.accepted,
  refused: T.autofocus.refusedWord,
  ended: T.autofocus.ended,
  running: T.autofocus.running,
};

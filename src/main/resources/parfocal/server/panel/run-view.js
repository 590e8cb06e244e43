// A run as the hub tells it, made ready for drawing and reading.

import {focuser, hub} from "./hub.js";
import {h} from "./dom.js";
import {clock, T} from "./texts-en.js";

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
    case "advised":
    case "proved": return step.sentence;
    case "going-back": return T.autofocus.back(step.positionSteps, step.reason);
    default: return "";
  }
}

/** A run in sentences; where only its result was kept, they are made from that. */
export function storyOf(run) {
  if (!run) return [];
  if (run.story.length || !run.result) return [...run.story.map(sentence), ...(run.trouble && !run.running ? [run.trouble] : [])];
  const done = run.result;
  return [
    ...done.samples.map((sample, i) => T.autofocus.measured(i + 1, sample.positionSteps, sample.hfrPixels, sample.sigmaPixels, sample.starCount)),
    done.bestPositionSteps !== null && T.autofocus.fitted(done.bestPositionSteps, done.sigmaSteps),
    ...done.repairs,
    done.proof && `${T.autofocus[done.proof.passed ? "proof" : "unproven"](done.proof.hfrPixels, done.proof.predictedPixels)}.`,
    ...done.diagnoses.map((found) => found.message),
    done.reason,
    done.finalPositionSteps !== null && T.autofocus.stands(done.finalPositionSteps),
  ].filter(Boolean);
}

/** Why there is nothing to draw, in words; empty when there is. */
export function emptiness(run, others) {
  const measured = run?.story.filter((step) => step.event === "measured") ?? [];
  const samples = run?.result?.samples ?? measured;
  if (others || samples.some((sample) => sample.hfrPixels !== null)) return "";
  if (samples.length) return T.autofocus.empty.stars(samples.length);
  if (run?.running) return T.autofocus.empty.first;
  if (run) return T.autofocus.empty.none;
  if (focuser()?.state.availability !== "ready") return T.autofocus.empty.focuser;
  if (hub.cameras.size === 0) return T.autofocus.empty.camera;
  const away = [...hub.cameras.values()].find((camera) => camera.availability === "unavailable");
  return away ? T.autofocus.empty.away(away.name, away.reason) : T.autofocus.empty.run;
}

/** The way to the report of a run that the hub still knows, or of which it kept the record; or null. */
export function reportOf(run) {
  const id = encodeURIComponent(run.focuser);
  const there = run.at ? run.recorded : run.camera && ["accepted", "refused"].includes(outcome(run));
  return there && h("a", {class: "button", target: "_blank", rel: "noopener", testid: "af-report", "aria-label": T.autofocus.reportName(clock(run.beganAt)),
    href: `/api/parfocal/v1/${run.at ? `history/runs/${id}/${run.at}` : `focusers/${id}/runs/${run.beganAt}`}/report`}, T.autofocus.report);
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

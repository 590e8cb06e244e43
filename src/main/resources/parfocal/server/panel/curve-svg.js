// The V-curve of one run as a picture that grows with it.

import {s} from "./dom.js";
import {range, scale, ticks} from "./axes.js";
import {number, T} from "./texts-en.js";

// Set for each picture to the room there is, so that letters keep their size.
let W = 720;
let H = 400;
const NARROWEST = 320;
const WIDEST = 820;
const EDGE = {left: 52, right: 14, top: 14, bottom: 44};

/**
 * @param curve {samples: [{positionSteps, hfrPixels, sigmaPixels, arrival, used}], fit, proof, startSteps}
 * @param others curves to be laid over it
 * @param room in pixels, across; 0 where it is not shown yet
 */
export function curveSvg(curve, others = [], room = 0) {
  W = Math.min(Math.max(room || 720, NARROWEST), WIDEST);
  H = Math.round(Math.max(W * 0.55, 280));
  const seen = curve.samples.filter((sample) => sample.hfrPixels !== null);
  const all = [curve, ...others].flatMap((one) => one.samples.filter((sample) => sample.hfrPixels !== null));
  if (all.length === 0) return s("svg", {viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": T.autofocus.curveWords(0, null)});
  const [left, right] = range([...all.map((sample) => sample.positionSteps), ...(curve.startSteps === null ? [] : [curve.startSteps])]);
  const top = Math.max(...all.map((sample) => sample.hfrPixels + (sample.sigmaPixels ?? 0)));
  const x = scale(left, right, EDGE.left, W - EDGE.right);
  const y = scale(0, top * 1.06, H - EDGE.bottom, EDGE.top);
  const fit = curve.fit;
  return s("svg", {viewBox: `0 0 ${W} ${H}`, role: "img", testid: "curve", "aria-label": T.autofocus.curveWords(seen.length, fit?.bestPositionSteps ?? null)},
    fit && zone(fit, x, y),
    axes(left, right, top * 1.06, x, y),
    curve.startSteps !== null && s("line", {class: "start-line", x1: x(curve.startSteps), x2: x(curve.startSteps), y1: EDGE.top, y2: H - EDGE.bottom}),
    ...others.filter((one) => one.fit).map((one) => model(one.fit, left, right, x, y, "compared", top)),
    ...others.filter((one) => !one.fit).flatMap((one) => one.samples.map((sample) => s("circle", {class: "compared", cx: x(sample.positionSteps), cy: y(sample.hfrPixels), r: 4}))),
    fit && model(fit, left, right, x, y, "model", top * 1.06),
    ...seen.map((sample) => point(sample, x, y)),
    curve.proof && s("circle", {class: "proof", cx: x(curve.proof.positionSteps), cy: y(curve.proof.hfrPixels), r: 9}, s("title", {}, T.autofocus.legend.proof)));
}

function zone(fit, x, y) {
  const bar = (name, half) => s("rect", {class: name, x: x(fit.bestPositionSteps - half), y: EDGE.top,
    width: Math.max(1, x(fit.bestPositionSteps + half) - x(fit.bestPositionSteps - half)), height: H - EDGE.bottom - EDGE.top});
  return s("g", {}, fit.criticalZoneSteps && bar("zone", fit.criticalZoneSteps), bar("band", fit.sigmaSteps),
    s("line", {class: "best-line", x1: x(fit.bestPositionSteps), x2: x(fit.bestPositionSteps), y1: EDGE.top, y2: y(0)}));
}

function axes(left, right, top, x, y) {
  return s("g", {},
    ...ticks(0, top, 5).flatMap((value) => [
      s("line", {class: "grid", x1: EDGE.left, x2: W - EDGE.right, y1: y(value), y2: y(value)}),
      s("text", {class: "curve-text", x: EDGE.left - 6, y: y(value) + 4, "text-anchor": "end"}, String(value))]),
    ...ticks(left, right, W / 120).map((value) =>
      s("text", {class: "curve-text", x: x(value), y: H - EDGE.bottom + 17, "text-anchor": "middle"}, number(value))),
    s("line", {class: "axis", x1: EDGE.left, x2: W - EDGE.right, y1: y(0), y2: y(0)}),
    s("text", {class: "curve-text", x: (EDGE.left + W) / 2, y: H - 8, "text-anchor": "middle"}, T.autofocus.axisX),
    s("text", {class: "curve-text", transform: `translate(13 ${H / 2}) rotate(-90)`, "text-anchor": "middle"}, T.autofocus.axisY));
}

/** The hyperbola m·√(1 + ((x − best)/w)²). */
function model(fit, left, right, x, y, name, top) {
  const points = [];
  for (let i = 0; i <= 120; i++) {
    const at = left + (right - left) * i / 120;
    const size = fit.minimumHfrPixels * Math.hypot(1, (at - fit.bestPositionSteps) / fit.halfWidthSteps);
    if (size <= top) points.push(`${x(at).toFixed(1)} ${y(size).toFixed(1)}`);
  }
  return s("path", {class: name, d: points.length ? "M" + points.join("L") : "M0 0"});
}

/** The way of arrival is the shape, whether it counts the filling. */
function point(sample, x, y) {
  const px = x(sample.positionSteps);
  const py = y(sample.hfrPixels);
  const tip = sample.arrival === "up" ? -6 : 6;
  return s("g", {},
    sample.sigmaPixels && s("line", {class: "error-bar", x1: px, x2: px, y1: y(sample.hfrPixels + sample.sigmaPixels), y2: y(Math.max(0, sample.hfrPixels - sample.sigmaPixels))}),
    s("path", {class: `sample${sample.used ? "" : " unused"}`, d: `M${px} ${py + tip}L${px + 5.5} ${py - tip * 0.7}L${px - 5.5} ${py - tip * 0.7}Z`},
      s("title", {}, `${number(sample.positionSteps)}: ${sample.hfrPixels.toFixed(2)}`)));
}

/** A curve in the size of a word. */
export function spark(points) {
  if (points.length < 2) return s("svg", {class: "spark", "aria-hidden": "true"});
  const x = scale(...range(points.map((point) => point.positionSteps)), 2, 78);
  const y = scale(...range(points.map((point) => point.hfrPixels)), 30, 2);
  return s("svg", {class: "spark", viewBox: "0 0 80 32", "aria-hidden": "true"},
    ...points.map((point) => s("circle", {cx: x(point.positionSteps), cy: y(point.hfrPixels), r: 2})));
}

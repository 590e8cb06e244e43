// The travel as a thin ruler: where it stands, where it goes, stored positions, best focus and its critical zone.

import {s} from "./dom.js";
import {T} from "./texts-en.js";

export function rulerOf(focuser, run) {
  const {minimumSteps: min, maximumSteps: max, positionSteps, targetSteps, moving} = focuser.state;
  const place = (steps) => `${(Math.min(Math.max((steps - min) / Math.max(1, max - min), 0), 1) * 100).toFixed(2)}%`;
  const marks = Object.entries(focuser.presets).map(([name, steps]) =>
    s("line", {x1: place(steps), x2: place(steps), y1: 4, y2: 16, class: "ruler-preset"}, s("title", {}, name)));
  const best = run?.result?.bestPositionSteps;
  if (best) marks.push(s("circle", {cx: place(best), cy: 18, r: 4, class: "ruler-best"}, s("title", {}, T.autofocus.best(best, run.result.sigmaSteps))));
  return s("svg", {role: "img", "aria-label": T.position.ruler(min, max, positionSteps), width: "100%", height: 28},
    s("line", {x1: "0%", x2: "100%", y1: 18, y2: 18, class: "ruler-line"}),
    moving && targetSteps !== null && s("line", {x1: place(positionSteps), x2: place(targetSteps), y1: 18, y2: 18, class: "ruler-way"}),
    ...marks,
    s("svg", {x: place(positionSteps), y: 0, overflow: "visible"}, s("path", {d: "M-6 6 L6 6 L0 17 Z", class: "ruler-here"})));
}

// The travel as a thin ruler: where it stands, where it goes, stored positions, best focus and its critical zone.

import {s, write} from "./dom.js";
import {T} from "./texts-en.js";

/** Draws into `place`; while only the position changes, only its mark is moved. */
export function rulerIn(place) {
  let drawn = "";
  let title = null;
  let way = null;
  let here = null;
  const draw = (focuser, run, at) => {
    const marks = Object.entries(focuser.presets).map(([name, steps]) =>
      s("line", {x1: at(steps), x2: at(steps), y1: 4, y2: 16, class: "ruler-preset"}, s("title", {}, name)));
    const best = run?.result?.bestPositionSteps;
    if (best) {
      const half = run.result.criticalZoneSteps ?? 0;
      marks.push(
        s("line", {x1: at(best - half), x2: at(best + half), y1: 24, y2: 24, class: "ruler-zone"}),
        s("circle", {cx: at(best), cy: 18, r: 4, class: "ruler-best"}, s("title", {}, T.autofocus.best(best, run.result.sigmaSteps))));
    }
    title = s("title");
    way = s("line", {y1: 18, y2: 18, class: "ruler-way"});
    here = s("svg", {y: 0, overflow: "visible"}, s("path", {d: "M-6 6 L6 6 L0 17 Z", class: "ruler-here"}));
    place.replaceChildren(s("svg", {role: "img", width: "100%", height: 28}, title,
      s("line", {x1: "0%", x2: "100%", y1: 18, y2: 18, class: "ruler-line"}), way, ...marks, here));
  };
  return (focuser, run) => {
    const {minimumSteps: min, maximumSteps: max, positionSteps, targetSteps, moving} = focuser.state;
    const at = (steps) => `${(Math.min(Math.max((steps - min) / Math.max(1, max - min), 0), 1) * 100).toFixed(2)}%`;
    const known = JSON.stringify([focuser.id, min, max, focuser.presets, run?.result?.bestPositionSteps]);
    if (known !== drawn) {
      drawn = known;
      draw(focuser, run, at);
    }
    here.setAttribute("x", at(positionSteps));
    const going = moving && targetSteps !== null;
    way.setAttribute("x1", at(positionSteps));
    way.setAttribute("x2", at(going ? targetSteps : positionSteps));
    // A title is read at rest; thirty a second are nobody's.
    if (!moving || title.textContent === "") write(title, T.position.ruler(min, max, positionSteps));
  };
}

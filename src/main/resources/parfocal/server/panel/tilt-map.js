// Where best focus lies in the parts of the field, against that of the whole: a disc for each part, full outward, hollow inward.

import {s} from "./dom.js";
import {T} from "./texts-en.js";

const CELL = {width: 110, height: 88};
const SIDE = 3;
const LARGEST = 22;

/** @param field {message, parts: [{column, row, starCount, offsetSteps, sigmaSteps}]} */
export function tiltSvg(field) {
  const most = Math.max(1, ...field.parts.map((part) => Math.abs(part.offsetSteps ?? 0)));
  const width = SIDE * CELL.width;
  const height = SIDE * CELL.height;
  const lines = [0, 1, 2, 3].flatMap((i) => [
    s("line", {class: "grid", x1: 0, x2: width, y1: i * CELL.height, y2: i * CELL.height}),
    s("line", {class: "grid", x1: i * CELL.width, x2: i * CELL.width, y1: 0, y2: height})]);
  return s("svg", {class: "tilt", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": field.message, testid: "af-tilt"},
    ...lines, ...field.parts.flatMap((part) => cell(part, most)));
}

function cell(part, most) {
  const x = (part.column + 0.5) * CELL.width;
  const y = part.row * CELL.height;
  const text = (dy, words, name) => s("text", {class: name, x, y: y + dy, "text-anchor": "middle"}, words);
  if (part.offsetSteps === null || part.offsetSteps === undefined) return [text(CELL.height / 2, T.tilt.few, "curve-text")];
  const radius = Math.max(2, LARGEST * Math.sqrt(Math.abs(part.offsetSteps) / most));
  return [
    s("circle", {class: part.offsetSteps > 0 ? "tilt-out" : "tilt-in", cx: x, cy: y + 28, r: radius}),
    text(66, T.tilt.offset(part.offsetSteps, part.sigmaSteps), "tilt-text"),
    text(82, T.tilt.stars(part.starCount), "curve-text")];
}

// A chart of one or two quantities over time, with an axis on each side. Colours are written into it, so that it can be saved as it is.

import {s} from "./dom.js";
import {range, scale, ticks, timeTicks} from "./axes.js";
import {clock, T} from "./texts-en.js";

export const EDGE = {left: 66, right: 66, top: 34, bottom: 34};

/** As large as there is room for, so that letters keep their size. */
export function sizeIn(place) {
  const width = Math.min(Math.max(place.clientWidth || 900, 340), 1400);
  return {width, height: Math.round(Math.min(Math.max(width * 0.5, 320), 520))};
}

const MOST_POINTS = 1600;
const FONT = "13px system-ui, sans-serif";

/**
 * @param points as of series.js
 * @param names the quantities on the left and on the right; "none" for none
 * @param span {from, to} in milliseconds
 * @param size {width, height} in pixels
 */
export function chartSvg(points, names, span, {width, height}) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const x = scale(span.from, span.to, EDGE.left, width - EDGE.right);
  const seen = points.filter((point) => point.at >= span.from && point.at <= span.to);
  const words = T.charts.words(T.charts.names[names[0]], names[1] === "none" ? "" : T.charts.names[names[1]], clock(span.from, false), clock(span.to, false));
  const text = (attributes, content) => s("text", {fill: colour("--text"), style: {font: FONT}, ...attributes}, content);
  const parts = [s("rect", {width, height, fill: colour("--card")})];
  for (const at of timeTicks(span.from, span.to, Math.floor(width / 110))) {
    parts.push(s("line", {x1: x(at), x2: x(at), y1: EDGE.top, y2: height - EDGE.bottom, stroke: colour("--line")}),
      text({x: x(at), y: height - 12, "text-anchor": "middle"}, clock(at, false)));
  }
  names.forEach((name, side) => {
    if (name === "none") return;
    const values = seen.map((point) => point[name]).filter((value) => value !== null);
    if (!values.length) return;
    const [low, high] = range(values);
    const y = scale(low, high, height - EDGE.bottom, EDGE.top);
    const ink = colour(side === 0 ? "--series-a" : "--series-b");
    const edge = side === 0 ? EDGE.left - 8 : width - EDGE.right + 8;
    const anchor = side === 0 ? "end" : "start";
    for (const value of ticks(low, high, 5)) {
      if (side === 0) parts.push(s("line", {x1: EDGE.left, x2: width - EDGE.right, y1: y(value), y2: y(value), stroke: colour("--line")}));
      parts.push(text({x: edge, y: y(value) + 4, "text-anchor": anchor, fill: ink}, String(value)));
    }
    parts.push(text({x: side === 0 ? 8 : width - 8, y: 20, "text-anchor": side === 0 ? "start" : "end", fill: ink},
      `${side === 0 ? "●" : "◆"} ${T.charts.names[name]} (${T.charts.units[name]})`));
    const drawn = thinned(seen, name).map((point) => [x(point.at), y(point[name])]);
    // Two series are told apart by the stroke, not by the colour alone.
    parts.push(s("path", {d: "M" + drawn.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L"), fill: "none", stroke: ink, "stroke-width": 2,
      ...(side === 1 && {"stroke-dasharray": "7 3"})}));
    const [lastX, lastY] = drawn.at(-1);
    parts.push(s("circle", {cx: lastX, cy: lastY, r: 3.5, fill: ink}));
  });
  return s("svg", {viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words, testid: "chart", xmlns: "http://www.w3.org/2000/svg"}, ...parts);
}

/** At most so many points that each has a place of its own; the extremes of what is left away stay. */
function thinned(points, name) {
  const known = points.filter((point) => point[name] !== null);
  if (known.length <= MOST_POINTS) return known;
  const group = Math.ceil(known.length / (MOST_POINTS / 2));
  const left = [];
  for (let i = 0; i < known.length; i += group) {
    const part = known.slice(i, i + group);
    const low = part.reduce((a, b) => b[name] < a[name] ? b : a);
    const high = part.reduce((a, b) => b[name] > a[name] ? b : a);
    left.push(...(low.at <= high.at ? [low, high] : [high, low]));
  }
  return left;
}

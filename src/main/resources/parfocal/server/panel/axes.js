// Round numbers for axes.

/** About `count` round numbers from `low` to `high`. */
export function ticks(low, high, count) {
  const span = Math.max(high - low, 1e-9);
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? power * 10;
  const all = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-6; at += step) all.push(Number(at.toPrecision(12)));
  return all;
}

const MINUTE = 60_000;
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE);

/** Round times of day. */
export function timeTicks(from, to, count) {
  const step = TIME_STEPS.find((candidate) => (to - from) / candidate <= count) ?? 1440 * MINUTE;
  const zone = new Date(from).getTimezoneOffset() * MINUTE;
  const all = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at <= to; at += step) all.push(at);
  return all;
}

/** A map from numbers to pixels. */
export function scale(low, high, from, to) {
  const factor = (to - from) / Math.max(high - low, 1e-9);
  const map = (value) => from + (value - low) * factor;
  map.back = (pixel) => low + (pixel - from) / factor;
  return map;
}

/** The range of numbers with a little air around it, never empty. */
export function range(values, air = 0.08) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = (high - low || Math.abs(high) * 0.02 || 1) * air;
  return [low - margin, high + margin];
}

// What this page has collected for the charts: means over a sampling interval, for each focuser, as far back as the period goes.
// History of the hub, where there is one, is to be put before it: `prepend`.

import {hub, on} from "./hub.js";

export const QUANTITIES = ["position", "temperature", "humidity", "dew"];

const kept = new Map();
const settings = {everySeconds: 5, hours: 12};
try { Object.assign(settings, JSON.parse(localStorage.getItem("charts") ?? "{}")); } catch { /* As they come. */ }

export function chartSettings() {
  return settings;
}

export function changeSettings(change) {
  Object.assign(settings, change);
  try { localStorage.setItem("charts", JSON.stringify(settings)); } catch { /* Until the page is closed. */ }
  kept.forEach(cut);
}

export function clear(id) {
  kept.delete(id);
}

/** Points of one focuser: [{at: milliseconds, position, temperature, humidity, dew}], each value a number or null. */
export function points(id) {
  const all = kept.get(id);
  if (!all) return [];
  const last = mean(all.gathering);
  return last ? [...all.points, last] : all.points;
}

/** Points from before this page was opened, oldest first. */
export function prepend(id, older) {
  const all = ring(id);
  const first = all.points[0]?.at ?? Infinity;
  all.points.unshift(...older.filter((point) => point.at < first));
  cut(all);
}

export function collect() {
  on("focuser", (id) => {
    const state = hub.focusers.get(id)?.state;
    if (!state || state.availability !== "ready") return;
    add(ring(id), {
      at: Date.parse(state.seenAt),
      position: state.positionSteps,
      temperature: state.weather?.temperatureCelsius ?? state.temperatureCelsius ?? null,
      humidity: state.weather?.humidityPercent ?? null,
      dew: state.weather?.dewPointCelsius ?? null,
    });
  });
}

function ring(id) {
  if (!kept.has(id)) kept.set(id, {points: [], gathering: []});
  return kept.get(id);
}

function add(all, sample) {
  const slot = (at) => Math.floor(at / (settings.everySeconds * 1000));
  if (all.gathering.length && slot(all.gathering[0].at) !== slot(sample.at)) {
    all.points.push(mean(all.gathering));
    all.gathering = [];
    cut(all);
  }
  all.gathering.push(sample);
}

function mean(samples) {
  if (!samples.length) return null;
  const point = {at: samples.at(-1).at};
  for (const name of QUANTITIES) {
    const felt = samples.map((sample) => sample[name]).filter((value) => value !== null);
    point[name] = felt.length ? felt.reduce((sum, value) => sum + value, 0) / felt.length : null;
  }
  return point;
}

function cut(all) {
  const oldest = Date.now() - settings.hours * 3_600_000;
  const first = all.points.findIndex((point) => point.at >= oldest);
  if (first > 0) all.points.splice(0, first);
  else if (first < 0) all.points = [];
}

// What this page has collected for the charts: means over a sampling interval, for each focuser, as far back as the period goes.
// What the hub kept of the same while, where it keeps a history, is put before it and into its gaps.

import {hub, json, on} from "./hub.js";

export const QUANTITIES = ["position", "temperature", "humidity", "dew"];

const kept = new Map();
// As many as a chart on a wide screen can tell apart.
const MOST_BUCKETS = 1440;
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

/**
 * Points of one focuser or sensor: [{at: milliseconds, position, temperature, humidity, dew}], each value a number or null.
 *
 * @param airOf the sensor elsewhere whose air is wanted with it; empty: its own
 */
export function points(id, airOf = "") {
  if (airOf) {
    const own = points(id).map((point) => ({...point, temperature: null, humidity: null, dew: null}));
    return [...own, ...points(airOf)].sort((a, b) => a.at - b.at);
  }
  const all = kept.get(id);
  if (!all) return [];
  const last = mean(all.gathering);
  return last ? [...all.points, last] : all.points;
}

/** Asks the hub for what it kept of the period; false where it keeps no history or cannot read it now. */
export async function fill(id) {
  const to = Date.now();
  const from = to - settings.hours * 3_600_000;
  const buckets = Math.min(MOST_BUCKETS, Math.ceil((to - from) / (settings.everySeconds * 1000)));
  const span = new URLSearchParams({[hub.sensors.has(id) ? "sensor" : "focuser"]: id, from: new Date(from).toISOString(), to: new Date(to).toISOString(), buckets});
  const answer = await json(`/history/readings?${span}`);
  if (!answer) return false;
  prepend(id, answer.buckets.map((bucket) => ({
    at: Date.parse(bucket.at),
    position: bucket.positionSteps?.mean ?? null,
    temperature: bucket.temperatureCelsius?.mean ?? null,
    humidity: bucket.humidityPercent?.mean ?? null,
    dew: bucket.dewPointCelsius?.mean ?? null,
  })), (to - from) / buckets);
  return true;
}

/** Points that the hub kept, one for each so many milliseconds; where this page has its own, those count. */
export function prepend(id, older, everyMillis) {
  const all = ring(id);
  const live = all.points.filter((point) => !point.older);
  const slot = (point) => Math.floor(point.at / everyMillis);
  const taken = new Set([...live, ...all.gathering].map(slot));
  const free = older.filter((point) => !taken.has(slot(point)) && !taken.has(slot(point) + 1));
  all.points = [...free.map((point) => ({...point, older: true})), ...live].sort((a, b) => a.at - b.at);
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
  on("sensor", (id) => {
    const state = hub.sensors.get(id);
    if (!state?.weather || state.availability !== "ready") return;
    add(ring(id), {
      at: Date.parse(state.seenAt),
      position: null,
      temperature: state.weather.temperatureCelsius ?? null,
      humidity: state.weather.humidityPercent ?? null,
      dew: state.weather.dewPointCelsius ?? null,
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

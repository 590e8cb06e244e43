// Charts of what was collected: two quantities over time, zoomed by selecting, panned, saved as they are seen.

import {focuser, hub, on} from "./hub.js";
import {ask, card, field, h, options, show, write} from "./dom.js";
import {T} from "./texts-en.js";
import {chartSvg, EDGE, sizeIn} from "./chart-svg.js";
import {changeSettings, chartSettings, clear, fill, points, QUANTITIES} from "./series.js";
import {savePng, saveText, saveUrl, stamp} from "./save.js";

const PAIRS = {tp: ["temperature", "position"], hd: ["humidity", "dew"]};
const LEAST_SPAN = 10_000;

export default function build(root) {
  let names = [...PAIRS.tp];
  // What is zoomed into; null: the whole period, going along with the time.
  let zoom = null;
  const place = h("div", {class: "chart"});
  const empty = h("p", {class: "quiet"}, T.charts.empty);
  const unfelt = h("p", {class: "quiet", testid: "chart-unfelt"});
  const pan = h("input", {type: "range", min: 0, max: 1000, testid: "chart-pan", "aria-label": T.charts.pan});
  const pair = h("select", {testid: "chart-pair"}, options(Object.entries(T.charts.pairNames), "tp"));
  const all = [...QUANTITIES.map((name) => [name, T.charts.names[name]]), ["none", T.charts.names.none]];
  const axis = [0, 1].map((side) => h("select", {testid: side === 0 ? "chart-left" : "chart-right"}, options(all, names[side])));
  const period = h("select", {testid: "chart-period"}, options([1, 2, 4, 8, 12, 24].map((count) => [count, T.charts.hours(count)]), chartSettings().hours));
  const every = h("select", {testid: "chart-every"}, options([1, 2, 5, 10, 30, 60].map((count) => [count, T.charts.seconds(count)]), chartSettings().everySeconds));

  const whole = () => {
    const known = points(hub.selected);
    const to = known.at(-1)?.at ?? Date.now();
    return {from: Math.min(known[0]?.at ?? to, to - 60_000), to};
  };
  const span = () => zoom ?? whole();
  const night = h("button", {testid: "chart-readings", title: T.charts.readingsHint, hidden: true, onclick: () => {
    const {from, to} = span();
    const asked = new URLSearchParams({kind: "readings", format: "csv", focuser: hub.selected, from: new Date(from).toISOString(), to: new Date(to + 1000).toISOString()});
    saveUrl(`/api/parfocal/v1/history/export?${asked}`, `${focuser().id}-readings-${stamp()}.csv`);
  }}, T.charts.readings);
  // What the hub kept; without its history there is what this page has seen.
  const recall = async () => {
    if (!hub.selected || !hub.connected || !place.isConnected) return;
    const there = await fill(hub.selected);
    show(night, there);
    empty.textContent = there ? T.charts.emptyYet : T.charts.empty;
    if (there) draw();
  };
  const draw = () => {
    if (!place.isConnected) return;
    const known = points(hub.selected);
    show(empty, known.length < 2);
    const {from, to} = span();
    const seen = known.filter((point) => point.at >= from && point.at <= to);
    const missing = known.length < 2 ? [] : names.filter((name) => name !== "none" && seen.every((point) => point[name] === null));
    write(unfelt, missing.length ? T.charts.unfelt(missing.map((name) => T.charts.names[name])) : "");
    show(pan, zoom !== null);
    place.replaceChildren(chartSvg(known, names, span(), sizeIn(place)));
  };
  const zoomTo = (from, to) => {
    const limits = whole();
    const width = Math.min(Math.max(to - from, LEAST_SPAN), limits.to - limits.from);
    const begin = Math.min(Math.max(from, limits.from), limits.to - width);
    zoom = width >= limits.to - limits.from ? null : {from: begin, to: begin + width};
    const free = limits.to - limits.from - width;
    pan.value = free > 0 ? (begin - limits.from) / free * 1000 : 0;
    draw();
  };
  const around = (factor) => {
    const {from, to} = span();
    const middle = (from + to) / 2;
    zoomTo(middle - (to - from) * factor / 2, middle + (to - from) * factor / 2);
  };
  pan.addEventListener("input", () => {
    if (!zoom) return;
    const limits = whole();
    const width = zoom.to - zoom.from;
    const from = limits.from + (limits.to - limits.from - width) * pan.value / 1000;
    zoom = {from, to: from + width};
    draw();
  });
  select(place, span, zoomTo);
  place.addEventListener("dblclick", () => {
    zoom = null;
    draw();
  });
  pair.addEventListener("change", () => {
    if (PAIRS[pair.value]) names = [...PAIRS[pair.value]];
    axis.forEach((choice, side) => choice.value = names[side]);
    draw();
  });
  axis.forEach((choice, side) => choice.addEventListener("change", () => {
    names[side] = choice.value;
    pair.value = Object.keys(PAIRS).find((key) => PAIRS[key].join() === names.join()) ?? "any";
    draw();
  }));
  period.addEventListener("change", () => {
    changeSettings({hours: Number(period.value)});
    zoom = null;
    draw();
    recall();
  });
  every.addEventListener("change", () => changeSettings({everySeconds: Number(every.value)}));

  const button = (testid, text, act) => h("button", {testid, onclick: act}, text);
  root.append(card(T.charts.title, {class: "card"},
    h("div", {class: "row"}, field(T.charts.pairs, pair), field(T.charts.left, axis[0]), field(T.charts.right, axis[1]), field(T.charts.period, period), field(T.charts.every, every)),
    empty, unfelt, place, pan, h("p", {class: "hint"}, T.charts.hint),
    h("div", {class: "row"}, button("chart-in", T.charts.zoomIn, () => around(0.5)), button("chart-out", T.charts.zoomOut, () => around(2)),
      button("chart-reset", T.charts.reset, () => {
        zoom = null;
        draw();
      }),
      button("chart-png", T.charts.png, () => savePng(place.firstChild, `${focuser().id}-${stamp()}.png`, sizeIn(place).width, sizeIn(place).height)),
      button("chart-csv", T.charts.csv, () => saveText(csv(points(hub.selected), span()), `${focuser().id}-${stamp()}.csv`, "text/csv")), night,
      button("chart-clear", T.charts.clear, async () => {
        if (!await ask(T.charts.clearAsk, [h("p", {}, T.charts.clearWhy)], T.dialog, () => true, true)) return;
        clear(hub.selected);
        zoom = null;
        draw();
      }))));
  let due = 0;
  on("focuser selected", () => {
    // One drawing a second is as smooth as an hour on a screen can be.
    due ||= setTimeout(() => {
      due = 0;
      if (!place.dataset.selecting) draw();
    }, 1000);
  });
  addEventListener("theme", draw);
  addEventListener("resize", draw);
  const opened = () => setTimeout(() => {
    draw();
    recall();
  });
  addEventListener("hashchange", opened);
  on("selected link", recall);
  opened();
}

/** Selecting a part of the time by dragging over it. */
function select(place, span, zoomTo) {
  let begin = null;
  const box = h("div", {class: "selection", "aria-hidden": "true", hidden: true});
  const time = (event) => {
    const bounds = place.getBoundingClientRect();
    const pixel = (event.clientX - bounds.left) / bounds.width * sizeIn(place).width;
    const {from, to} = span();
    const share = (pixel - EDGE.left) / (sizeIn(place).width - EDGE.left - EDGE.right);
    return from + (to - from) * Math.min(Math.max(share, 0), 1);
  };
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    begin = {at: time(event), x: event.clientX};
    place.dataset.selecting = "true";
    place.setPointerCapture(event.pointerId);
    place.append(box);
  });
  place.addEventListener("pointermove", (event) => {
    if (!begin) return;
    const bounds = place.getBoundingClientRect();
    show(box, true);
    box.style.left = `${Math.min(begin.x, event.clientX) - bounds.left}px`;
    box.style.width = `${Math.abs(event.clientX - begin.x)}px`;
  });
  const end = (event) => {
    if (!begin) return;
    const {at, x} = begin;
    begin = null;
    delete place.dataset.selecting;
    show(box, false);
    if (event.type === "pointerup" && Math.abs(event.clientX - x) > 8) zoomTo(Math.min(at, time(event)), Math.max(at, time(event)));
  };
  place.addEventListener("pointerup", end);
  place.addEventListener("pointercancel", end);
}

function csv(known, {from, to}) {
  const rows = known.filter((point) => point.at >= from && point.at <= to)
    .map((point) => [new Date(point.at).toISOString(), ...QUANTITIES.map((name) => point[name] === null ? "" : Number(point[name].toFixed(3)))].join(","));
  return ["time,position_steps,temperature_celsius,humidity_percent,dew_point_celsius", ...rows].join("\n") + "\n";
}

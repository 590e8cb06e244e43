// The calculator: points of temperature and position, the line through them, and what it is worth.

import {hub, json, on} from "./hub.js";
import {compensation} from "./compensation.js";
import {ask, drawer, field, h, options, s, write} from "./dom.js";
import {focuserOrder} from "./orders.js";
import {clock, number, T} from "./texts-en.js";
import {range, scale, ticks} from "./axes.js";

const H = 320;

export function buildCalculator() {
  const body = h("tbody");
  const picture = h("div", {class: "chart"});
  const verdict = h("p", {class: "sentence", testid: "calc-verdict"});
  const law = h("p", {testid: "calc-law"});
  const filter = h("select", {testid: "calc-filter"});
  const table = h("table", {testid: "calc-table"}, h("thead", {}, h("tr", {}, T.calculator.columns.map((name) => h("th", {scope: "col"}, name)))), body);
  const celsius = h("input", {type: "number", step: "any", required: true, testid: "calc-celsius"});
  const position = h("input", {type: "number", step: "any", required: true, testid: "calc-position"});
  const of = h("input", {testid: "calc-point-filter", maxlength: 40});
  const add = h("form", {class: "row"}, field(T.calculator.celsius, celsius), field(T.calculator.position, position), field(T.calculator.filter, of),
    h("button", {type: "submit", testid: "calc-add"}, T.calculator.add));
  const query = () => filter.value ? `?filter=${encodeURIComponent(filter.value)}` : "";
  const apply = h("button", {class: "primary", testid: "calc-apply", onclick: async () => {
    const result = await focuserOrder("/compensation/points/apply", filter.value ? {filter: filter.value} : {});
    if (result.ok) dispatchEvent(new Event("law-applied"));
  }}, T.calculator.apply);
  let typing = null;
  let known = "";
  let asked = 0;
  // Answers may overtake each other: only the one asked for last counts.
  const look = async () => {
    if (!part.open || typing || !hub.selected) return;
    const mine = ++asked;
    const answer = await json(`/focusers/${encodeURIComponent(hub.selected)}/compensation/points${query()}`);
    const words = JSON.stringify(answer);
    if (!answer || typing || mine !== asked || words === known) return;
    known = words;
    const filters = [...new Set(answer.points.map((point) => point.filter).filter(Boolean))];
    filter.replaceChildren(...options([["", T.calculator.all], ...filters.map((name) => [name, name])], filter.value));
    body.replaceChildren(...answer.points.map((point) => row(point, change, (cell) => {
      typing = cell;
      if (!typing) look();
    })));
    picture.replaceChildren(plot(answer, picture.clientWidth));
    write(verdict, answer.verdict);
    write(law, answer.law ? answer.law.pieces.map(T.compensation.piece).join(" · ") : "");
    apply.disabled = !answer.law;
  };
  const change = async (what, order, cell = typing) => {
    await focuserOrder(`/compensation/points${what}`, order);
    // Who went on to another cell meanwhile is still typing there.
    if (typing === cell) typing = null;
    await look();
  };
  add.addEventListener("submit", (event) => {
    event.preventDefault();
    change("", {celsius: Number(celsius.value), positionSteps: Number(position.value), filter: of.value.trim()});
    celsius.value = position.value = "";
  });
  // A table out of a spreadsheet: a row for each point, temperature and position.
  celsius.addEventListener("paste", async (event) => {
    const rows = pointsIn(event.clipboardData.getData("text"));
    if (!rows.length) return;
    event.preventDefault();
    for (const point of rows) await focuserOrder("/compensation/points", {...point, filter: of.value.trim()});
    await look();
  });
  filter.addEventListener("change", look);
  const now = h("button", {testid: "calc-add-current", onclick: () => change("", {})}, T.calculator.addCurrent);
  const clear = h("button", {testid: "calc-clear", onclick: async () => {
    if (await ask(T.calculator.clearAsk, [h("p", {}, T.calculator.clearWhy)], T.dialog, () => true, true)) change("/clear", {});
  }}, T.calculator.clear);
  const part = drawer(T.calculator.title, {testid: "calculator"}, h("p", {class: "hint"}, T.calculator.hint),
    h("div", {class: "row"}, now, clear, field(T.calculator.judge, filter)), h("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": T.calculator.title}, table), add, picture, verdict, law, apply);
  part.addEventListener("toggle", look);
  // Another page may have changed them, or a run.
  let edition = "";
  on("compensation selected devices", () => {
    const now = `${hub.selected} ${compensation()?.pointsEdition}`;
    if (now === edition) return;
    edition = now;
    look();
  });
  return part;
}

/** Rows of two numbers, between which stands a tab, a semicolon, a space or a comma; a heading is passed over, and so is a number alone. */
function pointsIn(text) {
  return text.split(/\r?\n/).map((line) => {
    const words = line.trim().split(/[\t;]| +/);
    return (words.length > 1 ? words.map((word) => word.replace(",", ".")) : line.split(",")).map((word) => word.trim() === "" ? NaN : Number(word));
  }).filter((pair) => pair.length >= 2 && pair.slice(0, 2).every(Number.isFinite))
    .map(([celsius, positionSteps]) => ({celsius, positionSteps}));
}

function row(point, change, typing) {
  const cell = (name, value) => {
    const input = h("input", {type: "number", step: "any", required: true, value, "aria-label": T.calculator.cell(name, point.number),
      testid: `calc-${point.number}-${name}`, onfocus: () => typing(input), onblur: () => typing(null), onchange: () => edit(input)});
    return input;
  };
  const celsius = cell("celsius", Number(point.celsius.toFixed(2)));
  const position = cell("position", Math.round(point.positionSteps));
  const edit = (input) => change(`/${point.number}/edit`, {celsius: Number(celsius.value), positionSteps: Number(position.value)}, input);
  return h("tr", {class: point.judged ? "" : "quiet"}, h("td", {}, celsius), h("td", {}, position), h("td", {}, point.filter),
    h("td", {}, point.outlier ? T.calculator.outlier : point.residualSteps === null ? "" : number(point.residualSteps)),
    h("td", {}, clock(point.at, false)),
    h("td", {}, h("button", {testid: `calc-${point.number}-remove`, "aria-label": T.calculator.removeName(point.number), onclick: () => change(`/${point.number}/remove`, {})}, T.calculator.remove)));
}

function plot(answer, room) {
  // As wide as there is room, so that letters keep their size.
  const W = Math.min(Math.max(room || 480, 300), 700);
  const points = answer.points.filter((point) => point.judged);
  const words = T.calculator.words(points.length);
  if (points.length < 2) return s("svg", {viewBox: `0 0 ${W} 20`, role: "img", "aria-label": words});
  const [cold, warm] = range(points.map((point) => point.celsius));
  const [inner, outer] = range(points.map((point) => point.positionSteps));
  const x = scale(cold, warm, 60, W - 12);
  const y = scale(inner, outer, H - 40, 12);
  return s("svg", {viewBox: `0 0 ${W} ${H}`, role: "img", testid: "calc-plot", "aria-label": words},
    ...ticks(inner, outer, 5).flatMap((value) => [s("line", {class: "grid", x1: 60, x2: W - 12, y1: y(value), y2: y(value)}),
      s("text", {class: "curve-text", x: 54, y: y(value) + 4, "text-anchor": "end"}, number(value))]),
    ...ticks(cold, warm, 6).map((value) => s("text", {class: "curve-text", x: x(value), y: H - 22, "text-anchor": "middle"}, String(value))),
    s("text", {class: "curve-text", x: W / 2, y: H - 5, "text-anchor": "middle"}, T.calculator.axis),
    ...lines(answer, points, cold, warm).map((line) => s("path", {class: "model", d: "M" + line.map(([at, steps]) => `${x(at)} ${y(steps)}`).join("L")})),
    ...points.map((point) => s("circle", {class: `sample${point.outlier ? " unused" : ""}`, cx: x(point.celsius), cy: y(point.positionSteps), r: 5})));
}

/** Each piece of the law, drawn through what its residuals say it passes: a point's position less its residual lies on the line. */
function lines(answer, points, cold, warm) {
  const near = points.filter((point) => point.residualSteps !== null);
  return (answer.law?.pieces ?? []).flatMap((piece) => {
    const from = Math.max(cold, piece.fromCelsius ?? cold);
    const to = Math.min(warm, piece.toCelsius ?? warm);
    const anchor = near.find((point) => point.celsius >= from && point.celsius <= to) ?? near[0];
    if (!anchor || from >= to) return [];
    const on = (celsius) => anchor.positionSteps - anchor.residualSteps + piece.stepsPerCelsius * (celsius - anchor.celsius);
    return [[[from, on(from)], [to, on(to)]]];
  });
}

// Filters before the focuser: how far the focus of each lies from that of a reference, typed or measured by runs that alternate.

import {focuser, hub, json, on} from "./hub.js";
import {ask, check, drawer, field, h, options, show, write} from "./dom.js";
import {focuserOrder, order, refused} from "./orders.js";
import {T} from "./texts-en.js";

const USUAL_PAIRS = 3;

/** @param camera gives {camera, exposureSeconds} as chosen for runs */
export function buildFilters(camera) {
  const reference = h("select", {testid: "filter-reference"});
  const follow = h("input", {testid: "filter-follow"});
  const now = h("p", {testid: "filter-now"});
  const open = h("button", {testid: "filter-open", hidden: true, onclick: () => openWheel()}, T.filters.open);
  const body = h("tbody");
  const table = h("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": T.filters.table},
    h("table", {}, h("thead", {}, h("tr", {}, T.filters.columns.map((name) => h("th", {scope: "col"}, name)))), body));
  const pairs = h("input", {type: "number", min: 2, max: 20, step: 1, value: USUAL_PAIRS, required: true, testid: "filter-pairs"});
  const measure = h("button", {testid: "filter-measure", type: "button", onclick: () => begin()}, T.filters.measure);
  const stop = h("button", {testid: "filter-stop", type: "button", onclick: () => focuserOrder("/filters/measure/stop").then(look)}, T.filters.stop);
  const progress = h("p", {testid: "filter-progress", role: "status"});
  const saved = h("span", {testid: "filter-saved", role: "status"});
  const save = h("button", {type: "submit", class: "primary", testid: "filter-save"}, T.setup.save);
  const form = h("form", {}, h("div", {class: "row"}, field(T.filters.reference, reference), save, saved), check(T.filters.follow, follow), table);
  const all = h("div", {hidden: true}, form, h("p", {class: "hint"}, T.filters.hint), h("div", {class: "row"}, field(T.filters.pairs, pairs), measure, stop), progress);
  const part = drawer(T.filters.title, {testid: "filters"}, now, open, all);
  const touched = new Set();
  let rows = new Map();
  let wheel = null;
  let asked = 0;

  const draw = (known) => {
    const names = wheel?.filters ?? [];
    show(open, names.length === 0);
    show(all, names.length > 0);
    write(now, names.length === 0 ? T.filters.closed(wheel?.name ?? "") : T.filters.now(known.filter));
    if (!touched.has("reference")) reference.replaceChildren(...options([["", T.filters.none], ...names.map((name) => [name, name])], known.referenceFilter ?? ""));
    if (!touched.has("follow")) follow.checked = known.moveOnChange;
    if ([...rows.keys()].join("\n") !== names.join("\n")) {
      rows = new Map(names.map((name) => [name, row(name, () => touched.add(`offset ${name}`))]));
      body.replaceChildren(...[...rows.values()].map((one) => one.element));
    }
    rows.forEach((one, name) => one.take(known.offsets[name] ?? null, name === known.referenceFilter, touched.has(`offset ${name}`)));
  };
  const look = async () => {
    const id = hub.selected;
    if (!part.open || !id || !hub.connected) return;
    const question = ++asked;
    const path = `/focusers/${encodeURIComponent(id)}/filters`;
    const [known, run] = [await json(path), await json(`${path}/measure`)];
    if (!known || question !== asked) return;
    wheel = hub.wheels.get(known.wheel) ?? null;
    draw(known);
    const running = run?.running ?? false;
    show(stop, running);
    measure.disabled = running || hub.cameras.size === 0;
    write(progress, run ? told(run) : "");
  };
  const openWheel = async () => {
    if (!wheel) return;
    const result = await order(`/filter-wheels/${encodeURIComponent(wheel.id)}/open`);
    refused(result.ok ? "" : result.error);
  };
  const begin = async () => {
    if (!pairs.reportValidity()) return;
    const from = reference.value || wheel.filters[0];
    const filters = [...rows].filter(([name, one]) => name !== from && one.chosen()).map(([name]) => name);
    const runs = Number(pairs.value) * (1 + filters.length) + 1;
    if (!filters.length || !await ask(T.filters.measureAsk, [h("p", {}, T.filters.measureWhy(from, filters, runs))], T.dialog, () => true)) return;
    await focuserOrder("/filters/measure", {...camera(), filters, pairs: Number(pairs.value), referenceFilter: from});
    look();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const offsets = Object.fromEntries([...rows].filter(([name]) => touched.has(`offset ${name}`)).map(([name, one]) => [name, one.value()]));
    const result = await focuserOrder("/filters", {referenceFilter: reference.value || null, moveOnChange: follow.checked, offsets});
    if (result.ok) touched.clear();
    write(saved, result.ok ? T.setup.saved : "");
    look();
  });
  reference.addEventListener("change", () => touched.add("reference"));
  follow.addEventListener("change", () => touched.add("follow"));
  form.addEventListener("input", () => write(saved, ""));
  part.addEventListener("toggle", look);
  on("selected", () => {
    touched.clear();
    look();
  });
  // Each run of a measurement is said in the log when it is over.
  on("details wheel said link", look);
  on("devices selected", () => show(part, hub.wheels.size > 0 && Boolean(focuser())));
  return part;
}

function row(name, change) {
  const offset = h("input", {type: "number", step: "any", testid: `filter-offset-${name}`, "aria-label": T.filters.offsetOf(name), oninput: change});
  const chosen = h("input", {type: "checkbox", testid: `filter-chosen-${name}`, "aria-label": T.filters.measureOf(name), checked: true});
  const sigma = h("td");
  const when = h("td");
  return {
    element: h("tr", {testid: `filter-row-${name}`}, h("th", {scope: "row"}, name), h("td", {}, offset), sigma, when, h("td", {}, chosen)),
    take(known, isReference, typed) {
      offset.disabled = isReference;
      chosen.disabled = isReference;
      if (!typed) offset.value = isReference ? 0 : known ? Number(known.steps.toFixed(1)) : "";
      write(sigma, known?.measuredAt ? `± ${known.sigmaSteps.toFixed(1)}` : "");
      write(when, isReference ? T.filters.isReference : !known ? T.filters.unknown : known.measuredAt ? known.measuredAt.slice(0, 10) : T.filters.typed);
    },
    value: () => offset.value === "" ? null : Number(offset.value),
    chosen: () => chosen.checked && !chosen.disabled,
  };
}

/** How far a measurement has come, or how it ended. */
function told(run) {
  const last = run.story.at(-1);
  if (run.running) return last ? T.filters.going(last.run, run.runs, last.filter) : T.filters.begun(run.runs);
  if (run.trouble) return run.trouble;
  const found = Object.entries(run.result?.offsets ?? {}).map(([name, offset]) => T.filters.found(name, offset.steps, offset.sigmaSteps));
  const left = Object.entries(run.result?.leftOut ?? {}).map(([name, why]) => `${name}: ${why}`);
  return [...found, ...left].join("; ") || T.filters.nothing;
}

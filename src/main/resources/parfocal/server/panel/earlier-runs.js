// Earlier runs, of this hub since it began or of any night that it kept: to be opened, and to be laid over the curve.

import {hub, json, on, tell} from "./hub.js";
import {drawer, field, h, options, show} from "./dom.js";
import {clock, number, T} from "./texts-en.js";
import {spark} from "./curve-svg.js";
import {outcome, outcomeWord, recalled, reportOf} from "./run-view.js";

/**
 * @param compared runs that are laid over the curve, by when they began
 * @param look takes the run that is to be looked at; null: the newest
 */
export function buildEarlier(compared, look) {
  const list = h("ul", {class: "runs", testid: "af-history"});
  const none = h("p", {class: "quiet"}, T.autofocus.historyNone);
  const night = h("select", {testid: "af-night"}, options([["", T.autofocus.historyNow]]));
  const nightField = field(T.autofocus.historyOf, night);
  let known = "";
  const fetchRuns = async () => {
    const id = encodeURIComponent(hub.selected);
    if (!night.value) return ((await json(`/focusers/${id}/runs`))?.runs ?? []).filter((one) => !one.running);
    const kept = await json(`/history/runs?focuser=${id}&night=${night.value}&result=true`);
    return (kept?.runs ?? []).map(recalled).reverse();
  };
  const refresh = async () => {
    const latest = hub.runs.get(hub.selected);
    const key = `${hub.selected} ${night.value} ${latest?.beganAt} ${latest?.running}`;
    if (!hub.selected || key === known) return;
    known = key;
    const runs = await fetchRuns();
    if (known !== key) return;
    show(none, runs.length === 0);
    list.replaceChildren(...runs.map((one) => row(one, compared, look)));
  };
  const nights = async () => {
    const answer = part.open && hub.connected ? await json("/history/nights") : null;
    if (answer) night.replaceChildren(...options([["", T.autofocus.historyNow], ...answer.nights.reverse().map((one) => [one, one])], night.value));
    show(nightField, night.options.length > 1);
  };
  const part = drawer(T.autofocus.history, {testid: "earlier"}, h("p", {class: "hint"}, T.autofocus.compareHint), nightField, none, list);
  part.addEventListener("toggle", nights);
  night.addEventListener("change", refresh);
  on("link", nights);
  on("run selected", refresh);
  return part;
}

function row(one, compared, look) {
  const time = clock(one.beganAt);
  const words = [outcomeWord[outcome(one)], one.bestPositionSteps !== null && `${number(one.bestPositionSteps)} ± ${one.sigmaSteps.toFixed(1)}`].filter(Boolean).join(", ");
  const compare = h("input", {type: "checkbox", checked: compared.has(one.beganAt), "aria-label": `${T.autofocus.compare} ${time}`, testid: "af-compare", onchange: async () => {
    if (compare.checked) compared.set(one.beganAt, await full(one));
    else compared.delete(one.beganAt);
    tell("run");
  }});
  return h("li", {}, compare, spark(one.points), h("button", {testid: "af-open", onclick: async () => {
    const earlier = await full(one);
    // A run that began meanwhile is what is to be seen.
    if (!hub.runs.get(hub.selected)?.running) look(earlier);
  }}, time), h("span", {}, words), reportOf(one));
}

/** With its story; of earlier nights only the result was kept, and is there already. */
async function full(one) {
  return one.story ? one : json(`/focusers/${encodeURIComponent(one.focuser)}/runs/${one.beganAt}`);
}

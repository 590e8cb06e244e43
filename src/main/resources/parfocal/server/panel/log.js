// What happened: the log of a night as the hub wrote it, followed while it is tonight's. Where the hub writes none, what was said while this
// page was open.

import {hub, json, on} from "./hub.js";
import {card, field, h, options, show} from "./dom.js";
import {clock, T} from "./texts-en.js";
import {saveText, stamp} from "./save.js";

const LINES_TONIGHT = 200;
const LINES_EARLIER = 2000;
// The hub tells its pages and its log at the same time; the file may be a little later.
const LOOK_AFTER_MILLIS = [300, 1500];
const MARKED = /^\d\d:\d\d:\d\d !/;

export function buildLog() {
  const list = h("ol", {class: "log", testid: "log", tabindex: 0, "aria-label": T.more.log});
  const none = h("p", {class: "quiet"}, T.more.logNone);
  const filter = h("select", {testid: "log-filter"}, options([["all", T.more.logAll], ["warn", T.more.logWarn]]));
  const night = h("select", {testid: "log-night"});
  const nightField = field(T.more.logNight, night);
  let tonight = null;
  // The lines of the night that is shown, and where to read on; null where the hub writes no log.
  let written = null;

  const lines = () => (written
    ? written.lines.map((text) => ({text, warn: MARKED.test(text)}))
    : hub.said.map((said) => ({text: `${clock(said.at)} ${said.device}: ${said.sentence}`, warn: said.gravity !== "note"})))
    .filter((line) => line.warn || filter.value === "all");
  const draw = () => {
    const seen = lines();
    show(none, seen.length === 0);
    list.replaceChildren(...seen.reverse().map((line) => h("li", {"data-gravity": line.warn ? "warning" : "note"}, line.text)));
  };

  let due = [];
  const look = () => {
    due.forEach(clearTimeout);
    due = LOOK_AFTER_MILLIS.map((millis) => setTimeout(() => follow(), millis));
  };

  const nights = async () => {
    const answer = hub.connected ? await json("/history/nights") : null;
    show(nightField, answer !== null);
    if (!answer) return;
    const chosen = night.value === tonight ? answer.tonight : night.value;
    tonight = answer.tonight;
    const all = [tonight, ...answer.nights.filter((one) => one !== tonight).reverse()];
    night.replaceChildren(...options(all.map((one) => [one, one === tonight ? T.more.logTonight(one) : one]), chosen || tonight));
    await open();
  };
  const open = async () => {
    const wanted = night.value;
    const answer = await json(`/history/log?night=${wanted}&last=${wanted === tonight ? LINES_TONIGHT : LINES_EARLIER}`);
    if (night.value !== wanted) return;
    written = answer;
    draw();
    // What was said while the answer was on its way may not be in it.
    look();
  };
  let busy = false;
  const follow = async () => {
    if (!written || busy || written.night !== tonight) return;
    busy = true;
    const before = written;
    const answer = await json(`/history/log?night=${before.night}&from=${before.next}`);
    busy = false;
    if (!answer || written !== before || answer.lines.length === 0) return;
    written = {...answer, lines: [...before.lines, ...answer.lines].slice(-LINES_EARLIER)};
    draw();
  };

  on("said run", () => {
    if (!written) draw();
    look();
  });
  on("link", nights);
  // A page that stays open over noon goes on with the new night.
  setInterval(() => written?.night === tonight && nights(), 600_000);
  filter.addEventListener("change", draw);
  night.addEventListener("change", open);
  const save = h("button", {testid: "log-save", onclick: () => saveText(lines().map((line) => line.text).join("\n") + "\n", `parfocal-${written?.night ?? stamp()}.txt`)}, T.more.logSave);
  return card(T.more.log, {class: "card"}, h("div", {class: "row"}, nightField, field(T.more.logLabel, filter), save), none, list);
}

// Puts the page together: header, views, keys, announcements.

import {focuser, hub, listen, on, select} from "./hub.js";
import {h, options, show, write} from "./dom.js";
import {halt, onRefusal} from "./orders.js";
import {T} from "./texts-en.js";
import {bindKeys} from "./keys.js";
import {collect} from "./series.js";
import buildFocus from "./focus.js";

const VIEWS = ["focus", "autofocus", "sensors", "charts", "devices", "more"];
const THEMES = ["dark", "light", "night"];

// The device talks for this long after it was last heard.
const CALM_MILLIS = 120;

const $ = (id) => document.getElementById(id);

export function announce(sentence, urgent = false) {
  write($(urgent ? "assertive" : "polite"), sentence);
}

function theme() {
  let kept = null;
  try { kept = localStorage.getItem("theme"); } catch { /* Chosen anew each time. */ }
  const chosen = THEMES.includes(kept) ? kept : matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  document.documentElement.dataset.theme = chosen;
  const select = h("select", {testid: "theme", "aria-label": T.theme.label}, options(THEMES.map((name) => [name, T.theme[name]]), chosen));
  select.addEventListener("change", () => {
    document.documentElement.dataset.theme = select.value;
    try { localStorage.setItem("theme", select.value); } catch { /* Kept until the page is closed. */ }
    dispatchEvent(new Event("theme"));
  });
  return select;
}

function header() {
  const tabs = h("div", {class: "tabs", role: "group", "aria-label": T.focusers});
  const lamp = h("span", {class: "lamp", "aria-hidden": "true"});
  const link = h("span", {testid: "link-state"});
  const address = h("span", {class: "address", testid: "address"});
  const owner = h("span", {class: "owner", testid: "owner"});
  const small = h("output", {class: "small-position", testid: "position-small", "aria-label": T.position.title});
  const stop = h("button", {class: "halt", testid: "halt", title: T.haltHint, "aria-keyshortcuts": "Escape", onclick: pressHalt}, T.halt);
  const trouble = h("p", {class: "refusal", role: "alert", testid: "order-error", hidden: true});
  const lost = h("p", {class: "lost", role: "alert", testid: "lost", hidden: true});
  $("top").append(
    h("div", {class: "bar"}, h("h1", {}, "Parfocal"), tabs, h("span", {class: "link"}, lamp, link, address), owner, small, theme()),
    lost, trouble);
  document.body.append(stop);

  on("devices selected", () => {
    tabs.replaceChildren(...[...hub.focusers.values()].map((known) => h("button", {
      class: "tab", testid: `focuser-${known.id}`, "aria-pressed": String(known.id === hub.selected), onclick: () => select(known.id),
    }, known.name, known.simulated && h("span", {class: "simulated"}, T.simulated))));
  });
  let calm = 0;
  const light = (state, words) => {
    lamp.dataset.state = state;
    write(link, words);
  };
  on("focuser selected link", (id) => {
    const here = focuser();
    const ready = here?.state.availability === "ready" && hub.connected;
    write(small, here ? String(here.state.positionSteps) : "");
    write(owner, here?.state.owner?.replace(/,$/, "") ?? "");
    if (id === hub.selected && ready) {
      light("talking", T.link.talking);
      clearTimeout(calm);
      calm = setTimeout(() => light("connected", T.link.connected), CALM_MILLIS);
    } else if (!ready) {
      clearTimeout(calm);
      light("none", !here ? "" : here.state.availability === "connecting" ? T.link.connecting : T.link.none);
    } else if (lamp.dataset.state !== "talking") light("connected", T.link.connected);
    write(address, here?.address ?? "");
  });
  let clock = 0;
  on("link", () => {
    clearInterval(clock);
    document.body.classList.toggle("offline", !hub.connected);
    const say = () => write(lost, T.link.page(Math.round((Date.now() - (hub.lostAt ?? Date.now())) / 1000)));
    show(lost, !hub.connected && hub.lostAt !== null);
    if (!hub.connected && hub.lostAt !== null) {
      say();
      clock = setInterval(say, 1000);
    }
  });
  onRefusal((sentence) => {
    write(trouble, sentence);
    show(trouble, sentence !== "");
  });
}

function pressHalt() {
  return halt((sentence) => announce(sentence, true));
}

const built = new Map();

async function showView() {
  const wanted = location.hash.slice(1);
  const view = VIEWS.includes(wanted) ? wanted : "focus";
  document.body.dataset.view = view;
  document.querySelectorAll("#views a").forEach((link) => {
    if (link.hash === "#" + view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  // Beside the focuser, a wide screen always has room for one view more.
  const beside = view === "focus" ? "autofocus" : view;
  if (view === "focus" && !matchMedia("(min-width: 70rem)").matches) return;
  if (!built.has(beside)) {
    const root = h("div", {class: "view-root", testid: `view-${beside}`});
    built.set(beside, root);
    const module = await import(`./${beside}.js`);
    module.default(root, announce);
  }
  $("side").replaceChildren(built.get(beside));
}

$("views").append(...VIEWS.map((view) => h("a", {href: "#" + view, testid: `nav-${view}`}, T.views[view])));
try { document.body.classList.toggle("no-motor", localStorage.getItem("motor") === "false"); } catch { /* Shown. */ }
header();
collect();
buildFocus($("focuser"), announce);
on("devices", () => document.body.classList.toggle("unasked", !hub.asked));
bindKeys(pressHalt);
// The address says which view is shown, and goes on to. No element bears the name of a view, or the browser would scroll to it.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("main").focus();
});
addEventListener("hashchange", () => {
  scrollTo(0, 0);
  showView();
});
matchMedia("(min-width: 70rem)").addEventListener("change", showView);
showView();
listen();
document.documentElement.dataset.ready = "true";

// Notes, what happened, versions, keys, access, and the small window.

import {focuser, hub, on} from "./hub.js";
import {ask, card, check, drawer, field, h, show, write} from "./dom.js";
import {focuserOrder, hasToken, halt, keepToken, order} from "./orders.js";
import {clock, T} from "./texts-en.js";
import {keyList} from "./keys.js";
import {buildLog} from "./log.js";

const TYPING_MILLIS = 600;

export default function build(root, announce) {
  root.append(notes(), buildLog(), access(), about(announce), reset(), drawer(T.more.keys, {testid: "keys"}, keyList()));
}

function notes() {
  const text = h("textarea", {testid: "notes", spellcheck: "true"});
  const saved = h("span", {class: "quiet", role: "status", testid: "notes-saved"});
  let due = 0;
  let of = null;
  const save = async () => {
    due = 0;
    const result = await focuserOrder("/notes", {notes: text.value});
    write(saved, result.ok ? T.more.saved(clock(Date.now())) : "");
  };
  text.addEventListener("input", () => {
    write(saved, T.more.saving);
    clearTimeout(due);
    due = setTimeout(save, TYPING_MILLIS);
  });
  const insert = h("button", {testid: "notes-insert", onclick: () => {
    const state = focuser()?.state;
    if (!state) return;
    const line = T.more.stamp(clock(Date.now()), state.positionSteps, state.weather?.temperatureCelsius ?? state.temperatureCelsius);
    text.value += `${text.value && !text.value.endsWith("\n") ? "\n" : ""}${line}\n`;
    text.dispatchEvent(new Event("input"));
  }}, T.more.insert);
  on("details selected devices", () => {
    const here = focuser();
    // What is being typed here is newer than what comes from elsewhere.
    if (!here || (due !== 0 && of === here.id)) return;
    of = here.id;
    if (text.value !== here.notes) text.value = here.notes;
  });
  return card(T.more.notes, {class: "card"}, field(T.more.notesLabel, text), h("div", {class: "row"}, insert, saved));
}

function access() {
  const words = h("p", {testid: "access"});
  const input = h("input", {type: "password", autocomplete: "off", required: true, testid: "token-entry"});
  const said = h("span", {role: "status", testid: "token-said"});
  const form = h("form", {class: "row"}, field(T.token.label, input), h("button", {type: "submit", testid: "token-keep"}, T.token.keep), said);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    keepToken(input.value);
    const result = await order("/token", {}, true);
    if (!result.ok) keepToken("");
    write(said, result.ok ? T.token.known : T.token.wrong);
    input.value = "";
  });
  on("devices", () => {
    write(words, hub.tokenWanted ? T.more.accessOpen : T.more.accessLocal);
    show(form, hub.tokenWanted);
    if (hub.tokenWanted && hasToken()) write(said, T.token.known);
  });
  return card(T.more.access, {class: "card"}, words, form);
}

function about(announce) {
  const version = h("p", {testid: "version"});
  const firmware = h("ul", {class: "plain", testid: "firmware"});
  on("devices focuser", () => {
    write(version, T.more.version(hub.version));
    const words = [...hub.focusers.values()].filter((one) => one.state.model)
      .map((one) => T.more.firmware(one.name, T.devices.firmware(one.state.model, one.state.firmware)));
    if (firmware.dataset.words === words.join()) return;
    firmware.dataset.words = words.join();
    firmware.replaceChildren(...words.map((text) => h("li", {}, text)));
  });
  const graphics = h("input", {testid: "motor-graphics", onchange: () => {
    document.body.classList.toggle("no-motor", !graphics.checked);
    try { localStorage.setItem("motor", String(graphics.checked)); } catch { /* Until the page is closed. */ }
  }});
  const motor = check(T.position.graphics, graphics);
  graphics.checked = !document.body.classList.contains("no-motor");
  const mini = h("button", {testid: "mini", onclick: () => openMini(announce)}, T.more.mini);
  const able = "documentPictureInPicture" in window;
  return card(T.more.about, {class: "card"}, version, firmware, motor,
    able ? mini : h("p", {class: "hint"}, T.more.miniNot),
    h("p", {}, h("a", {href: "/api/parfocal/openapi.json", testid: "api"}, T.more.api)));
}

/** Asked twice: the hub answers the first time with a number, which has to be typed. */
function reset() {
  const said = h("span", {role: "status", testid: "reset-said"});
  const begin = async (scope) => {
    write(said, "");
    if (!await ask(T.reset.title1, [h("p", {}, T.reset[`${scope}Why`])], T.dialog, () => true, true)) return;
    const doubt = await focuserOrder("/reset", {scope});
    if (!doubt.ok) return;
    const word = h("input", {required: true, autocomplete: "off", inputmode: "numeric", testid: "reset-word"});
    const typed = await ask(T.reset.title2, [h("p", {testid: "reset-doubt"}, T.reset.again(doubt.data.word)), field(T.reset.word, word)], T.dialog, () => word.value, true);
    if (typed && (await focuserOrder("/reset", {scope, word: typed})).ok) write(said, T.reset.done);
  };
  return drawer(T.reset.title, {testid: "reset"}, h("div", {class: "row"},
    h("button", {testid: "reset-hub", onclick: () => begin("hub")}, T.reset.hub),
    h("button", {testid: "reset-device", onclick: () => begin("device")}, T.reset.device), said));
}

/** Position and halt in a window that the browser keeps above all others. */
async function openMini(announce) {
  const small = await documentPictureInPicture.requestWindow({width: 300, height: 190});
  const sheet = small.document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/panel/panel.css";
  small.document.head.append(sheet);
  small.document.documentElement.dataset.theme = document.documentElement.dataset.theme;
  const position = h("output", {testid: "mini-position", style: {"font-size": "3rem", "font-weight": 650}});
  const stop = h("button", {class: "danger", testid: "mini-halt", onclick: () => halt((words) => announce(words, true))}, T.halt);
  small.document.body.append(h("main", {}, position, stop));
  const off = on("focuser selected", () => write(position, String(focuser()?.state.positionSteps ?? "–")));
  small.addEventListener("pagehide", off);
}

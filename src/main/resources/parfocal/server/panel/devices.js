// What is wired to the hub, what is plugged into this computer, and how other programs connect.

import {hub, on} from "./hub.js";
import {ask, card, drawer, field, h, options, show, write} from "./dom.js";
import {order, refused} from "./orders.js";
import {T} from "./texts-en.js";
import {buildAdding, buildPorts} from "./wiring.js";
import {buildLesson} from "./lesson.js";
import {buildHabits} from "./habits.js";

export default function build(root) {
  const use = buildAdding();
  root.append(list(), use.element, buildPorts(use.take), others());
}

function list() {
  const place = h("div", {testid: "devices"});
  const rows = new Map();
  const said = h("p", {role: "status", testid: "device-said"});
  on("devices", () => {
    rows.clear();
    place.replaceChildren(
      ...part("focuser", T.devices.focusers, hub.focusers, said, (device) => focuserRow(rows, device)),
      ...part("camera", T.devices.cameras, hub.cameras, said, (device) => cameraRow(rows, device)),
      ...part("filter-wheel", T.devices.wheels, hub.wheels, said, (device) => wheelRow(rows, device)),
      ...part("sensor", T.devices.sensors, hub.sensors, said, (device) => sensorRow(rows, device)));
  });
  on("focuser camera wheel sensor", (id) => {
    for (const kind of ["focuser", "camera", "wheel", "sensor"]) rows.get(`${kind} ${id}`)?.();
  });
  on("details", (id) => rows.get(`focuser ${id}`)?.());
  // A lesson tells of itself only with each frame; the time goes on meanwhile.
  setInterval(() => hub.focusers.forEach((one, id) => one.lesson?.running && rows.get(`focuser ${id}`)?.()), 1000);
  const place2 = h("p", {class: "hint"});
  on("devices", () => write(place2, hub.wiring ? T.devices.place(hub.wiring) : T.devices.unwired));
  return card(T.devices.title, {class: "card"}, place, said, place2);
}

function part(kind, title, devices, said, row) {
  return [h("h3", {}, title), ...(devices.size === 0 ? [h("p", {class: "quiet"}, T.devices.none)] : [...devices.values()].map((device) => {
    const rename = h("button", {testid: `rename-${device.id}`, "aria-label": T.devices.renameName(device.name), onclick: () => call(kind, device, said)}, T.devices.rename);
    const remove = h("button", {testid: `remove-${device.id}`, "aria-label": T.devices.removeName(device.name), onclick: () => drop(kind, device, said)}, T.devices.remove);
    return h("div", {class: "device", testid: `${kind}-row-${device.id}`},
      h("div", {class: "row"}, h("strong", {}, device.name), device.simulated && h("span", {class: "simulated"}, T.simulated), hub.wiring && !device.simulated && rename, hub.wiring && (kind === "focuser" || !device.simulated) && remove), row(device));
  }))];
}

async function call(kind, device, said) {
  const name = h("input", {value: device.name, required: true, maxlength: 60, testid: "rename-to"});
  const newName = await ask(T.devices.renameAsk(device.name), [h("p", {}, T.devices.renameWhy), field(T.devices.name, name)], T.dialog, () => name.value.trim());
  if (!newName || newName === device.name) return;
  const result = await order("/devices/rename", {kind, name: device.name, newName});
  refused(result.ok ? "" : result.error);
  write(said, result.ok ? T.devices.renamedWord(device.name, newName) : "");
}

async function drop(kind, device, said) {
  const sure = await ask(T.devices.removeAsk(device.name), [h("p", {}, T.devices.removeWhy)], T.dialog, () => true, true);
  if (!sure) return;
  const rig = device.simulated;
  const result = await order("/devices/remove", {kind: rig ? "rig" : kind, name: rig ? device.id : device.name});
  refused(result.ok ? "" : result.error);
  write(said, result.ok ? T.devices.removedWord(device.name) : "");
}

const stateOf = (device) => device.availability === "unavailable" ? device.reason : T.link[{ready: "connected", unused: "unused"}[device.availability] ?? "connecting"];

function focuserRow(rows, device) {
  const state = h("p", {class: "quiet"});
  const lesson = buildLesson(device.id);
  const refresh = () => {
    const now = hub.focusers.get(device.id);
    if (!now) return;
    lesson.refresh();
    const words = [T.devices.driver(now.driver, now.address), now.state.model && T.devices.firmware(now.state.model, now.state.firmware), stateOf(now.state)];
    write(state, words.filter(Boolean).join(" · "));
  };
  rows.set(`focuser ${device.id}`, refresh);
  refresh();
  return h("div", {}, state, lesson.element, hub.wiring && !device.simulated && buildHabits(device));
}

function cameraRow(rows, device) {
  const state = h("p", {class: "quiet"});
  const refresh = () => {
    const now = hub.cameras.get(device.id);
    if (!now) return;
    const words = [now.address, now.owner ? T.devices.ownedBy(now.owner) : stateOf(now), now.exposing && T.devices.exposing, T.devices.frames(now.frames), now.trouble];
    write(state, words.filter(Boolean).join(" · "));
  };
  rows.set(`camera ${device.id}`, refresh);
  refresh();
  return state;
}

function wheelRow(rows, device) {
  const choice = h("select", {testid: `wheel-${device.id}`, "aria-label": T.devices.turn(device.name)});
  const open = h("button", {testid: `wheel-open-${device.id}`, onclick: () => send("open", {})}, T.devices.look);
  const state = h("span", {class: "quiet"});
  const send = async (what, body) => {
    const result = await order(`/filter-wheels/${encodeURIComponent(device.id)}/${what}`, body);
    refused(result.ok ? "" : result.error);
  };
  choice.addEventListener("change", () => send("turn", {slot: Number(choice.value)}));
  const refresh = () => {
    const now = hub.wheels.get(device.id);
    if (!now) return;
    show(choice, now.filters.length > 0);
    show(open, now.filters.length === 0);
    choice.replaceChildren(...options(now.filters.map((name, slot) => [slot, name]), now.slot ?? ""));
    choice.value = now.slot ?? "";
    write(state, [now.slot === null && now.filters.length ? T.devices.turning : "", now.trouble ?? ""].filter(Boolean).join(" · "));
  };
  rows.set(`wheel ${device.id}`, refresh);
  refresh();
  return h("div", {class: "row"}, open, choice, state);
}

function sensorRow(rows, device) {
  const state = h("p", {class: "quiet", testid: `sensor-${device.id}`});
  const refresh = () => {
    const now = hub.sensors.get(device.id);
    if (!now) return;
    const felt = now.weather;
    write(state, [now.address, stateOf(now), felt && T.devices.felt(felt.temperatureCelsius, felt.humidityPercent ?? null, felt.dewPointCelsius ?? null)].filter(Boolean).join(" · "));
  };
  rows.set(`sensor ${device.id}`, refresh);
  refresh();
  return state;
}

function others() {
  const here = location.host;
  return drawer(T.devices.others, {open: true, testid: "others"},
    h("p", {}, T.devices.alpaca, " ", h("code", {}, here)),
    h("p", {}, T.devices.indi),
    h("p", {}, T.devices.shell, " ", h("code", {}, `curl -s http://${here}/api/parfocal/v1/status`)));
}

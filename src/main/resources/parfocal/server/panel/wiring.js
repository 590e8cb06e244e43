// Ports of this computer, and devices to be added to the hub.

import {hub, json, on} from "./hub.js";
import {card, drawer, field, h, options, show, write} from "./dom.js";
import {order, refused} from "./orders.js";
import {T} from "./texts-en.js";

const RIGS = ["refractor-80", "refractor-toa150", "sct-c11", "newton-f4", "lens-135"];

export function buildAdding() {
  const kind = h("select", {testid: "add-kind"}, options(Object.entries(T.devices.kinds)));
  const name = h("input", {required: true, maxlength: 60, testid: "add-name"});
  const model = h("select", {testid: "add-model"});
  const address = h("input", {required: true, testid: "add-address", size: 32});
  const said = h("p", {role: "status", testid: "add-said"});
  const modelField = field(T.devices.model, model);
  const test = h("button", {type: "button", testid: "add-test", title: T.devices.testHint}, T.devices.test);
  const form = h("form", {}, h("div", {class: "row"}, field(T.devices.kind, kind), field(T.devices.name, name), modelField),
    field(T.devices.address, address, T.devices.addressHint),
    h("div", {class: "row"}, test, h("button", {type: "submit", class: "primary", testid: "add-submit"}, T.devices.addButton)), said);
  json("/drivers").then((answer) => model.replaceChildren(...options((answer?.drivers ?? []).map((driver) => [driver.id, driver.name]))));
  kind.addEventListener("change", () => {
    show(modelField, kind.value === "focuser");
    show(test, kind.value === "focuser");
  });
  test.addEventListener("click", async () => {
    if (!address.reportValidity()) return;
    write(said, "…");
    const result = await order("/devices/ask", {driver: model.value, address: address.value});
    write(said, result.ok ? T.devices.answered(result.data) : result.error);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = {kind: kind.value, name: name.value, address: address.value, ...(kind.value === "focuser" && {driver: model.value})};
    const result = await order("/devices/add", body);
    write(said, result.ok ? T.devices.added(name.value) : result.error);
    if (result.ok) name.value = address.value = "";
  });
  const rig = h("select", {testid: "rig-name", "aria-label": T.devices.rig}, options(RIGS.map((one) => [one, one])));
  const addRig = h("button", {testid: "rig-add", onclick: async () => {
    const result = await order("/devices/add", {kind: "rig", name: rig.value});
    refused(result.ok ? "" : result.error);
    if (result.ok) write(said, T.devices.added(rig.value));
  }}, T.devices.rigAdd);
  const element = card(T.devices.add, {class: "card"}, form, h("h3", {}, T.devices.rig), h("div", {class: "row"}, rig, addRig));
  on("devices", () => show(element, hub.wiring !== null));
  return {
    element,
    /** Fills the form with a port that was looked at. */
    take(port) {
      kind.value = "focuser";
      address.value = port.lastingName;
      if (port.drivers.length) model.value = port.drivers[0];
      name.value ||= port.product ?? "";
      name.focus();
    },
  };
}

export function buildPorts(use) {
  const list = h("div", {testid: "ports"});
  const look = async () => {
    const answer = await json("/ports");
    const ports = answer?.ports ?? [];
    list.replaceChildren(...(ports.length ? ports.map((port) => row(port, use)) : [h("p", {class: "quiet"}, T.devices.portsNone)]));
  };
  look();
  return drawer(T.devices.ports, {open: true, testid: "port-list"}, h("p", {class: "hint"}, T.devices.portsHint), list,
    h("button", {testid: "ports-refresh", onclick: look}, T.devices.refresh));
}

function row(port, use) {
  const what = [port.product, port.manufacturer].filter(Boolean).join(", ");
  return h("div", {class: "device"},
    h("div", {class: "row"}, h("strong", {}, port.name), what, hub.wiring && h("button", {testid: "port-use", onclick: () => use(port)}, T.devices.use)),
    port.likely && h("p", {}, port.likely),
    h("p", {class: "quiet"}, port.trouble ?? (port.holders.length ? T.devices.heldBy(port.holders.join(", ")) : T.devices.portFree)),
    ...port.cures.map((cure) => h("pre", {}, cure)));
}

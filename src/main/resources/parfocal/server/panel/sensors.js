// What is felt: temperature, humidity, dew point, and how far the temperature has changed.

import {focuser, hub, on} from "./hub.js";
import {card, h, show, write} from "./dom.js";
import {focuserOrder} from "./orders.js";
import {T} from "./texts-en.js";
import {buildCompensation} from "./compensation.js";
import {buildCalculator} from "./calculator.js";

const DEW_NEAR_CELSIUS = 2;
const DAMP_PERCENT = 85;

export default function build(root) {
  const temperature = tile(T.sensors.temperature, "temperature");
  const probe = tile(T.sensors.probe, "probe-temperature");
  const humidity = tile(T.sensors.humidity, "humidity");
  const dew = tile(T.sensors.dew, "dew-point");
  const change = tile(T.sensors.change, "temperature-change", "button", {onclick: () => focuserOrder("/compensation/meter/reset")});
  const reset = h("button", {testid: "temperature-change-reset", onclick: () => focuserOrder("/compensation/meter/reset")}, T.sensors.reset);
  const age = h("p", {class: "quiet", testid: "sensor-age"});
  const none = h("p", {class: "quiet"}, T.sensors.noSensor);
  const refresh = () => {
    const here = focuser();
    const state = here?.state;
    const weather = state?.weather ?? null;
    const own = state?.temperatureCelsius ?? null;
    const air = weather?.temperatureCelsius ?? null;
    show(none, air === null && own === null);
    temperature.say(air, "°C", air === null ? T.sensors.none : air < 0 ? T.sensors.frost : T.sensors.mild, air !== null && air < 0);
    probe.say(own, "°C", own === null ? T.sensors.none : "", false);
    show(probe.element, own !== null && own !== air);
    const damp = weather?.humidityPercent ?? null;
    humidity.say(damp, "%", damp === null ? T.sensors.none : damp > DAMP_PERCENT ? T.sensors.damp : T.sensors.dry, damp !== null && damp > DAMP_PERCENT);
    const point = weather?.dewPointCelsius ?? null;
    const margin = point === null || air === null ? null : air - point;
    dew.say(point, "°C", margin === null ? T.sensors.none : margin < DEW_NEAR_CELSIUS ? T.sensors.dewNear(margin) : T.sensors.dewFar(margin), margin !== null && margin < DEW_NEAR_CELSIUS);
    const felt = air ?? own;
    const meter = here?.compensation?.meterCelsius ?? null;
    change.say(meter, "°C", meter === null ? T.sensors.none : T.sensors.since, false, true);
    write(age, state && felt !== null ? T.sensors.age((Date.now() - Date.parse(state.seenAt)) / 1000) : "");
  };
  const elsewhere = h("ul", {class: "plain", testid: "sensors-elsewhere"});
  on("sensor devices", () => elsewhere.replaceChildren(...[...hub.sensors.values()].map((one) => h("li", {}, one.name, ": ",
    one.weather ? T.devices.felt(one.weather.temperatureCelsius, one.weather.humidityPercent ?? null, one.weather.dewPointCelsius ?? null) : one.reason ?? T.sensors.none))));
  on("focuser details compensation selected devices", refresh);
  setInterval(refresh, 5000);
  root.append(card(T.sensors.title, {class: "card"}, none,
    h("div", {class: "tiles"}, temperature.element, probe.element, humidity.element, dew.element, change.element), h("div", {class: "row"}, reset), age, elsewhere), buildCompensation(), buildCalculator());
}

function tile(title, testid, tag = "div", properties = {}) {
  const value = h("span", {class: "value", testid});
  const words = h("span", {class: "quiet", testid: `${testid}-words`});
  const heading = h(tag === "button" ? "span" : "h3", {}, title);
  const element = h(tag, {class: "tile", testid: `${testid}-tile`, ...properties}, heading, h("div", {}, value), words);
  return {
    element,
    say(number, unit, hint, warn, signed = false) {
      write(value, number === null ? "–" : `${signed && number > 0 ? "+" : ""}${number.toFixed(1)} ${unit}`);
      write(words, hint);
      element.dataset.level = warn ? "warn" : "";
    },
  };
}

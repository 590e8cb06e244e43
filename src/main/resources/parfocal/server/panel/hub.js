// What the hub is known to be like, kept up to date by its stream of events. Views read `hub` and listen with `on`.

export const hub = {
  connected: false,
  asked: false,
  lostAt: null,
  version: "",
  tokenWanted: false,
  wiring: null,
  pages: 1,
  focusers: new Map(),
  cameras: new Map(),
  wheels: new Map(),
  sensors: new Map(),
  runs: new Map(),
  said: [],
  selected: null,
};

const SILENCE_MILLIS = 5000;
const RETRY_MILLIS = 500;
const MOST_SAID = 500;

const listeners = new Map();

/** Topics: link, devices, focuser, details, compensation, camera, wheel, sensor, run, said, selected. The listener is also told at once. */
export function on(topics, listener) {
  for (const topic of topics.split(" ")) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(listener);
  }
  listener();
  return () => topics.split(" ").forEach((topic) => listeners.get(topic).delete(listener));
}

export function tell(topic, what) {
  listeners.get(topic)?.forEach((listener) => listener(what));
}

/** The focuser that is looked at, or undefined on a hub without any. */
export function focuser() {
  return hub.focusers.get(hub.selected);
}

/** How far the tube goes in one step: as set in the hub, or else as the device remembers it; null where nobody knows. */
export function stepMicrons(known) {
  const own = known?.state.settings?.find((setting) => /^step-(size-)?microns$/.test(setting.name));
  return known?.treatment.stepMicrons ?? (Number(own?.value) > 0 ? Number(own.value) : null);
}

export function select(id) {
  hub.selected = id;
  try { localStorage.setItem("focuser", id); } catch { /* Private windows keep nothing. */ }
  tell("selected");
  tell("focuser");
  tell("details");
  tell("compensation");
  tell("run");
}

let line = null;
let watchdog = 0;
let retry = 0;
let plain = false;

/** Over a WebSocket; every other time over server-sent events, for what stands between and lets no socket through. */
export function listen() {
  clearTimeout(retry);
  line?.close();
  line = plain ? eventSource() : socket();
  expect();
}

function socket() {
  const fresh = new WebSocket(location.origin.replace(/^http/, "ws") + "/api/parfocal/v1/events/socket");
  fresh.onmessage = (message) => {
    const {event, data} = JSON.parse(message.data);
    alive();
    takers[event]?.(data);
  };
  fresh.onclose = () => fresh === line && lost();
  return fresh;
}

function eventSource() {
  const fresh = new EventSource("/api/parfocal/v1/events");
  fresh.onerror = () => fresh === line && lost();
  for (const [name, take] of Object.entries(takers)) {
    fresh.addEventListener(name, (event) => {
      alive();
      take(JSON.parse(event.data));
    });
  }
  return fresh;
}

function expect() {
  clearTimeout(watchdog);
  watchdog = setTimeout(lost, SILENCE_MILLIS);
}

function alive() {
  expect();
  if (!hub.connected) {
    hub.connected = true;
    hub.lostAt = null;
    tell("link");
  }
}

function lost() {
  const gone = line;
  line = null;
  gone?.close();
  clearTimeout(watchdog);
  if (!hub.connected) plain = !plain;
  if (hub.connected || hub.lostAt === null) {
    hub.connected = false;
    hub.lostAt ??= Date.now();
    tell("link");
  }
  clearTimeout(retry);
  retry = setTimeout(listen, RETRY_MILLIS);
}

const byId = (list) => new Map(list.map((device) => [device.id, device]));

const takers = {
  status(now) {
    hub.asked = true;
    hub.version = now.version;
    hub.tokenWanted = now.tokenWanted;
    hub.wiring = now.wiring;
    hub.focusers = byId(now.focusers);
    hub.cameras = byId(now.cameras);
    hub.wheels = byId(now.filterWheels);
    hub.sensors = byId(now.sensors ?? []);
    if (!hub.focusers.has(hub.selected)) hub.selected = remembered();
    for (const topic of ["devices", "selected", "focuser", "details", "compensation", "camera", "wheel", "sensor"]) tell(topic);
    // From here on everything can be pressed and shows what is so.
    if (performance.getEntriesByName("live").length === 0) performance.mark("live");
    hub.focusers.forEach((_, id) => catchUp(id));
  },
  focuser(state) {
    const known = hub.focusers.get(state.id);
    if (!known) return;
    state.settings ??= known.state.settings;
    known.state = state;
    tell("focuser", state.id);
  },
  details(now) {
    if (!hub.focusers.has(now.id)) return;
    hub.focusers.set(now.id, now);
    tell("details", now.id);
    tell("focuser", now.id);
  },
  compensation(state) {
    const known = hub.focusers.get(state.id);
    if (known) known.compensation = state;
    tell("compensation", state.id);
  },
  camera(state) {
    Object.assign(hub.cameras.get(state.id) ?? {}, state);
    tell("camera", state.id);
  },
  wheel(state) {
    Object.assign(hub.wheels.get(state.id) ?? {}, state);
    tell("wheel", state.id);
  },
  sensor(state) {
    Object.assign(hub.sensors.get(state.id) ?? {}, state);
    tell("sensor", state.id);
  },
  run(run) {
    hub.runs.set(run.focuser, run);
    tell("run", run.focuser);
  },
  "run-step"(step) {
    hub.runs.get(step.focuser)?.story.push(step);
    tell("run", step.focuser);
  },
  said(sentence) {
    hub.said.push(sentence);
    if (hub.said.length > MOST_SAID) hub.said.shift();
    tell("said", sentence);
  },
  alive(now) {
    if (hub.pages === now.pages) return;
    hub.pages = now.pages;
    tell("details");
  },
};

function remembered() {
  let id = null;
  try { id = localStorage.getItem("focuser"); } catch { /* Private windows keep nothing. */ }
  return hub.focusers.has(id) ? id : hub.focusers.keys().next().value ?? null;
}

/** The run under way, or the last one, of a page that came later. */
async function catchUp(id) {
  const list = await json(`/focusers/${encodeURIComponent(id)}/runs`);
  if (!list?.runs.length) return;
  const run = await json(`/focusers/${encodeURIComponent(id)}/runs/${list.runs[0].beganAt}`);
  if (!run) return;
  const known = hub.runs.get(id);
  if (known?.beganAt > run.beganAt || (known?.beganAt === run.beganAt && known.story.length > run.story.length)) return;
  takers.run(run);
}

/** What the hub answers to a question, or null. */
export async function json(path) {
  try {
    const response = await fetch("/api/parfocal/v1" + path, {cache: "no-store"});
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

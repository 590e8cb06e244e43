// The newest frame of a camera with a box round each star, and round what was taken for none, with the reason.

import {focuser, hub, json, on} from "./hub.js";
import {drawer, h, s, show, write} from "./dom.js";
import {T} from "./texts-en.js";

export function buildFrame() {
  const picture = h("img", {alt: T.autofocus.frame, testid: "frame-picture"});
  const sheet = h("div", {class: "sheet"}, picture);
  const sky = h("div", {class: "sky", tabindex: 0, role: "region", "aria-label": T.autofocus.frame}, sheet);
  const words = h("p", {testid: "frame-words"});
  const detail = h("p", {role: "status", testid: "frame-detail"});
  const causes = h("p", {class: "quiet", testid: "frame-causes"});
  const toggle = (name, text, testid) => h("button", {testid, "aria-pressed": "false", onclick: (event) => {
    const on = sky.classList.toggle(name);
    event.target.setAttribute("aria-pressed", String(name === "no-boxes" ? !on : on));
  }}, text);
  const boxes = toggle("no-boxes", T.autofocus.boxes, "frame-boxes");
  boxes.setAttribute("aria-pressed", "true");
  const part = drawer(T.autofocus.frame, {testid: "frame"}, h("div", {class: "row"}, boxes, toggle("larger", T.autofocus.larger, "frame-larger")), words, causes, sky, detail);
  let looked = "";
  let busy = false;
  const look = async () => {
    const camera = cameraBehind();
    const key = `${camera?.id} ${camera?.frames}`;
    if (!part.open || busy || key === looked) return;
    busy = true;
    looked = key;
    const frame = camera && camera.frames > 0 ? await json(`/cameras/${encodeURIComponent(camera.id)}/frame`) : null;
    busy = false;
    show(sky, frame !== null);
    write(words, frame ? T.autofocus.frameWords(frame.starCount, frame.measurableCount, frame.rejected.length) : T.autofocus.frameNone);
    write(causes, frame ? T.autofocus.causes(counted(frame)) : "");
    if (!frame) return;
    picture.src = `/api/parfocal/v1/cameras/${encodeURIComponent(camera.id)}/frame.png?n=${frame.number}`;
    sheet.querySelector("svg")?.remove();
    sheet.append(overlay(frame, detail));
    // Another frame may have come while this one was measured.
    look();
  };
  part.addEventListener("toggle", look);
  on("camera selected devices", look);
  return part;
}

function cameraBehind() {
  const cameras = [...hub.cameras.values()];
  return cameras.find((camera) => camera.focuser === focuser()?.id) ?? cameras[0];
}

/** How many things were refused, or not counted, for each reason; the most frequent first. */
function counted(frame) {
  const counts = new Map();
  for (const why of [...frame.rejected.map((thing) => thing.cause), ...frame.stars.flatMap((star) => star.flags)]) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function overlay(frame, detail) {
  const box = (x, y, half, name, text) => s("rect", {class: `box ${name}`, x: x + 0.5 - half, y: y + 0.5 - half, width: 2 * half, height: 2 * half,
    onclick: () => write(detail, text)}, s("title", {}, text));
  const least = frame.widthPixels / 120;
  return s("svg", {viewBox: `0 0 ${frame.widthPixels} ${frame.heightPixels}`, preserveAspectRatio: "none", "aria-hidden": "true"},
    ...frame.rejected.map((thing) => box(thing.x, thing.y, least, "rejected", T.autofocus.rejected(thing.cause))),
    ...frame.stars.map((star) => box(star.x, star.y, Math.max(least, 3 * star.hfrPixels), star.flags.length ? "flagged" : "",
      T.autofocus.star(star.hfrPixels, star.snr, star.flags))));
}

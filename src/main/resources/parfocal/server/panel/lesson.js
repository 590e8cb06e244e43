// What a focuser learns from the stars, such as how far a lens goes at each key: begun here, told of as it goes on, ended here.

import {hub} from "./hub.js";
import {ask, field, h, options, show, write} from "./dom.js";
import {order, refused} from "./orders.js";
import {T} from "./texts-en.js";

/** Of one focuser; `refresh` is called when anything of it is new. */
export function buildLesson(id) {
  const begin = h("button", {testid: `learn-${id}`, onclick: () => start(id)}, T.lesson.begin);
  const stop = h("button", {testid: `learn-stop-${id}`, onclick: () => send(id, "/stop", {})}, T.lesson.stop);
  const progress = h("p", {testid: `lesson-${id}`, role: "status"});
  const words = h("ul", {class: "plain", testid: `lesson-words-${id}`});
  const element = h("div", {class: "lesson"}, h("div", {class: "row"}, begin, stop), progress, words);
  const refresh = () => {
    const focuser = hub.focusers.get(id);
    const lesson = focuser?.lesson ?? null;
    show(element, focuser?.learns ?? false);
    show(begin, !lesson?.running);
    show(stop, lesson?.running ?? false);
    write(progress, !lesson ? T.lesson.hint
      : lesson.running ? T.lesson.going(lesson.frames, lesson.progress, (Date.now() - Date.parse(lesson.beganAt)) / 1000)
      : lesson.trouble ?? T.lesson.done(lesson.frames));
    words.replaceChildren(...(lesson?.words ?? []).map((text) => h("li", {}, text)));
  };
  refresh();
  return {element, refresh};
}

async function start(id) {
  const camera = h("select", {testid: "lesson-camera"}, options([["", T.autofocus.cameraAuto], ...[...hub.cameras.values()].map((one) => [one.id, one.name])], ""));
  const seconds = h("input", {type: "number", min: 0.001, max: 60, step: "any", value: 2, required: true, testid: "lesson-exposure"});
  const model = h("input", {maxlength: 60, testid: "lesson-model"});
  const body = await ask(T.lesson.title, [h("p", {}, T.lesson.why), field(T.autofocus.camera, camera), field(T.autofocus.exposure, seconds), field(T.lesson.model, model)], T.dialog,
    () => ({exposureSeconds: Number(seconds.value), model: model.value, ...(camera.value && {camera: camera.value})}));
  if (body) await send(id, "", body);
}

async function send(id, what, body) {
  const result = await order(`/focusers/${encodeURIComponent(id)}/learn${what}`, body);
  refused(result.ok ? "" : result.error);
}

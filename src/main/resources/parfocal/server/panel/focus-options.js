// How a run is to be made: with which camera, exposure, binning and plan.

import {hub, on} from "./hub.js";
import {field, h, options, show, write} from "./dom.js";
import {T} from "./texts-en.js";

export function buildOptions() {
  const camera = h("select", {testid: "af-camera"});
  const exposure = h("input", {type: "number", min: 0.001, max: 600, step: "any", value: 4, testid: "af-exposure"});
  const binning = h("select", {testid: "af-binning"}, options([1, 2, 3, 4].map((by) => [by, `${by} × ${by}`]), 1));
  const plan = h("select", {testid: "af-plan"}, options(Object.entries(T.autofocus.plans), "adaptive"));
  const step = h("input", {type: "number", min: 1, step: 1, testid: "af-step"});
  const samples = h("input", {type: "number", min: 5, max: 99, step: 1, value: 9, testid: "af-samples"});
  const fixed = h("div", {class: "row"}, field(T.autofocus.step, step), field(T.autofocus.samples, samples));
  const ofPlan = () => show(fixed, plan.value === "fixed");
  plan.addEventListener("change", ofPlan);
  ofPlan();
  const care = h("p", {class: "hint", testid: "af-care"});
  const ofCamera = () => {
    const all = [...hub.cameras.values()];
    const one = hub.cameras.get(camera.value) ?? all.find((each) => each.focuser === hub.selected) ?? (all.length === 1 ? all[0] : null);
    const words = one ? T.autofocus.care(one) : "";
    write(care, words);
    show(care, words !== "");
  };
  camera.addEventListener("change", ofCamera);
  on("devices selected camera", ofCamera);
  on("devices", () => {
    const chosen = camera.value;
    camera.replaceChildren(...options([["", T.autofocus.cameraAuto], ...[...hub.cameras.values()].map((one) => [one.id, one.name])], chosen));
  });
  const shot = () => ({
    exposureSeconds: Number(exposure.value),
    ...(camera.value && {camera: camera.value}),
    ...(Number(binning.value) > 1 && {binning: Number(binning.value)}),
  });
  return {
    main: [field(T.autofocus.camera, camera), field(T.autofocus.exposure, exposure)],
    more: h("details", {testid: "af-more"}, h("summary", {}, T.autofocus.more),
      h("div", {class: "row"}, field(T.autofocus.binning, binning), field(T.autofocus.plan, plan)), fixed, care),
    /** Camera, exposure and binning alone. */
    shot,
    /** All of it. */
    order: () => ({...shot(), ...(plan.value !== "adaptive" && {plan: plan.value}),
      ...(plan.value === "fixed" && {stepSteps: Number(step.value), samples: Number(samples.value)})}),
  };
}

// The panel beside the phones: stories, the clock, faults, why. Each part folds away.

import { el, icon } from "./dom.js";
import { faultsPart } from "./faults.js";
import { part } from "./fold.js";
import { ask } from "./net.js";
import { trying } from "./popup.js";
import { language, t } from "./strings.js";
import { moment } from "./time.js";
import { whyPart } from "./why.js";

export function side(model, phones) {
  const parts = [
    storiesPart(model),
    clockPart(model),
    faultsPart(model, phones[0]),
    model.explains ? whyPart(model, phones[0]) : null,
  ];
  return el("aside", { class: "side", id: "side", "aria-label": t("side") }, ...parts.filter(Boolean));
}

function storiesPart(model) {
  if (!model.stories.length) return null;
  const rows = model.stories.map(({ id, title }) => {
    const tongue = title[language] ? language : Object.keys(title)[0];
    const play = (byItself) => () =>
      trying(() => ask("story", { story: id, language: tongue, by_itself: byItself }));
    const button = (key, look, byItself, ...inner) => {
      const props = { type: "button", class: look, "aria-label": `${t(key)}: ${title[tongue]}` };
      return el("button", { ...props, onclick: play(byItself) }, ...inner, t(key));
    };
    const buttons = [
      button("by_itself", "filled", true, icon("play")),
      button("by_steps", "plain", false),
    ];
    return el("li", {}, el("b", {}, title[tongue]), el("span", { class: "actions" }, ...buttons));
  });
  return part(t("stories"), t("stories_hint"), true, el("ul", { class: "stories" }, ...rows));
}

function clockPart(model) {
  if (model.clock.ahead === null) return null;
  const shown = el("p", { class: "ahead" });
  const forward = (hours) => trying(() => ask("clock", { seconds: hours * 3600 }));
  const step = (key, hours) =>
    el("button", { type: "button", class: "plain", onclick: () => forward(hours) }, t(key));
  const hours = el("input", {
    type: "number",
    min: "0.25",
    max: "8760",
    step: "0.25",
    value: "3",
    "aria-label": t("hours"),
    required: true,
  });
  const onsubmit = (event) => {
    event.preventDefault();
    forward(Number(hours.value));
  };
  const own = el(
    "form",
    { class: "own", onsubmit },
    el("label", {}, t("hours"), hours),
    el("button", { class: "plain" }, t("forward")),
  );
  const draw = () => (shown.textContent = ahead(model.clock.ahead));
  model.addEventListener("clock", draw);
  draw();
  const steps = [step("minutes_15", 0.25), step("hour_1", 1), step("hours_8", 8), step("day_1", 24)];
  return part(t("clock"), t("clock_hint"), false, el("div", { class: "steps" }, ...steps), own, shown);
}

function ahead(seconds) {
  if (!seconds) return t("in_time");
  const hours = Math.floor(seconds / 3600);
  const units = [
    [Math.floor(hours / 24), "day"],
    [hours % 24, "hour"],
    [Math.floor((seconds % 3600) / 60), "minute"],
  ];
  const words = units
    .filter(([count]) => count)
    .map(([count, unit]) => count.toLocaleString(language, { style: "unit", unit, unitDisplay: "long" }));
  return t("ahead", { time: words.join(" ") });
}

// The time on the playground's clock, for the page's head.
export function clockFace(model) {
  const face = el("time", { class: "face" });
  const draw = () => (face.textContent = moment(model.clock.now + (performance.now() - since) / 1000));
  let since = performance.now();
  model.addEventListener("clock", () => {
    since = performance.now();
    draw();
  });
  setInterval(draw, 5000);
  draw();
  return face;
}

// The story that is on: its caption, where it stands, and the buttons that lead it.

import { el, iconButton } from "./dom.js";
import { ask } from "./net.js";
import { trying } from "./popup.js";
import { language, t } from "./strings.js";

const ENDED = ["done", "failed"];

// `look(person id, bot)` brings the chat of the step to the fore.
export function storyBar(bar, model, look) {
  const order = (name) => () => trying(() => ask(`story/${name}`, {}));
  const draw = () => {
    const { scene } = model;
    bar.hidden = !scene;
    if (!scene) return bar.replaceChildren();
    if (scene.bot && !ENDED.includes(scene.state)) look(scene.person, scene.bot);
    const title = model.stories.find(({ id }) => id === scene.story)?.title[scene.language] ?? scene.story;
    const place = el("progress", { max: scene.steps, value: scene.step, "aria-label": t("stories") });
    const head = el("span", { class: "head" }, el("b", {}, title), el("small", {}, t("step_of", scene)));
    const words = el(
      "p",
      { class: "caption", lang: scene.language === language ? null : scene.language },
      caption(scene),
    );
    return bar.replaceChildren(
      el("div", { class: "telling" }, head, words),
      el("div", { class: "leading" }, ...buttons(scene, order)),
      place,
    );
  };
  model.addEventListener("story", draw);
  draw();
}

function caption({ state, error, step, caption: words }) {
  if (state === "failed") return error;
  if (state === "done") return `${words} ${t("story_done")}`;
  return step ? words : t("story_ready");
}

function buttons({ state }, order) {
  const stop = iconButton("close", t("stop"), order("stop"));
  if (ENDED.includes(state)) return [stop];
  const main =
    state === "playing"
      ? iconButton("pause", t("pause"), order("pause"), { class: "round filled" })
      : iconButton("play", t("go_on"), order("go_on"));
  const step = el("button", { type: "button", class: "filled", onclick: order("step") }, t("step"));
  return state === "playing" ? [main, stop] : [main, step, stop];
}

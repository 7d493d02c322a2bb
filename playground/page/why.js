// Why: what whoever started the playground tells of the last message on the left phone.

import { el } from "./dom.js";
import { part } from "./fold.js";
import { ask } from "./net.js";
import { trying } from "./popup.js";
import { t } from "./strings.js";

export function whyPart(model, phone) {
  const told = el("div", { class: "why", "aria-live": "polite" });
  const element = part(t("why"), t("why_hint"), false, told);
  let turn = 0;
  const look = async () => {
    const { chat } = phone;
    turn += 1;
    const mine = turn;
    if (!element.open || !chat) return;
    const answer = await trying(() => ask(`${chat.key}/why`));
    if (answer && mine === turn) told.replaceChildren(...shown(answer.why));
  };
  element.addEventListener("toggle", look);
  phone.addEventListener("change", look);
  model.addEventListener(
    "chat",
    ({ detail }) => detail.chat === phone.chat && ["message", "edited"].includes(detail.kind) && look(),
  );
  return element;
}

function shown(why) {
  const empty = !why || (Array.isArray(why) ? !why.length : !Object.keys(why).length);
  return empty ? [el("p", { class: "hint" }, t("why_nothing"))] : [value(why)];
}

function value(told) {
  if (Array.isArray(told)) return el("ul", {}, ...told.map((one) => el("li", {}, value(one))));
  if (told === null || told === undefined) return "–";
  if (typeof told === "object")
    return el(
      "dl",
      {},
      ...Object.entries(told).flatMap(([key, one]) => [el("dt", {}, key), el("dd", {}, value(one))]),
    );
  if (typeof told === "boolean") return t(told ? "yes" : "no");
  return typeof told === "number" ? String(Math.round(told * 1000) / 1000) : String(told);
}

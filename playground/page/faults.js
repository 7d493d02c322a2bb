// Faults to turn on and off: each is one or more troubles of the server, or a blocked chat.

import { el } from "./dom.js";
import { part } from "./fold.js";
import { ask } from "./net.js";
import { trying } from "./popup.js";
import { t } from "./strings.js";

const FAULTS = {
  fault_429: [{ kind: "429", method: "sendMessage", probability: 0.5, retry_after: 2 }],
  fault_slow: [
    { kind: "hang", method: "sendMessage", seconds: 3 },
    { kind: "delay", method: "*", seconds: 3 },
  ],
  fault_lost: [{ kind: "drop_after", method: "sendMessage", probability: 0.5 }],
  fault_broken: [{ kind: "drop_before", method: "*", probability: 0.33 }],
  fault_down: [{ kind: "502", method: "*" }],
  fault_twice: [{ kind: "duplicate", method: "*" }],
};

const same = (wanted) => (fault) => fault.kind === wanted.kind && fault.method === wanted.method;

export function faultsPart(model, phone) {
  const on = el("ul", { class: "on" });
  const clear = el(
    "button",
    { type: "button", class: "plain", onclick: () => trying(() => ask("faults", undefined, "DELETE")) },
    t("clear"),
  );
  const switches = Object.entries(FAULTS).map(([key, troubles]) =>
    faultSwitch(
      key,
      () => isOn(model, troubles),
      () => toggle(model, troubles),
    ),
  );
  switches.splice(1, 0, blockSwitch(phone));
  const draw = () => {
    switches.forEach(({ draw: redraw }) => redraw());
    on.replaceChildren(...model.faults.map(row));
    if (!model.faults.length) on.append(el("li", { class: "well" }, t("none_on")));
    clear.hidden = !model.faults.length;
  };
  model.addEventListener("faults", draw);
  model.addEventListener("chat", ({ detail }) => detail.kind === "blocked" && draw());
  phone.addEventListener("change", draw);
  draw();
  const list = el("div", { class: "switches" }, ...switches.map(({ element }) => element));
  return part(t("faults"), t("faults_hint"), false, list, el("h3", {}, t("on_now")), on, clear);
}

const isOn = (model, troubles) => troubles.every((wanted) => model.faults.some(same(wanted)));

async function toggle(model, troubles) {
  const set = model.faults.filter((fault) => troubles.some((wanted) => same(wanted)(fault)));
  if (isOn(model, troubles))
    await Promise.all(set.map(({ number }) => ask(`faults/${number}`, undefined, "DELETE")));
  else for (const trouble of troubles) await ask("faults", trouble);
}

function blockSwitch(phone) {
  const blocked = () => Boolean(phone.chat?.blocked);
  return faultSwitch("fault_block", blocked, () => phone.chat?.act(blocked() ? "unblock" : "block"));
}

function faultSwitch(key, state, flip) {
  const box = el("input", { type: "checkbox", role: "switch", onchange: () => trying(async () => flip()) });
  const words = el("span", { class: "words" }, el("b", {}, t(key)), el("small", {}, t(`${key}_hint`)));
  return { element: el("label", { class: "switch" }, box, words), draw: () => (box.checked = state()) };
}

function row(fault) {
  const key = Object.keys(FAULTS).find((one) => FAULTS[one].some((wanted) => same(wanted)(fault)));
  const name = key ? t(key) : fault.kind;
  return el(
    "li",
    {},
    el("span", {}, `${name} · ${fault.method}`),
    el("small", {}, t("struck", { count: fault.struck })),
  );
}

// Begins: the model, two phones, the panel, and the page's head.

import { el, iconButton } from "./dom.js";
import { named } from "./media.js";
import { Model } from "./model.js";
import { badge, Phone } from "./phone.js";
import { trying } from "./popup.js";
import { clockFace, side } from "./side.js";
import { storyBar } from "./storybar.js";
import { language, switchLanguage, t } from "./strings.js";

// Who comes where nobody is yet: a page without people would have no phone to show.
const NOBODY_YET = ["Emma", "en"];
const THEMES = ["light", "dark"];

function main(model) {
  document.documentElement.lang = language;
  document.title = t("title");
  const phones = [leftPhone(model), rightPhone(model)];
  const panel = side(model, phones);
  document.getElementById("stage").append(...phones.map((phone) => phone.element), panel);
  head(model, panel);
  const show = tabs(model, [...phones, null], panel);
  storyBar(document.getElementById("story"), model, (person, bot) => show(look(model, phones, person, bot)));
  announce(model, phones);
}

// The last bot's people stand right (a desk's staff), all others left; who speaks the page's language first.
const atLast = (model, person) => model.chat(person.id, model.bots.at(-1).username).last !== null;

const spoken = (people) => people.find((one) => one.language === language) ?? people[0];

function leftPhone(model) {
  const person = spoken(model.people.filter((one) => !atLast(model, one))) ?? model.people[0];
  return new Phone(model, t("phone_left"), person, model.bots[0].username);
}

function rightPhone(model) {
  const there = spoken(model.people.filter((one) => atLast(model, one)));
  const person = there ?? model.people[1] ?? model.people[0];
  return new Phone(model, t("phone_right"), person, model.bots.at(-1).username);
}

// Bring a chat to the fore: where its person is already, else on their side.
function look(model, phones, id, bot) {
  const person = model.person(id);
  if (!person) return 0;
  const there = phones.findIndex((phone) => phone.person === person);
  const place = there >= 0 ? there : atLast(model, person) ? phones.length - 1 : 0;
  phones[place].show(person, bot);
  return place;
}

function head(model, panel) {
  const offline = el("span", { class: "offline", role: "status", hidden: true }, t("offline"));
  model.addEventListener("online", ({ detail }) => (offline.hidden = detail));
  const fold = iconButton("side", t("side"), () => folded(!document.body.classList.contains("folded")), {
    "aria-controls": panel.id,
    class: "round foldside",
  });
  const folded = (on) => {
    document.body.classList.toggle("folded", on);
    fold.setAttribute("aria-expanded", String(!on));
    localStorage.setItem("folded", on ? "1" : "");
  };
  folded(localStorage.getItem("folded") === "1");
  const tongue = el(
    "button",
    { type: "button", class: "plain tongue", lang: language === "ru" ? "en" : "ru", onclick: switchLanguage },
    t("language"),
  );
  const title = el("h1", {}, t("title"));
  document
    .getElementById("top")
    .append(title, offline, clockFace(model), tongue, iconButton("theme", t("theme"), switchTheme), fold);
}

function theme(name) {
  document.documentElement.dataset.theme = name;
}

function switchTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  const next = THEMES[1 - THEMES.indexOf(now)];
  localStorage.setItem("theme", next);
  theme(next);
}

// On a narrow screen one thing at a time: a tab for each phone and for the panel. Returns what shows one.
function tabs(model, shown, panel) {
  const bar = document.getElementById("tabs");
  const stage = document.getElementById("stage");
  const buttons = shown.map((phone, place) =>
    el("button", {
      type: "button",
      role: "tab",
      "aria-controls": phone ? null : panel.id,
      onclick: () => show(place),
    }),
  );
  const draw = () =>
    buttons.forEach((button, place) => {
      const phone = shown[place];
      const waiting = phone ? model.unread(phone.person) : 0;
      button.replaceChildren(phone ? phone.person.first_name : t("side"), waiting ? badge(waiting) : "");
    });
  const show = (place) => {
    stage.dataset.shown = place;
    buttons.forEach((button, other) => {
      button.setAttribute("aria-selected", String(other === place));
      button.tabIndex = other === place ? 0 : -1;
    });
    shown[place]?.view?.toEnd();
  };
  bar.addEventListener("keydown", ({ key }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!step) return;
    const next = (Number(stage.dataset.shown) + step + buttons.length) % buttons.length;
    show(next);
    buttons[next].focus();
  });
  bar.append(...buttons);
  for (const kind of ["chat", "read", "people"]) model.addEventListener(kind, draw);
  for (const phone of shown.filter(Boolean)) phone.addEventListener("change", draw);
  draw();
  show(0);
  return show;
}

// A screen reader hears what arrives on the phones that are seen.
function announce(model, phones) {
  const said = document.getElementById("said");
  model.addEventListener("chat", ({ detail: { chat, kind, body } }) => {
    if (kind !== "message" || body.mine || !phones.some((phone) => phone.person === chat.person)) return;
    said.replaceChildren(el("p", {}, `${chat.person.first_name}, ${chat.bot.name}: ${named(body)}`));
  });
}

if (THEMES.includes(localStorage.getItem("theme"))) theme(localStorage.getItem("theme"));
trying(async () => {
  const model = await Model.begin();
  if (!model.people.length) await model.invite(...NOBODY_YET);
  main(model);
});

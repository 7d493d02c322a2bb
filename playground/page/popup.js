// What comes up over the page and goes by Esc: menus, toasts, dialogs.

import { el, icon, iconButton, walkable } from "./dom.js";
import { t } from "./strings.js";

const TOAST_MS = 4000;

// A menu beside `anchor`; items are {label, icon, run, danger, checked}, null for none. Focus comes back to the anchor.
export function menu(anchor, items, label) {
  const box = el("div", { class: "menu", role: "menu", "aria-label": label, popover: "auto" });
  const shut = () => box.hidePopover();
  box.append(...items.filter(Boolean).map((item) => menuItem(item, shut)));
  box.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    if (box.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    anchor.setAttribute("aria-expanded", "false");
    box.remove();
  });
  walkable(box, "[role^=menuitem]");
  document.body.append(box);
  box.showPopover();
  place(box, anchor.getBoundingClientRect());
  anchor.setAttribute("aria-expanded", "true");
  (box.querySelector("[aria-checked=true]") ?? box.querySelector("[role^=menuitem]"))?.focus();
}

function menuItem({ label, icon: name, run, danger, checked, note }, shut) {
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  const onclick = () => {
    shut();
    run();
  };
  const props = { type: "button", role, tabindex: "-1", class: danger ? "danger" : null, onclick };
  if (checked !== undefined) props["aria-checked"] = String(checked);
  const mark = typeof name === "string" ? icon(name) : name;
  return el(
    "button",
    props,
    mark,
    el("span", { class: "label" }, label),
    note ? el("span", { class: "badge" }, note) : null,
  );
}

function place(box, { left, right, top, bottom }) {
  const { offsetWidth: width, offsetHeight: height } = box;
  const x = left + width > innerWidth - 8 ? right - width : left;
  const below = bottom + height + 8 < innerHeight;
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, below ? bottom + 4 : top - height - 4)}px`;
}

// A short word over the page; `alert` stays until it is closed.
export function toast(text, { alert = false, bad = false } = {}) {
  const gone = () => box.remove();
  const box = el(
    "div",
    { class: `toast${bad ? " bad" : ""}`, role: bad || alert ? "alert" : null },
    el("span", {}, text),
  );
  box.append(iconButton("close", t("close"), gone));
  document.getElementById("toasts").append(box);
  if (!alert) setTimeout(gone, TOAST_MS + text.length * 40);
}

// Runs what a person asked for; a refusal is told, not thrown.
export async function trying(task) {
  try {
    return await task();
  } catch (error) {
    toast(error.message, { bad: true });
    return undefined;
  }
}

export function dialog(label, ...content) {
  const box = el("dialog", { "aria-label": label, onclose: () => box.remove() }, ...content);
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

// Asks for a few words; `fields` are [name, label, value or choices], the answer goes to `done`.
export function form(title, fields, action, done) {
  const submit = (event) => {
    event.preventDefault();
    const answers = Object.fromEntries(new FormData(event.target));
    box.close();
    done(answers);
  };
  const rows = fields.map(([name, label, value]) => el("label", {}, label, field(name, value)));
  const buttons = el(
    "div",
    { class: "actions" },
    el("button", { type: "button", class: "plain", onclick: () => box.close() }, t("cancel")),
    el("button", { class: "filled" }, action),
  );
  const box = dialog(title, el("form", { onsubmit: submit }, el("h2", {}, title), ...rows, buttons));
}

function field(name, value) {
  if (!Array.isArray(value)) return el("input", { name, value, required: true, autocomplete: "off" });
  return el("select", { name }, ...value.map(([key, label]) => el("option", { value: key }, label)));
}

// Making elements. Foreign words become text nodes only: nothing here parses HTML.

const ICONS = {
  back: "M15 5l-7 7 7 7",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  attach:
    "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8",
  send: "M4 12l16-7.5-5.5 15.5-3-6.5zM11.5 13.5L20 4.5",
  voice: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6 11a6 6 0 0 0 12 0M12 17v3",
  close: "M6 6l12 12M18 6L6 18",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  step: "M6 5.5v13l9-6.5zM18 5.5v13",
  stop: "M7 7h10v10H7z",
  down: "M6 10l6 6 6-6",
  reply: "M10 6l-6 6 6 6M4 12h9a7 7 0 0 1 7 7",
  edit: "M5 19l1-4L16.5 4.5a2 2 0 0 1 3 3L9 18z",
  copy: "M9 9h10v11H9zM5 15V4h10",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13",
  photo: "M4 6h16v12H4zM4 15l4.5-4.5 4 4 3-3L20 16M15.5 9.5v.01",
  file: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4",
  place:
    "M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.8 3.8-6 7.5-6s6.700 2.200 7.500 6",
  block: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM6.500 6.500l11 11",
  theme: "M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z",
  side: "M4 5h16v14H4zM14.500 5v14",
  link: "M8 16L17 7M10 7h7v7",
  add: "M12 5v14M5 12h14",
  sticker: "M12 20a8 8 0 1 1 8-8h-4a4 4 0 0 0-4 4zM9 9.500v.01M14 9.500v.01",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.500V12l3 2",
};
const SVG = "http://www.w3.org/2000/svg";

// An element; `props` are attributes, except functions (event handlers by name: onclick) and booleans.
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(made, name, value);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function set(element, name, value) {
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else if (typeof value === "boolean") element.toggleAttribute(name, value);
  else if (value !== null && value !== undefined) element.setAttribute(name, value);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

// A round button that shows only an icon; its label is spoken and shown as a hint.
export function iconButton(name, label, onclick, props = {}) {
  return el(
    "button",
    { type: "button", class: "round", "aria-label": label, title: label, onclick, ...props },
    icon(name),
  );
}

// Arrow keys, Home and End walk along `selector` inside the container.
export function walkable(container, selector) {
  container.addEventListener("keydown", (event) => {
    const items = [...container.querySelectorAll(selector)];
    const here = items.indexOf(document.activeElement);
    const last = items.length - 1;
    const places = {
      ArrowDown: here < 0 ? 0 : Math.min(here + 1, last),
      ArrowUp: here < 0 ? last : Math.max(here - 1, 0),
      Home: 0,
      End: last,
    };
    if (!(event.key in places) || event.target.matches("input, textarea, select") || last < 0) return;
    event.preventDefault();
    items[places[event.key]].focus();
  });
}

// A face without a picture: the first letters on a colour that stays the same for the same name.
export function avatar(name, large = false) {
  const letters = name
    .split(/[\s_]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0].toUpperCase());
  const tone = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % 6;
  return el(
    "span",
    { class: `avatar tone${tone}${large ? " large" : ""}`, "aria-hidden": "true" },
    letters.join(""),
  );
}

// What a message carries besides words: pictures, films, files, places, people.

import { avatar, el, icon } from "./dom.js";
import { fileUrl } from "./net.js";
import { dialog } from "./popup.js";
import { t } from "./strings.js";
import { size } from "./time.js";
import { player } from "./voice.js";

const SHOWN = {
  photo: (message) => picture(message.files[0]),
  video: (message) => film(message.files[0], { controls: true, preload: "metadata" }),
  video_note: (message) => film(message.files[0], { controls: true, class: "around" }),
  animation: (message) =>
    film(message.files[0], { autoplay: true, loop: true, muted: true, playsinline: true }),
  document: (message) => paper(message.files[0]),
  voice: (message) => player(message.files[0], message.content.voice?.duration ?? 0),
  audio: (message) => [
    player(message.files[0], message.content.audio?.duration ?? 0),
    paper(message.files[0]),
  ],
  sticker: (message) => sticker(message),
  location: ({ content }) => place(content.location),
  contact: ({ content }) => contact(content.contact),
};

// Elements for all but the text; none for a message of words only.
export const media = (message) => [SHOWN[message.kind]?.(message) ?? []].flat();

// What a kind of message is called where only one row of it is shown.
export function named(message) {
  const kinds = { document: "file", animation: "video", video_note: "video", audio: "file" };
  const kind = kinds[message.kind] ?? message.kind;
  if (message.text) return message.text;
  if (kind === "sticker") return `${message.content.sticker?.emoji ?? ""} ${t("sticker")}`;
  if (kind.startsWith("forum_topic")) return t(`topic_${kind.split("_")[2]}`, message.content[kind]);
  return ["photo", "file", "voice", "video", "location", "contact"].includes(kind)
    ? t(kind)
    : t("deleted_message");
}

function picture(file) {
  const image = el("img", { src: fileUrl(file.number), alt: t("photo"), loading: "lazy", decoding: "async" });
  const open = () =>
    dialog(t("photo"), el("img", { class: "large", src: fileUrl(file.number), alt: t("photo") }));
  const box = el(
    "button",
    { type: "button", class: "picture", "aria-label": t("open_photo"), onclick: open },
    image,
  );
  image.onerror = () => box.replaceChildren(icon("photo"), el("span", {}, t("broken_photo")));
  return box;
}

function film(file, props) {
  const video = el("video", { src: fileUrl(file.number), class: "film", ...props });
  video.onerror = () => video.replaceWith(paper(file));
  return video;
}

function paper(file) {
  const ending = file.name.includes(".") ? file.name.split(".").pop().slice(0, 4) : "";
  const words = el("span", { class: "words" }, el("b", {}, file.name), el("small", {}, size(file.size)));
  const mark = el("span", { class: "ending", "aria-hidden": "true" }, ending || icon("file"));
  return el("a", { class: "paper", href: fileUrl(file.number), download: file.name }, mark, words);
}

function sticker(message) {
  const emoji = message.content.sticker?.emoji ?? "🙂";
  const image = el("img", {
    class: "sticker",
    src: fileUrl(message.files[0].number),
    alt: `${t("sticker")} ${emoji}`,
  });
  image.onerror = () => image.replaceWith(el("span", { class: "sticker" }, emoji));
  return image;
}

function place({ latitude, longitude }) {
  const words = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el(
    "div",
    { class: "place" },
    el("div", { class: "map", "aria-hidden": "true" }, icon("place")),
    el("small", {}, `${t("location")} · ${words}`),
  );
}

function contact({ first_name: first, last_name: last, phone_number: phone }) {
  const name = [first, last].filter(Boolean).join(" ");
  return el(
    "div",
    { class: "contact" },
    avatar(name),
    el("span", { class: "words" }, el("b", {}, name), el("small", {}, phone)),
  );
}

// Attachments: chosen, pasted or dropped files; a place, a contact, a sticker; a voice message.

import { el, icon, iconButton } from "./dom.js";
import { form, menu, trying } from "./popup.js";
import { t } from "./strings.js";

const STICKERS = ["👍", "🙏", "🎉"];
const KREMLIN = { latitude: 55.75583, longitude: 37.6173 };

export function attachMenu(anchor, composer) {
  const { chat } = composer;
  const send = (action, fields) => () => trying(() => chat.act(action, fields));
  const sticker = (emoji) => ({
    label: `${t("sticker")} ${emoji}`,
    icon: "sticker",
    run: send("send_sticker", { emoji }),
  });
  menu(
    anchor,
    [
      { label: t("photo_or_file"), icon: "photo", run: () => pick(composer) },
      { label: t("location"), icon: "place", run: send("send_location", KREMLIN) },
      { label: t("contact"), icon: "person", run: () => contact(chat) },
      sticker(STICKERS[0]),
    ],
    t("attach"),
  );
}

function pick(composer) {
  const input = el("input", {
    type: "file",
    multiple: true,
    hidden: true,
    onchange: () => (composer.take(input.files), input.remove()),
  });
  document.body.append(input);
  input.click();
}

function contact(chat) {
  const fields = [
    ["first_name", t("name"), chat.person.first_name],
    ["phone", t("phone"), "+7 900 000-00-00"],
  ];
  form(t("contact"), fields, t("send"), (answers) => trying(() => chat.act("send_contact", answers)));
}

const isPhoto = (file) => file.type.startsWith("image/") && file.type !== "image/svg+xml";

// Photos go as photos, several of them as an album; all else as files, the words with the first.
export async function sendFiles(chat, files, caption, standing) {
  const photos = files.filter(isPhoto);
  const others = files.filter((file) => !isPhoto(file));
  let words = caption;
  if (photos.length > 1) await chat.act("send_album", packed({ caption: words }, photos, "photos"));
  else if (photos.length)
    await chat.act("send_photo", packed({ caption: words, ...standing }, photos, "data"));
  if (photos.length) words = "";
  for (const file of others) {
    const mime = file.type || "application/octet-stream";
    await chat.act("send_document", packed({ caption: words, mime, ...standing }, [file], "data"));
    words = "";
  }
}

export function sendVoice(chat, { data, seconds }, standing) {
  return chat.act(
    "send_voice",
    packed({ duration: seconds, ...standing }, [new File([data], "voice.oga")], "data"),
  );
}

function packed(fields, files, name) {
  const body = new FormData();
  for (const [key, value] of Object.entries(fields)) body.append(key, value);
  for (const file of files) body.append(name, file, file.name);
  return body;
}

export function thumbnails(files, remove) {
  return files.map((file) => {
    const shown = isPhoto(file) ? el("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
    const away = iconButton("close", `${t("remove")}: ${file.name}`, () => remove(file));
    return el("span", { class: "held" }, shown, el("span", { class: "words" }, file.name), away);
  });
}

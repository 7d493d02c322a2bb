// Voice: a player inside a message, and a recorder; where there is no microphone, a made sample.

import { el, icon } from "./dom.js";
import { fileBlob } from "./net.js";
import { toast } from "./popup.js";
import { t } from "./strings.js";
import { length } from "./time.js";

const RATE = 8000;
const BARS = 28;
const NOTES = [392, 494, 587, 494];
let playing = null;

// A voice message; one plays at a time.
export function player(file, seconds) {
  const clock = el("span", { class: "length" }, length(seconds));
  const button = el(
    "button",
    { type: "button", class: "round filled", "aria-label": t("play"), onclick: () => toggle() },
    icon("play"),
  );
  const bars = el("span", { class: "bars", "aria-hidden": "true" }, ...heights(file.number).map(bar));
  let audio = null;

  async function toggle() {
    audio ??= await opened();
    if (!audio.paused) return audio.pause();
    playing?.pause();
    playing = audio;
    return audio.play().catch(() => toast(t("unplayable"), { bad: true }));
  }

  async function opened() {
    const made = new Audio(URL.createObjectURL(await fileBlob(file.number)));
    made.onplay = made.onpause = () => show(made);
    made.onended = () => {
      made.currentTime = 0;
      progress(made);
    };
    made.ontimeupdate = () => progress(made);
    return made;
  }

  function show({ paused }) {
    button.replaceChildren(icon(paused ? "play" : "pause"));
    button.setAttribute("aria-label", t(paused ? "play" : "pause"));
  }

  function progress({ currentTime, duration }) {
    const share = currentTime / (Number.isFinite(duration) ? duration : seconds || 1);
    [...bars.children].forEach((one, place) => one.classList.toggle("past", place < share * BARS));
    clock.textContent = length(currentTime || seconds);
  }

  return el("div", { class: "voice" }, button, bars, clock);
}

const bar = (height) => {
  const made = el("i");
  made.style.height = `${height}%`;
  return made;
};

// A recording looks the same whenever it is seen; the shape is only decoration.
function heights(seed) {
  let state = seed * 7919 + 13;
  return Array.from({ length: BARS }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return 25 + (state % 75);
  });
}

// The microphone as long as it runs; null if there is none or it is not allowed.
export async function record() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return null;
  }
  const recorder = new MediaRecorder(stream);
  const parts = [];
  const begun = Date.now();
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  const ended = () => stream.getTracks().forEach((track) => track.stop());
  return {
    begun,
    cancel: () => (recorder.stop(), ended()),
    finish: () =>
      new Promise((done) => {
        recorder.onstop = () =>
          done({ data: new Blob(parts, { type: recorder.mimeType }), seconds: seconds(begun) });
        recorder.stop();
        ended();
      }),
  };
}

const seconds = (begun) => Math.max(1, Math.round((Date.now() - begun) / 1000));

// Two seconds of soft notes as a WAV file.
export function sample() {
  const count = RATE * 2;
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  const words = (at, text) =>
    [...text].forEach((letter, place) => view.setUint8(at + place, letter.charCodeAt(0)));
  words(0, "RIFF");
  view.setUint32(4, 36 + count * 2, true);
  words(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  words(36, "data");
  view.setUint32(40, count * 2, true);
  for (let place = 0; place < count; place += 1) view.setInt16(44 + place * 2, loudness(place, count), true);
  return { data: new Blob([view.buffer], { type: "audio/wav" }), seconds: 2 };
}

function loudness(place, count) {
  const note = (place / count) * NOTES.length;
  const fade = Math.sin(Math.PI * (note % 1));
  return 6000 * fade * Math.sin((2 * Math.PI * NOTES[Math.floor(note)] * place) / RATE);
}

/** Asks the dock every two seconds how its slots stand, and says so. */
"use strict";

const SIGNS = { empty: "○", reading: "…", copying: "⇧", sealing: "◐", sealed: "✓", attention: "!" };
const EVERY_MS = 2000;
const LIMIT_MS = 5000;
const tiles = document.getElementById("tiles");
const dock = document.getElementById("dock");
let words = { stale: "" };
let shown = "";

function line(tag, text, name) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

function tileOf(tile) {
  const box = line("li", "", `tile ${tile.kind}`);
  const headline = line("p", "", "headline");
  const sign = line("span", SIGNS[tile.kind], "sign");
  sign.setAttribute("aria-hidden", "true");
  headline.append(sign, tile.headline);
  box.append(line("h2", tile.name), headline);
  for (const text of [tile.next, tile.progress]) if (text) box.append(line("p", text));
  for (const { what, next } of tile.notices) box.append(line("p", `${what} — ${next}`));
  return box;
}

function noticeOf({ what, next }) {
  const box = line("div", "", "notice");
  box.append(line("p", what, "headline"));
  if (next) box.append(line("p", next));
  return box;
}

/** Only what changed is put in anew, so that a screen reader is not told the same every two seconds. */
function show(view) {
  const text = JSON.stringify(view);
  if (text === shown) return;
  shown = text;
  dock.replaceChildren(...view.dock.map(noticeOf));
  tiles.replaceChildren(...view.tiles.map(tileOf));
  if (view.tiles.length === 0) dock.append(line("p", view.none));
}

async function ask() {
  try {
    const answer = await fetch("/tiles.json", { signal: AbortSignal.timeout(LIMIT_MS) });
    words = await answer.json();
    show(words);
  } catch {
    show({ ...words, tiles: [], none: "", dock: [{ what: words.stale, next: "" }] });
  }
  setTimeout(ask, EVERY_MS);
}

void ask();

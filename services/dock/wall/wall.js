/** Asks the dock every two seconds how its slots stand, and says so. */
"use strict";

const SIGNS = { empty: "○", reading: "…", copying: "⇧", sealing: "◐", sealed: "✓", attention: "!" };
const SVG = "http://www.w3.org/2000/svg";
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
  if (tile.sequence) box.append(sequenceOf(tile.sequence));
  for (const { what, next } of tile.notices) box.append(line("p", `${what} — ${next}`));
  if (tile.code) box.append(codeOf(tile.code));
  return box;
}

function sequenceOf({ text, isGap }) {
  const said = line("p", "", isGap ? "sequence gap" : "sequence");
  const sign = line("span", isGap ? "△" : "№", "sign");
  sign.setAttribute("aria-hidden", "true");
  said.append(sign, text);
  return said;
}

/** Drawn with the page's own elements: no markup comes from outside. */
function codeOf({ text, size, path, says }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${says}: ${text}`);
  const dark = document.createElementNS(SVG, "path");
  dark.setAttribute("d", path);
  svg.append(dark);
  const box = line("div", "", "code");
  box.append(svg, line("p", says));
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

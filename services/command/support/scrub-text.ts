/** Takes out of a text what is a secret, an address, a path or a name; what is left tells what went wrong and where in our code. Pure. */

/** Folders of this project: where in it a fault is, is what is looked for. */
const OWN_PATH = /(?:^|\/)((?:services|workers|infra|node_modules)\/[\w@./-]+(?::\d+){0,2})$/;

const RULES: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g, "[key]"],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)]+/gi, inUrl],
  [/\bhf[a-z]{0,2}_[\w-]{8,}/g, "[token]"],
  [/[^\s"'@<>(]+@[^\s"'@<>)]+\.[a-z]{2,}/gi, "[address]"],
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g, "[address]"],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:.]*[0-9a-f]/gi, "[address]"],
  [/(?<![\w.])\.{0,2}\/[^\s"',;:()]+(?::\d+){0,2}/g, inPath],
  // Neither a digest nor an id: what else is as long is a secret, for all we know.
  [/[A-Za-z0-9+/_-]{28,}={0,2}/g, inLongWord],
  [/[^\x20-\x7e\n\t]+/g, "[text]"],
];

/** A line is not longer; some rules take the square of a text's length. */
const MOST_CHARACTERS = 4_000;

/** Also for what is no line of a log. */
export const scrubText = (text: string): string =>
  RULES.reduce(
    (left, [found, instead]) =>
      typeof instead === "string" ? left.replace(found, instead) : left.replace(found, instead),
    text.slice(0, MOST_CHARACTERS),
  );

function inUrl(url: string): string {
  const own = OWN_PATH.exec(url)?.[1];
  return own ?? `${url.slice(0, url.indexOf(":"))}://[address]`;
}

function inPath(path: string): string {
  return OWN_PATH.exec(path)?.[1] ?? (ROUTE.test(path) ? path : "[path]");
}
/** Templates of our own routes, never an address that was asked. */
const ROUTE =
  /^\/(?:api\/v1|ledger|uploads|live|verify)(?:\/(?:[a-z0-9.-]+|\{[a-zA-Z]+\}))*$|^\/(?:readyz|healthz|metrics)$/;

function inLongWord(word: string): string {
  return /^[0-9a-f]{32,64}$/.test(word) || UUID.test(word) || /^[a-z]+(?:[-_/][a-z]+)+$/i.test(word)
    ? word
    : "[secret]";
}
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** XML that strangers send: read with bounds, named by local names, and cleaned of what a terminal would obey. */
import { XmlElement, parseXml } from "@rgrove/parse-xml";

/** Of a message, in characters. No camera's list of streams comes near it. */
const MOST_CHARACTERS = 1 << 20;
const MOST_SHOWN = 100;

export class NotXml extends Error {
  override readonly name = "NotXml";
}

/** The root element. Document types are not read, and an entity they define is not known. @throws NotXml. */
export function readXml(text: string): XmlElement {
  if (text.length > MOST_CHARACTERS) throw new NotXml("too long");
  try {
    const { root } = parseXml(text);
    if (root === null) throw new NotXml("no element");
    return root;
  } catch (error) {
    // Elements within elements without end exhaust the stack: a RangeError.
    throw new NotXml("not well-formed", { cause: error });
  }
}

/** Namespaces' prefixes differ from maker to maker. */
const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** All children of this name, whatever their namespace. */
export const childrenOf = (parent: XmlElement | null, name: string): readonly XmlElement[] =>
  (parent?.children ?? []).filter(
    (child): child is XmlElement => child instanceof XmlElement && localName(child.name) === name,
  );

/** The first by this path of names. */
export function childOf(parent: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  let found = parent;
  for (const name of path) found = childrenOf(found, name)[0] ?? null;
  return found;
}

/** Null where it is absent or empty. Controls and marks of direction, which could change what stands beside them, are left out. */
export function shownText(text: string | undefined): string | null {
  const shown = (text ?? "")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, MOST_SHOWN);
  return shown === "" ? null : shown;
}

/** A whole number from 0 to a million; null for anything else. */
export function countIn(text: string | undefined): number | null {
  const trimmed = (text ?? "").trim();
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : null;
}

/** For what we say ourselves. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * JSON that means one thing to every reader (RFC 8259 §4, RFC 7493 I-JSON, and narrower).
 *
 * What is signed is parsed with this: duplicate names, floats, numbers beyond 2^53-1, lone surrogates,
 * bytes that are not UTF-8, and anything deeper or longer than its bounds are refused, because two
 * readers could otherwise take two meanings from one signature.
 */
import { Refusal, assert } from "./refusal.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

export interface JsonBounds {
  readonly maxBytes: number;
  readonly maxDepth: number;
}

const BOUNDS: JsonBounds = { maxBytes: 4 << 20, maxDepth: 16 };
const no = (why: string): Refusal => new Refusal("invalid", "kernel/not-strict-json", why);

/** @throws Refusal invalid "kernel/not-strict-json" with the position of the fault. */
export function parseStrictJson(bytes: Uint8Array, bounds: JsonBounds = BOUNDS): Json {
  if (bytes.byteLength > bounds.maxBytes) throw no(`longer than ${bounds.maxBytes} bytes`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Refusal("invalid", "kernel/not-strict-json", "not UTF-8", { cause });
  }
  const reader = new Reader(text, bounds.maxDepth);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** `value` on one line with a line break, as `parseStrictJson` reads it back: U+007F to U+009F are escaped too. */
export function strictJsonLine(value: Json): string {
  const text = JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
  assert(!/\\ud[89a-f]/i.test(text.replace(/\\\\/g, "")), "texts that are signed are well-formed");
  return `${text}\n`;
}

class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  value(depth: number): Json {
    if (depth > this.#maxDepth) throw this.#fault("nested too deeply");
    this.#space();
    const next = this.#text[this.#at];
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#array(depth);
    if (next === '"') return this.#string();
    for (const [word, value] of [
      ["true", true],
      ["false", false],
      ["null", null],
    ] as const) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#integer();
  }

  end(): void {
    this.#space();
    if (this.#at !== this.#text.length) throw this.#fault("something follows the value");
  }

  #object(depth: number): Json {
    const entries = new Map<string, Json>();
    this.#list("}", () => {
      this.#space();
      const name = this.#string();
      if (entries.has(name)) throw this.#fault("a name stands twice");
      this.#space();
      this.#expect(":");
      entries.set(name, this.value(depth + 1));
    });
    // fromEntries defines own properties, so a member named "__proto__" stays data.
    return Object.fromEntries(entries);
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.#list("]", () => items.push(this.value(depth + 1)));
    return items;
  }

  #list(close: "}" | "]", member: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#take(close)) return;
    do member();
    while ((this.#space(), this.#take(",")));
    this.#expect(close);
  }

  #string(): string {
    const match = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text)?.[0];
    if (found === undefined) throw this.#fault("a string is expected");
    this.#at += found.length;
    const value = JSON.parse(found) as string;
    if (!value.isWellFormed()) throw this.#fault("a lone surrogate");
    return value;
  }

  #integer(): number {
    const match = /-?(?:0|[1-9]\d{0,15})(?![\d.eE])/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text)?.[0];
    const value = Number(found);
    if (found === undefined || !Number.isSafeInteger(value) || found === "-0") {
      throw this.#fault("a value is expected (numbers are integers up to 2^53-1)");
    }
    this.#at += found.length;
    return value;
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw this.#fault(`"${character}" is expected`);
  }

  #fault(why: string): Refusal {
    return no(`${why} at character ${this.#at}`);
  }
}

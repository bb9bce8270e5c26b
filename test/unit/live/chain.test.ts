/** The chain of a live channel: its values are what they were, every change is found, and an excerpt proves itself. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import type { LiveChannelId, SessionId } from "../../../services/kernel/ids.ts";
import {
  type LiveLink,
  type NewLink,
  chained,
  checkExcerpt,
  firstBreak,
  firstHead,
} from "../../../services/live/chain.ts";

const CHANNEL = "0b5c2f3a-9d1e-4c57-8a64-3f2e1d0c9b8a" as LiveChannelId;
const SESSION = "7e1d4a2b-5c3f-4b6a-9e8d-1a2b3c4d5e6f" as SessionId;
const AT = "2026-11-26T21:00:00.000Z" as UtcInstant;

const bytesOf = (n: number): Buffer => Buffer.from(`segment ${n}`);
const segment = (n: number): NewLink => ({
  ...{ kind: "segment", at: plusMs(AT, n * 2_000), contentSha256: sha256(bytesOf(n)) },
  facts: { path: `seg${n}.m4s`, mediaFromMs: n * 2_000 },
});
const START = firstHead(CHANNEL, SESSION);
const LINKS = chained(START, [{ kind: "open", at: AT }, ...[1, 2, 3, 4].map(segment)]);
const headAt = (links: number) => ({ links, value: (LINKS[links - 1] ?? START).value });

describe("values", () => {
  it("are what any program makes of the bytes that are written down", () => {
    const hash = (...parts: (Buffer | string)[]) =>
      parts.reduce((hasher, part) => hasher.update(part), createHash("sha256")).digest();
    const u64 = (value: number) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(BigInt(value));
      return bytes;
    };
    let value = hash(`holdfast/live-chain/v1\n${CHANNEL}\n${SESSION}\n`);
    for (const [index, { contentSha256, at, facts }] of LINKS.entries()) {
      const content = Buffer.from(contentSha256, "hex");
      const numbers = Buffer.concat([u64(index), u64(Date.parse(at))]);
      value = hash(Buffer.of(1), value, content, numbers, hash(facts));
    }
    expect(value.toString("hex")).toBe(LINKS.at(-1)?.value);
  });

  it("stay what they are in this version", () => {
    expect(LINKS[1]?.facts).toBe('{"kind":"segment","path":"seg1.m4s","mediaFromMs":2000}\n');
    expect([LINKS[0]?.value, LINKS[4]?.value]).toEqual([
      "ca42abcb2d4754fb7e17c5aee005bf13a3f039a0d91551706110fe81dd175c2e",
      "38732469bce60e33705ea21f5050c30963ea40cd90dd268c1fa247cb7ccfff54",
    ]);
  });
});

describe("a change", () => {
  const changes: Record<string, (link: LiveLink) => Partial<LiveLink>> = {
    "of the bytes": () => ({ contentSha256: sha256("other") }),
    "of the time": ({ at }) => ({ at: plusMs(at, 1) }),
    "of what was said": ({ facts }) => ({ facts: facts.replace("2000", "2001") }),
    "of the kind": () => ({ kind: "gap" }),
    "of the value": () => ({ value: sha256("") }),
  };
  it.each(Object.keys(changes))("%s is found where it is", (name) => {
    const changed = LINKS.map((link, at) =>
      at === 1 ? { ...link, ...changes[name]?.(link) } : link,
    );
    expect(firstBreak(START, changed)).toBe(1);
  });

  it("of order or number is found, and a chain of another channel does not follow", () => {
    expect(firstBreak(START, LINKS)).toBeNull();
    expect(firstBreak(START, LINKS.toSpliced(2, 1))).toBe(2);
    expect(firstBreak(START, LINKS.toReversed())).toBe(0);
    const other = firstHead(SESSION as string as LiveChannelId, SESSION);
    expect(firstBreak(other, LINKS)).toBe(0);
  });
});

describe("an excerpt", () => {
  const list = { before: headAt(2), links: LINKS.slice(2), end: headAt(5).value };
  it("is proven without the rest", () => {
    const shown = [{ index: 3, bytes: bytesOf(3) }];
    expect(checkExcerpt(list, shown)).toEqual({ fault: null, isClosed: false });
  });

  it("is refused when its bytes, its place, its list or its end is another", () => {
    const fault = (given: typeof list, index: number, bytes: Buffer) =>
      checkExcerpt(given, [{ index, bytes }]).fault;
    expect(fault(list, 3, bytesOf(2))).toBe("not-in-list");
    expect(fault(list, 2, bytesOf(3))).toBe("not-in-list");
    expect(fault(list, 9, bytesOf(3))).toBe("not-in-list");
    expect(fault({ ...list, links: list.links.toSpliced(0, 1) }, 3, bytesOf(3))).toBe("broken");
    expect(fault({ ...list, links: list.links.slice(0, -1) }, 3, bytesOf(3))).toBe("other-end");
  });

  it("whose tail was cut is told from a channel that was closed", () => {
    const closing = chained(headAt(5), [
      { kind: "close", at: plusMs(AT, 9_000), facts: { links: 5 } },
    ]);
    const whole = { before: START, links: [...LINKS, ...closing] };
    expect(checkExcerpt({ ...whole, end: closing[0]?.value ?? START.value }, [])).toEqual({
      ...{ fault: null, isClosed: true },
    });
    expect(checkExcerpt({ ...whole, links: LINKS, end: headAt(5).value }, []).isClosed).toBe(false);
  });
});

/** The sheet of fingerprints, what is typed unseen, and what `doctor` says of keys. */
import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { hiddenLine } from "../../../services/command/ceremony/hidden-line.ts";
import { grouped, sheetOf, sheetText } from "../../../services/command/ceremony/sheet.ts";
import { certificates, madeBy } from "../../../services/command/doctor-keys.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";

const NOW = new Date("2026-11-26T00:00:00Z");
const HEX = "0123456789abcdef".repeat(4);

it("shows every key with both fingerprints in groups of four, and a line for each person", async () => {
  const notAfter = new Date("2036-11-26T00:00:00Z");
  const sheet = sheetOf({
    ...{
      agency: "haikou",
      title: "海口",
      place: "Room 3",
      heldAt: utcInstant(NOW),
      people: ["Li", "Wang"],
    },
    keys: [
      {
        ...{ name: "root", path: "safe/root-key.pem", spkiSha256: HEX },
        certificate: { sha256: HEX.replaceAll("0", "f"), notAfter },
      },
      { name: "ledger", path: "keys/ledger-key.pem", spkiSha256: HEX, certificate: null },
    ],
  });
  const text = await sheetText(sheet);
  expect(grouped(HEX)).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(text.split(grouped(HEX))).toHaveLength(3);
  expect(text).toContain("f123 4567 89ab cdef f123");
  for (const part of [
    "海口 · haikou",
    "Room 3",
    "2026-11-26",
    "2036-11-26",
    "\nLi: \n",
    "\nWang: \n",
  ]) {
    expect(text).toContain(part);
  }
  expect(text.match(/: \n签名 signature _+ {2}日期 date _+/g)).toHaveLength(2);
});

class Keyboard extends EventEmitter {
  raw: boolean[] = [];
  setRawMode = (on: boolean) => (this.raw.push(on), this as never);
  setEncoding = () => this as never;
  resume = () => this as never;
  pause = () => this as never;
}

describe("a line that is typed unseen", () => {
  const type = async (...pieces: string[]) => {
    const keyboard = new Keyboard();
    let shown = "";
    // Who answers before the question is whole is not shown either.
    const write = (text: string) => {
      expect(keyboard.raw).toEqual(text === "? " ? [true] : [true, false]);
      shown += text;
    };
    const line = hiddenLine(keyboard as never, { write }, "? ");
    for (const piece of pieces) keyboard.emit("data", piece);
    const typed = await line;
    expect(keyboard.raw).toEqual([true, false]);
    expect(keyboard.listenerCount("data")).toBe(0);
    expect(shown).toBe("? \n");
    return typed;
  };

  it("ends with Return, forgets what was erased, and is given up by Ctrl-C or Ctrl-D", async () => {
    expect(await type("ab", "x\u007fc", "d\r")).toBe("abcd");
    expect(await type("ab\u0003")).toBeNull();
    expect(await type("\u0004")).toBeNull();
  });
});

describe("doctor on the house's keys", () => {
  const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000 + 1_000);
  const keys = (own: number, root = 9_000) => ({
    ...{ signerValidTo: inDays(own), isOfCeremony: false, hasRootKey: true },
    authorities: [{ name: "root.pem", validTo: inDays(root) }],
  });
  const found = async (own: number, root?: number) => {
    const { state, finding } = await certificates(() => Promise.resolve(keys(own, root)), NOW);
    return `${state} ${finding}`;
  };

  it("warns 90, 30 and 7 days before a certificate ends, the signer's or an authority's", async () => {
    expect(await found(90)).toBe("ok certificateFine");
    expect(await found(89)).toBe("warning certificateSoon");
    expect(await found(29)).toBe("warning certificateLate");
    expect(await found(6)).toBe("failed certificateLast");
    expect(await found(-1)).toBe("failed certificateOver");
    expect(await found(300, 89)).toBe("warning authoritySoon");
    expect(await found(300, 6)).toBe("failed authoritySoon");
    expect(await found(300, -1)).toBe("failed authoritySoon");
    const broken = await certificates(() => Promise.reject(new Error("gone")), NOW);
    expect(broken).toMatchObject({ state: "failed", finding: "certificateMissing" });
  });

  it("asks for a ceremony where a house in use made its own keys, and only tells in a demo", async () => {
    const look = () => Promise.resolve(keys(300));
    expect(await madeBy(look, true)).toMatchObject({ state: "ok", finding: "ceremonyNone" });
    expect(await madeBy(look, false)).toMatchObject({
      ...{ state: "warning", finding: "ceremonyRootHere" },
    });
    const away = () => Promise.resolve({ ...keys(300), hasRootKey: false });
    expect((await madeBy(away, false)).finding).toBe("ceremonyNot");
    const held = () => Promise.resolve({ ...keys(300), isOfCeremony: true });
    expect(await madeBy(held, false)).toMatchObject({ state: "ok", finding: "ceremonyFine" });
  });
});

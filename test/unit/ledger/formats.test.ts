/** The ledger's texts and files: what they look like to the byte, and that nothing else is read as one. */
import fc from "fast-check";
import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import {
  checkpointText,
  isOrigin,
  openCheckpoint,
  originOf,
  parseCheckpointText,
} from "../../../services/ledger/checkpoint.ts";
import { hashLeaf, rootOf } from "../../../services/ledger/merkle.ts";
import {
  openNote,
  parseNote,
  parseVerifierKey,
  signedNote,
  verifierKey,
} from "../../../services/ledger/note.ts";
import {
  decodeBundle,
  decodeTile,
  encodeBundle,
  encodeTile,
  parseTilePath,
  tilePath,
  tileWidth,
} from "../../../services/ledger/tile.ts";
import { encodeProof, parseProof, verifyProof } from "../../../services/ledger/tlog-proof.ts";

const LOG = "haikou/2026";

describe("tile paths", () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 0, index: 1_234_067, width: 256 }, "tile/0/x001/x234/067"],
    [{ level: 3, index: 999, width: 7 }, "tile/3/999.p/7"],
    [{ level: "entries" as const, index: 1_000, width: 255 }, "tile/entries/x001/000.p/255"],
  ])("of %o is %s", (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/257",
    "tile/0/000.p/01",
    "tile/00/000",
    "tile/0/x000/001",
    "tile/0/0000",
    "tile/0/../000",
    "tile/0/000/",
    "/tile/0/000",
    "tile/0/000\n",
    "tile/-1/000",
    "tile/entry/000",
    "",
  ])("%o is none", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it("are spelt in one way each, for every tile", () => {
    const tiles = fc.record({
      level: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant("entries" as const)),
      index: fc.nat(2 ** 40),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tiles, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
      }),
    );
  });

  it("have the widths that the specification's example gives for 70,000 leaves", () => {
    const widths = [
      tileWidth(0, 272, 70_000),
      tileWidth(0, 273, 70_000),
      tileWidth(0, 274, 70_000),
      tileWidth(1, 0, 70_000),
      tileWidth(1, 1, 70_000),
      tileWidth(2, 0, 70_000),
      tileWidth(2, 1, 70_000),
    ];
    expect(widths).toEqual([256, 112, 0, 256, 17, 1, 0]);
    expect([tileWidth(0, 0, 256), tileWidth(1, 0, 256), tileWidth(0, 0, 0)]).toEqual([256, 1, 0]);
  });
});

describe("tiles and bundles", () => {
  it("give back what went in and refuse any other length", () => {
    const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(texts, (entries) => {
        const bundle = encodeBundle(entries);
        expect(decodeBundle(bundle, entries.length)).toEqual(entries);
        const hashes = entries.map((entry) => sha256(entry));
        expect(decodeTile(encodeTile(hashes), hashes.length)).toEqual(hashes);
        for (const [bytes, width] of [
          [bundle, entries.length + 1],
          [bundle.subarray(0, -1), entries.length],
          [Buffer.concat([bundle, Buffer.of(0)]), entries.length],
        ] as const) {
          expect(() => decodeBundle(bytes, width)).toThrow(/not what its name says/);
        }
        expect(() => decodeTile(encodeTile(hashes), hashes.length + 1)).toThrow(/not what/);
      }),
    );
  });

  it("begin an entry with its length as a big-endian uint16 and refuse bytes that are no UTF-8", () => {
    expect(encodeBundle(["ab", "é"]).toString("hex")).toBe("000261620002c3a9");
    expect(() => decodeBundle(Buffer.from("0001ff", "hex"), 1)).toThrow(/not what/);
  });
});

describe("signed note", () => {
  // The example in the documentation of Go's note package, made by its own code.
  const vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const text =
    "If you think cryptography is the answer to your problem,\n" +
    "then you don't know what your problem is.\n";
  const line =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  const known = parseVerifierKey(vkey)!;

  it("of another implementation opens, and its key is written the same way", () => {
    expect(openNote(`${text}\n${line}`, known)).toBe(text);
    expect(verifierKey(known.name, known.key)).toBe(vkey);
  });

  it("opens beside signatures of unknown keys, but with one line of the trusted key only", () => {
    const stranger =
      "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
    expect(openNote(`${text}\n${stranger}${line}`, known)).toBe(text);
    expect(openNote(`${text}\n${stranger}`, known)).toBeNull();
    expect(openNote(`${text}\n${line}${line}`, known)).toBeNull();
  });

  it("does not open after any one byte of it was changed, added or dropped", () => {
    const note = Buffer.from(`${text}\n${line}`);
    for (const at of note.keys()) {
      for (const mask of [1, 0x20, 0x80]) {
        const changed = Buffer.from(note.with(at, note[at]! ^ mask));
        expect(openNote(changed.toString("utf8"), known)).toBeNull();
      }
      const dropped = Buffer.concat([note.subarray(0, at), note.subarray(at + 1)]);
      expect(openNote(dropped.toString("utf8"), known)).toBeNull();
    }
    expect(openNote(`${note.toString()}\n`, known)).toBeNull();
  });

  it("opens whatever text was signed, blank lines too", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const verifier = parseVerifierKey(verifierKey(LOG, publicKey))!;
    for (const signed of ["a\n", "a\n\nb\n", "— not a signature\n"]) {
      const note = signedNote(signed, LOG, publicKey, sign(null, Buffer.from(signed), privateKey));
      expect(openNote(note, verifier)).toBe(signed);
    }
  });

  it.each([
    ["another id", vkey.replace("c74f20a3", "c74f20a4")],
    ["another name", vkey.replace("Peter", "Petra")],
    ["another algorithm", vkey.replace("+ARpc", "+AhpcA")],
    ["a short key", vkey.slice(0, -4)],
    ["a space in its name", vkey.replace("PeterNeumann", "Peter Neumann")],
    ["nothing", ""],
  ])("key with %s is none", (_, key) => {
    expect(parseVerifierKey(key)).toBeNull();
  });

  it.each([
    "",
    "\n",
    "text only\n",
    `${text}\n${line.trimEnd()}`,
    `${text}\n- Peter abcd\n`,
    "\ud800\n\n",
  ])("%o is none", (note) => {
    expect(parseNote(note)).toBeNull();
  });
});

describe("checkpoint and tlog-proof", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const verifier = parseVerifierKey(verifierKey(LOG, publicKey))!;
  const noteOver = (text: string) =>
    signedNote(text, LOG, publicKey, sign(null, Buffer.from(text), privateKey));
  const leaves = ["a\n", "b\n"];
  const root = rootOf(leaves.map(hashLeaf));
  const note = noteOver(checkpointText({ origin: LOG, size: 2, rootSha256: root }));
  const proof = encodeProof({ index: 0, inclusion: [hashLeaf("b\n")], note });

  it("read back as they were written", () => {
    expect(openCheckpoint(note, verifier)).toEqual({ origin: LOG, size: 2, rootSha256: root });
    expect(parseProof(proof)).toEqual({ index: 0, inclusion: [hashLeaf("b\n")], note });
    expect(proof.split("\n").slice(0, 2)).toEqual(["c2sp.org/tlog-proof@v1", "index 0"]);
    expect(verifyProof(proof, "a\n", verifier)).toMatchObject({ index: 0 });
  });

  it.each([
    ["another log", `haikou/2027\n2\n${Buffer.from(root, "hex").toString("base64")}\n`],
    [
      "a size with a zero before it",
      `${LOG}\n02\n${Buffer.from(root, "hex").toString("base64")}\n`,
    ],
    ["a short root", `${LOG}\n2\nAAAA\n`],
    ["an extension", `${LOG}\n2\n${Buffer.from(root, "hex").toString("base64")}\nmore\n`],
  ])("a signed note about %s is no checkpoint of this log", (_, text) => {
    expect(() => openCheckpoint(noteOver(text), verifier)).toThrow(
      /not signed by the ledger's key/,
    );
  });

  it("no proof verifies after any one byte was changed, for another leaf, or under another key", () => {
    const bytes = Buffer.from(proof);
    for (const at of bytes.keys()) {
      for (const mask of [1, 2, 4, 0x20, 0x80]) {
        const changed = Buffer.from(bytes.with(at, bytes[at]! ^ mask)).toString("utf8");
        expect(() => verifyProof(changed, "a\n", verifier)).toThrow();
      }
    }
    const other = parseVerifierKey(verifierKey(LOG, generateKeyPairSync("ed25519").publicKey))!;
    expect(() => verifyProof(proof, "b\n", verifier)).toThrow(/does not lead/);
    expect(() => verifyProof(proof, "a\n", other)).toThrow(/not signed/);
    expect(() =>
      verifyProof(proof.replace("index", "extra AAAA\nindex"), "a\n", verifier),
    ).toThrow();
  });

  it("refuses sizes beyond 2^53 and hashes that are not 32 bytes", () => {
    const base64 = Buffer.from(root, "hex").toString("base64");
    expect(parseCheckpointText(`${LOG}\n9007199254740993\n${base64}\n`)).toBeNull();
    expect(parseProof(`c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n${note}`)).toBeNull();
    expect(
      parseProof(`c2sp.org/tlog-proof@v1\nindex 0\n${`${base64}\n`.repeat(54)}\n${note}`),
    ).toBeNull();
  });

  it("names a log by agency and UTC year, and takes no other name", () => {
    expect(originOf("haikou", "2026-12-31T23:59:59.999Z" as UtcInstant)).toBe(LOG);
    expect(() => originOf("Hai kou", "2026-12-31T23:59:59.999Z" as UtcInstant)).toThrow(/agency/);
    for (const text of ["../2026", "a/b/2026", "a/../2026", "a/26", "a+b/2026", "", "a/2026\n"]) {
      expect(isOrigin(text)).toBe(false);
    }
    const empty = checkpointText({ origin: LOG, size: 0, rootSha256: sha256("") });
    expect(parseCheckpointText(empty)).toMatchObject({ size: 0 });
  });
});

/** Manifests are read strictly, and the floor of retention follows the civil calendar. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { carriedCheckpoint } from "../../../services/sealing/carried-checkpoint.ts";
import { buildClipManifest, parseManifest } from "../../../services/sealing/manifest.ts";
import { floorAfter, isPeriod } from "../../../services/sealing/retention-floor.ts";
import { MemorySealStore } from "../../fakes/seal-store.ts";
import { receivedItem, verifiedOriginal } from "../../fixtures/evidence.ts";

const item = (() => {
  const received = receivedItem();
  return { ...received, original: verifiedOriginal(received.id, Buffer.from("12345")) };
})();
const build = () =>
  Buffer.from(
    buildClipManifest(item, { sequence: 1, previousManifestSha256: null }, "memory:evidence"),
  );

describe("a manifest", () => {
  it("is one line of UTF-8 that ends in a line feed, and never the same twice", () => {
    const [one, two] = [build(), build()];
    expect(one.toString("utf8").indexOf("\n")).toBe(one.byteLength - 1);
    expect(one.equals(two)).toBe(false);
    expect(parseManifest(one)).toMatchObject({ item: item.id });
  });

  it("names no case, officer, file name or other word of the device", () => {
    const text = build().toString();
    const { filename, caseNumber, other } = item.announced;
    for (const word of [filename, caseNumber!, other["officer"]!]) expect(text).not.toContain(word);
  });

  it("says which checkpoint the camera's card carried, if a dock told one that was signed, and of no other words", async () => {
    const root = "ab".repeat(32);
    const seals = new MemorySealStore();
    const withAnchor = async (anchor: string) => {
      const told = { ...item, announced: { ...item.announced, other: { anchor } } };
      const chain = { sequence: 1, previousManifestSha256: null };
      const carried = await carriedCheckpoint(seals, told);
      const manifest = parseManifest(buildClipManifest(told, chain, "memory", { carried }));
      return "device" in manifest ? manifest.device.anchor : null;
    };
    const carried = { origin: "haikou/2026", size: "12", rootSha256: root };
    const words = `haikou/2026 12 ${root}`;
    expect(await withAnchor(words)).toBeUndefined();
    seals.heads.add(words);
    expect(await withAnchor(words), "no dock").toBeUndefined();
    seals.docks.add(item.deviceId);
    expect(await withAnchor(words)).toEqual(carried);
    expect(await withAnchor(`haikou/2026 13 ${root}`)).toBeUndefined();
    seals.isCarried = async () => true;
    for (const bad of [
      ...[
        "",
        "12",
        `haikou/2026 12 ${root} more`,
        `haikou/2026  12 ${root}`,
        `haikou/2026 012 ${root}`,
      ],
      ...[`haikou/2026 0 ${root}`, `haikou/2026 12 ${root.toUpperCase()}`, `officer Li 12 ${root}`],
      `haikou/2026 9007199254740993 ${root}`,
    ]) {
      expect(await withAnchor(bad), bad).toBeUndefined();
    }
  });

  it("is refused with a member missing, added, doubled, or of another type", () => {
    const text = build().toString();
    const parsed = JSON.parse(text) as Record<string, unknown>;
    const bad = [
      text.replace("clip-manifest/v1", "clip-manifest/v2"),
      text.replace('{"type"', '{"extra":1,"type"'),
      text.replace('{"type"', '{"item":"x","type"'),
      text.replace('"bytes":"5"', '"bytes":5'),
      text.replace('"bytes":"5"', '"bytes":"05"'),
      text.replace('"bytes":"5"', '"bytes":"5.0"'),
      text.replace('"clockOffsetMs":null', '"clockOffsetMs":1.5'),
      ...Object.keys(parsed).map((name) => JSON.stringify({ ...parsed, [name]: undefined })),
      "",
      "null",
      "[".repeat(100_000),
    ];
    for (const candidate of bad) {
      expect(candidate).not.toBe(text);
      expect(() => parseManifest(Buffer.from(candidate)), candidate.slice(0, 80)).toThrow(
        expect.objectContaining({ code: "sealing/bad-manifest" }),
      );
    }
  });
});

describe("the floor", () => {
  it.each([
    ["2026-08-31T10:00:00.000Z", "P6M", "2027-02-28T10:00:00.000Z"],
    ["2027-08-31T10:00:00.000Z", "P6M", "2028-02-29T10:00:00.000Z"],
    ["2028-02-29T00:00:00.000Z", "P1Y", "2029-02-28T00:00:00.000Z"],
    ["2026-11-24T12:34:56.789Z", "P1Y2M3W4D", "2028-02-18T12:34:56.789Z"],
    ["2026-01-01T00:00:00.000Z", "P10D", "2026-01-11T00:00:00.000Z"],
    ["2026-01-01T00:00:00.000Z", "P100Y", "2106-02-06T00:00:00.000Z"],
    ["2026-01-01T00:00:00.000Z", "P999Y9999M9999W99999D", "2106-02-06T00:00:00.000Z"],
  ])("after %s by %s is %s", (from, period, floor) => {
    expect(floorAfter(from as UtcInstant, period)).toBe(floor);
  });

  it("is later than reception and before the end of stores' calendars, for every period", () => {
    const part = (letter: string, max: number) =>
      fc.option(
        fc.integer({ min: 1, max }).map((count) => `${count}${letter}`),
        { nil: "" },
      );
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        fc.tuple(part("Y", 999), part("M", 9_999), part("W", 9_999), part("D", 99_999)),
        (date, parts) => {
          const period = `P${parts.join("")}`;
          fc.pre(period !== "P");
          expect(isPeriod(period)).toBe(true);
          const from = date.toISOString() as UtcInstant;
          const floor = floorAfter(from, period);
          expect(floor > from).toBe(true);
          expect(floor < "2106-02-07").toBe(true);
        },
      ),
    );
  });

  it.each(["", "P", "P0D", "PT1H", "-P1D", "P-1D", "P1.5Y", "P1D1Y", "6M", "P6m", "P6M "])(
    "has no period %j",
    (text) => {
      expect(isPeriod(text)).toBe(false);
    },
  );
});

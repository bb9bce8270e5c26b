/** Tests of ONVIF Media Signing: what the framework signed holds, and nothing that was done to it afterwards does. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isIntra,
  isOnvifSei,
  isSlice,
  onvifFile,
  streamOf,
  unitsOf,
  verdictOn,
} from "../../fixtures/onvif-recordings.ts";
import { make } from "../keys/authority.ts";

const RAW = "to-the-end.h264";
const units = unitsOf(onvifFile(RAW));
const sliceAt = units.flatMap((unit, at) => (isSlice(unit) ? [at] : []));
const seiAt = units.flatMap((unit, at) => (isOnvifSei(unit) ? [at] : []));
/** Pictures of one group in `RAW`. */
const GROUP = 10;
/** Whether nobody could take it for what was signed: it does not hold, or a short end is covered by nothing. */
async function shows(changed: Buffer): Promise<boolean> {
  const { verdict, facts } = await verdictOn(changed);
  const tail = Number(facts["uncoveredUnits"]);
  return verdict !== "valid" || (tail > 0 && tail <= GROUP);
}
const without = (...gone: number[]): Buffer =>
  streamOf(units.filter((_, at) => !gone.includes(at)));

describe("what the framework signed", () => {
  it.each([
    ["each-group.h264", { units: 30, groups: 3, uncoveredUnits: 10 }],
    ["no-list.h264", { units: 30, groups: 3, uncoveredUnits: 10 }],
    ["two-groups.h264", { units: 20, groups: 2, uncoveredUnits: 20 }],
    ["four-pictures.h264", { units: 38, uncoveredUnits: 2 }],
    ["certificate-apart.h264", { units: 30, groups: 3 }],
    ["certificate-apart.h265", { units: 24, groups: 3 }],
    ["to-the-end.h264", { units: 40, groups: 5, uncoveredUnits: 0 }],
    ["to-the-end.h265", { units: 30, groups: 4, uncoveredUnits: 0 }],
    ["to-the-end.mp4", { units: 40, groups: 5, uncoveredUnits: 0 }],
    ["to-the-end-h265.mp4", { units: 30, groups: 4, uncoveredUnits: 0 }],
  ])("holds: %s", async (name, facts) => {
    const verdict = await verdictOn(onvifFile(name));
    expect(verdict).toMatchObject({ verdict: "valid", facts });
    const whole = !("uncoveredUnits" in verdict.facts) || verdict.facts["uncoveredUnits"] === 0;
    expect(verdict.reasons).toEqual(whole ? ["holds"] : ["holds", "tail-not-covered"]);
  });

  it("is decided by nobody's word where no root is configured, another one, or the time is over", async () => {
    const other = make("root", "Another maker", null).certificate;
    for (const [trust, reason] of [
      [{ roots: [] }, "no-trust-configured"],
      [{ roots: [other] }, "signer-not-trusted"],
      [{ at: new Date("2020-01-01T00:00:00Z") }, "certificate-out-of-time"],
    ] as const) {
      const verdict = await verdictOn(onvifFile(RAW), trust);
      expect(verdict).toMatchObject({ verdict: "not-verifiable", reasons: [reason] });
    }
  });
});

describe("what was done to it afterwards", () => {
  it("shows for any bit of any picture, and of any signed part of a SEI", async () => {
    const target = fc.constantFrom(...sliceAt, ...seiAt);
    await fc.assert(
      fc.asyncProperty(target, fc.nat(), fc.nat(7), async (at, place, bit) => {
        const unit = Buffer.from(units[at]!);
        // Of a SEI, its beginning: header, flags, claim and hashes, up to certificates and signature.
        const within = isOnvifSei(unit) ? 150 : unit.byteLength;
        unit[place % within]! ^= 1 << bit;
        const changed = streamOf(units.map((each, index) => (index === at ? unit : each)));
        expect(await shows(changed)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("shows if a picture is left out, doubled, moved or taken from elsewhere", async () => {
    for (const at of sliceAt) {
      expect(await shows(without(at)), `without ${at}`).toBe(true);
      const doubled = streamOf(units.flatMap((each, i) => (i === at ? [each, each] : [each])));
      expect(await shows(doubled), `twice ${at}`).toBe(true);
    }
    const swapped = [...units];
    [swapped[sliceAt[3]!], swapped[sliceAt[4]!]] = [units[sliceAt[4]!]!, units[sliceAt[3]!]!];
    expect((await verdictOn(streamOf(swapped))).reasons).toContain("pictures-differ");
  });

  it("shows if a group is left out with its signature, or a signature alone", async () => {
    const [, second = 0, third = 0] = units.flatMap((unit, at) => (isIntra(unit) ? [at] : []));
    const group = Array.from({ length: third - second }, (_, at) => second + at);
    const cut = await verdictOn(without(...group));
    expect(cut).toMatchObject({ verdict: "invalid" });
    const lost = await verdictOn(without(seiAt[1]!));
    expect(lost).toMatchObject({ verdict: "invalid", facts: { lostSignatures: 1 } });
    expect(lost.reasons).toContain("signatures-missing");
  });

  it("tells a cut from a change: the start may be gone, the end too, and only so much of it unsigned", async () => {
    const [, ...later] = units.flatMap((unit, at) => (isIntra(unit) ? [at - 2] : []));
    for (const at of later.slice(0, 3)) {
      const late = await verdictOn(streamOf(units.slice(at)));
      expect(late).toMatchObject({ verdict: "valid", reasons: ["holds", "starts-mid-stream"] });
    }
    const early = await verdictOn(streamOf(units.slice(0, seiAt[3])));
    expect(early).toMatchObject({ verdict: "valid", facts: { groups: 3, uncoveredGroups: 2 } });
    const unsigned = await verdictOn(without(...seiAt.slice(1)));
    expect(unsigned).toMatchObject({ verdict: "not-verifiable", reasons: ["tail-not-covered"] });
    const [first, next] = [units[sliceAt[0]!]!, units[sliceAt[1]!]!];
    const tail = (pictures: number): Buffer =>
      streamOf([...units, first, ...Array.from({ length: pictures }, () => next)]);
    expect(await verdictOn(tail(9))).toMatchObject({ verdict: "valid" });
    expect(await verdictOn(tail(100))).toMatchObject({
      ...{ verdict: "not-verifiable", reasons: ["tail-not-covered"] },
      facts: { groups: 5, uncoveredGroups: 1, uncoveredUnits: 101 },
    });
    const apart = unitsOf(onvifFile("certificate-apart.h264"));
    const cut = await verdictOn(streamOf(apart.filter((unit) => unit !== apart.find(isOnvifSei))));
    expect(cut).toMatchObject({ verdict: "not-verifiable" });
    expect(cut.reasons).toContain("no-certificate");
  });

  it("is no signature where only the mark is left, and no cover for pictures of another kind", async () => {
    const mark = Buffer.concat([Buffer.from([7]), units[seiAt[0]!]!.subarray(4, 30)]);
    const marked = streamOf([mark, ...units.filter((unit) => !isOnvifSei(unit))]);
    expect(await verdictOn(marked)).toMatchObject({
      ...{ verdict: "not-verifiable", reasons: ["mark-only", "tail-not-covered"] },
    });
    const partition = Buffer.from([0x22, 0x88, 0x80]);
    const added = streamOf([...units.slice(0, 6), partition, ...units.slice(6)]);
    const verdict = await verdictOn(added);
    expect(verdict).toMatchObject({ verdict: "not-verifiable", reasons: ["pictures-not-covered"] });
  });

  it("shows if the signatures are another camera's from some point on", async () => {
    const other = unitsOf(onvifFile("each-group.h264"));
    const verdict = await verdictOn(streamOf([...units, ...other]));
    expect(verdict.verdict).toBe("invalid");
  });
});

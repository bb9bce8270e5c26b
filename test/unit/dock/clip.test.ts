/** A clip whatever happens to it, in any order: what is proven stays proven, and nothing is released without proof. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  type Clip,
  type ClipEvent,
  foundClip,
  isSecured,
  type Stated,
} from "../../../services/dock/clip.ts";
import { nextAct, type Policy } from "../../../services/dock/next-act.ts";
import { slotState } from "../../../services/dock/slot.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { UploadId } from "../../../services/kernel/ids.ts";

const TRUE = sha256("the file");
const OTHER = sha256("another file");
const file = { card: "c", path: "a.mp4", sizeBytes: 8, mtimeMs: 5 };
const ONE = "3f2b8a44-6c1e-4b52-9d0f-1f5f3f6f7a01" as UploadId;
const TWO = "3f2b8a44-6c1e-4b52-9d0f-1f5f3f6f7a02" as UploadId;
const NOON = "2026-11-24T12:00:00.000Z" as UtcInstant;

const digest = fc.constantFrom(TRUE, OTHER);
const upload = fc.constantFrom(ONE, TWO);
const stated: fc.Arbitrary<Stated> = fc.record({
  itemId: upload,
  sizeBytes: fc.constantFrom("8", "9"),
  serverSha256: digest,
  deviceSha256: fc.constantFrom(TRUE, OTHER, null),
  mayDeleteOnDevice: fc.boolean(),
});
const seal = { sealedAt: NOON, verifiedAt: NOON };
const event: fc.Arbitrary<ClipEvent> = fc.oneof(
  fc.record({ kind: fc.constant("hashed" as const), sha256: digest }),
  fc.record({ kind: fc.constant("announced" as const), upload, known: fc.boolean() }),
  fc.constant({ kind: "sent" } as const),
  fc.constant({ kind: "upload-lost" } as const),
  fc.record({ kind: fc.constant("sealed" as const), stated, seal: fc.constant(seal) }),
  fc.record({
    kind: fc.constant("released" as const),
    how: fc.constantFrom("marked" as const, "deleted" as const),
    sha256: digest,
  }),
  fc.constant({ kind: "changed", notBefore: 0 } as const),
  fc.constant({ kind: "quarantined", notBefore: 0 } as const),
  fc.constant({ kind: "failed", problem: "receipt-invalid", notBefore: 0 } as const),
  fc.constant({ kind: "waits", notBefore: 0 } as const),
);
/** Random events seldom go far; a good way with others strewn in does. */
const goodWay: ClipEvent[] = [
  { kind: "hashed", sha256: TRUE },
  { kind: "announced", upload: ONE, known: false },
  { kind: "sent" },
  {
    kind: "sealed",
    seal,
    stated: {
      ...{ itemId: ONE, sizeBytes: "8", serverSha256: TRUE, deviceSha256: TRUE },
      mayDeleteOnDevice: true,
    },
  },
  { kind: "released", how: "deleted", sha256: TRUE },
];
const story = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...goodWay) }, event), { maxLength: 40 })
  .chain((events) => fc.constantFrom(events, [...goodWay.slice(0, 4), ...events]));

describe("a clip", () => {
  it("is sealed only by a receipt of its own bytes, size and upload, and stays so", () => {
    fc.assert(
      fc.property(story, (events) => {
        let clip: Clip = foundClip(file, false);
        for (const each of events) {
          const next = advance(clip, each);
          if (isSecured(clip)) {
            expect(isSecured(next)).toBe(true);
            expect("sha256" in next && "sha256" in clip && next.sha256 === clip.sha256).toBe(true);
          } else if (isSecured(next)) {
            expect(each.kind).toBe("sealed");
            if (each.kind !== "sealed" || clip.stage !== "sent") throw new Error("unreachable");
            expect(each.stated).toMatchObject({
              itemId: clip.upload,
              sizeBytes: "8",
              serverSha256: clip.sha256,
              deviceSha256: clip.sha256,
            });
          }
          clip = next;
        }
      }),
    );
  });

  it("is released only from sealed, by a fresh digest equal to the first", () => {
    fc.assert(
      fc.property(story, (events) => {
        let clip: Clip = foundClip(file, false);
        for (const each of events) {
          const next = advance(clip, each);
          if (next.stage === "released" && clip.stage !== "released") {
            expect(clip.stage).toBe("sealed");
            expect(each).toMatchObject({ kind: "released", sha256: next.sha256 });
          }
          clip = next;
        }
      }),
    );
  });

  it("comes through whatever happened, once the good way is gone", () => {
    const back = advance({ ...foundClip(file, false), problem: "read-error" }, goodWay[0]!);
    const end = goodWay.slice(1).reduce(advance, back);
    expect(end).toMatchObject({ stage: "released", problem: null });
  });
});

describe("what is due", () => {
  const sealed = goodWay.slice(0, 4).reduce(advance, foundClip(file, false));
  const days = (count: number): Policy => ({ kind: "delete-after-days", days: count });
  const after = (count: number): number => Date.parse(NOON) + count * 86_400_000;

  it("never touches what is kept, and deletes no day early", () => {
    expect(nextAct(sealed, after(1_000), { kind: "keep" })).toBeNull();
    expect(nextAct(sealed, after(0), { kind: "mark" })).toBe("release");
    expect(nextAct(sealed, after(7) - 1, days(7))).toBeNull();
    expect(nextAct(sealed, after(7), days(7))).toBe("release");
  });

  it("releases nothing that is not sealed", () => {
    fc.assert(
      fc.property(story, fc.double({ min: 0, max: 4e12, noNaN: true }), (events, nowMs) => {
        const clip = events.reduce(advance, foundClip(file, false));
        if (nextAct(clip, nowMs, { kind: "mark" }) === "release") expect(clip.stage).toBe("sealed");
        if (clip.problem === "source-differs") {
          expect(nextAct(clip, nowMs, days(0))).toBeNull();
        }
      }),
    );
  });
});

describe("a slot", () => {
  it("may be emptied only when every file is sealed and nothing is wrong", () => {
    fc.assert(
      fc.property(
        fc.array(story, { maxLength: 4 }),
        fc.nat(1),
        fc.boolean(),
        fc.boolean(),
        (stories, settling, isPresent, isScanned) => {
          const clips = stories.map((events) => events.reduce(advance, foundClip(file, false)));
          const visit = { sequence: null, problem: null, code: "a code" };
          const card = { isPresent, isScanned, settling, cardProblem: null };
          const facts = { ...card, clips, notices: [], visit };
          const state = slotState(facts);
          const isSafe =
            isPresent &&
            isScanned &&
            settling === 0 &&
            clips.length > 0 &&
            clips.every((clip) => isSecured(clip) && clip.problem === null);
          expect(state.mayRemove).toBe(isSafe);
          expect(state.kind === "sealed").toBe(isSafe);
          expect(state.code === null).toBe(!isSafe);
        },
      ),
    );
  });
});

/** Visits that no statement can hold: told in words, in nobody else's way, and over as soon as the card's next one can be stated. */
import { beforeEach, describe, expect, it } from "vitest";
import { MAX_FILES, parseDockStatement } from "../../../services/batches/dock-statement.ts";
import { type Clip, clipKey, foundClip } from "../../../services/dock/clip.ts";
import type { Visit } from "../../../services/dock/visit.ts";
import { type VisitDeps, type VisitingCard, Visits } from "../../../services/dock/visits.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type BatchId, type UploadId, newId } from "../../../services/kernel/ids.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { CAMERA, makeDockKey } from "../../fixtures/docking.ts";
import { NOON } from "../../fixtures/evidence.ts";

const KEY = makeDockKey();
const GONE: Partial<Clip> = { stage: "found", problem: "file-gone" };
const UPLOAD = newId<UploadId>();
const stated: string[] = [];
const kept = new Map<BatchId, Visit>();
const failures: unknown[] = [];
const clips = new Map<string, Clip>();
let now = NOON;
let visits: Visits;

const deps: VisitDeps = {
  service: {
    openBatch: async () => ({ ok: true, value: { lastSeen: null, takesSalted: false } }),
    closeBatch: async (_id, { text }) => {
      stated.push(text);
      return { ok: true, value: true };
    },
    batchReceipt: async () => ({ ok: true, value: null }),
    clockOffsetMs: () => 0,
  },
  notes: {
    save: async () => undefined,
    saveVisit: async (visit) => void kept.set(visit.id, visit),
    batchReceipt: async () => null,
    keepBatchReceipt: async () => undefined,
    forgetVisit: async (id) => void kept.delete(id),
  },
  signer: { key: KEY, sign: () => "" },
  checkBatch: async () => ({ valid: false }),
  ...{ clock: () => now, random: () => 0.5, sideFiles: [] },
};
const start = (): void => {
  visits = new Visits(deps, [...kept.values()], (key) => clips.get(key));
};
beforeEach(() => {
  for (const each of [kept, clips]) each.clear();
  stated.length = failures.length = 0;
  start();
});

/** Sealed but for what `change` says. */
function clipOf(card: string, path: string, change: Partial<Clip> = {}): string {
  const clip = foundClip({ card, path, sizeBytes: 5, mtimeMs: 5 }, false);
  const seal = { sealedAt: NOON, verifiedAt: NOON };
  const sealed = { ...clip, stage: "sealed", sha256: sha256(path), upload: UPLOAD, seal } as const;
  const key = clipKey(clip.file);
  clips.set(key, { ...sealed, ...change } as Clip);
  return key;
}
const many = (card: string, count: number, name = "CLIP"): string[] =>
  Array.from({ length: count }, (_, at) => clipOf(card, `${name}${at}.MP4`));
const cardOf = (
  id: string,
  keys: readonly string[],
  changes: Partial<VisitingCard> = {},
): VisitingCard => ({
  ...{ id, camera: CAMERA, isPresent: true, isScanned: true, settling: 0 },
  ...{ awaySince: null, wasAway: false, there: new Set(keys), ...changes },
});

async function work(...cards: readonly VisitingCard[]): Promise<void> {
  for (let step = 0; step < 4; step += 1) {
    for (const card of cards) await visits.look(card);
    const find = (id: string) => cards.find((card) => card.id === id) ?? null;
    visits.start(find, (error) => failures.push(error));
    await visits.idle();
    now = plusMs(now, 10_000);
  }
}
const namesStated = () =>
  stated.map((text) => parseDockStatement({ text, openings: null }).files.map(({ name }) => name));

describe("with more files than a statement holds", () => {
  const keysOf = () => many("card", MAX_FILES + 1);

  it("is told from its first look on, also after a start", async () => {
    await work(cardOf("card", keysOf()));
    expect(visits.latest("card")?.problem).toBe("too-many-files");
    start();
    expect(visits.latest("card")?.problem).toBe("too-many-files");
    expect(stated).toEqual([]);
  });

  it("is over once the card has few enough: the next one is stated, and lists what vanished unsealed", async () => {
    const keys = keysOf();
    clipOf("card", "CLIP7.MP4", GONE);
    await work(cardOf("card", keys));
    const first = visits.latest("card")!;
    await work(cardOf("card", keys.slice(10), { settling: MAX_FILES }));
    expect(visits.latest("card")?.id).toBe(first.id);
    await work(cardOf("card", keys.slice(10)));
    expect(visits.latest("card")).toMatchObject({ problem: null, stage: "handed-in" });
    expect([...kept.keys()]).toEqual([visits.latest("card")!.id]);
    const [names] = namesStated();
    expect(names).toHaveLength(keys.length - 10 + 1);
    expect(names).toContain("CLIP7.MP4");
  });

  it("stays one as long as it lists too many that vanished unsealed", async () => {
    const keys = Array.from({ length: MAX_FILES + 1 }, (_, at) => clipOf("card", `${at}`, GONE));
    await work(cardOf("card", keys));
    await work(cardOf("card", keys.slice(10)));
    expect(kept.size).toBe(1);
  });
});

it("no visit is stated before it lists all that is there", async () => {
  const [one, two] = [clipOf("card", "1.mp4"), clipOf("card", "2.mp4")];
  await visits.look(cardOf("card", [one]));
  const seen = cardOf("card", [one, two]);
  for (let step = 0; step < 4; step += 1) {
    visits.start(
      () => seen,
      (error) => failures.push(error),
    );
    await visits.idle();
  }
  expect(stated).toEqual([]);
  await work(seen);
  expect(namesStated()).toEqual([["1.mp4", "2.mp4"]]);
});

describe("with names that are longer than a statement may be", () => {
  it("is told, jams no other card, and is over when the card comes again", async () => {
    const long = many("long", MAX_FILES, "录".repeat(300));
    const other = clipOf("other", "CLIP0001.MP4");
    const cards = [cardOf("long", long), cardOf("other", [other])] as const;
    await work(...cards);
    expect(failures).toEqual([]);
    expect(visits.latest("long")).toMatchObject({ problem: "batch-not-stated", stage: "opened" });
    expect(namesStated()).toEqual([["CLIP0001.MP4"]]);
    await work(...cards);
    expect(kept.size).toBe(2);
    // A start is a person's "try again", which changes nothing here.
    start();
    await work(...cards);
    expect(visits.latest("long")?.problem).toBe("batch-not-stated");
    const again = clipOf("long", "CLIP0002.MP4");
    await visits.look(cardOf("long", [again], { wasAway: true }));
    await work(cardOf("long", [again]));
    expect(namesStated()).toEqual([["CLIP0001.MP4"], ["CLIP0002.MP4"]]);
    expect(kept.size).toBe(2);
  }, 20_000);
});

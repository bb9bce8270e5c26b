/**
 * The whole system on S3 while the store has bad days: every call of all three processes goes through a
 * proxy that fails it, or lets it be done and swallows the answer. Nothing is lost, doubled or left over.
 *
 * In each pair one clip meets its faults at one call of S3, as often as the SDK tries, so that the
 * process itself is told of a failure and must find out by looking whether the work was done.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { Fault, Seen } from "../fixtures/fault-proxy.ts";
import { clipBytes, ownClip } from "../fixtures/make-media.ts";
import { checkBucket } from "./bucket-invariants.ts";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { type S3World, buildS3World } from "./s3-world.ts";

const MIB = 1 << 20;
const TIMEOUT_MS = 3_000;
/** Of the SDK, for one call (HOLDFAST_S3_ATTEMPTS). */
const ATTEMPTS = 3;

/** Two whole parts and a rest; one put; a film whose viewing copy needs two parts; one that needs none. */
type Clip = "large" | "small" | "film" | "short film";
/** Of a clip, by what follows its id in the key. */
type File = "incoming" | "original" | "manifest" | "viewing";

/** Which calls meet faults, for one clip each: every one that changes the store on an item's way. */
const POINTS: readonly (readonly [Clip, ...(readonly [operation: string, file: File])[]])[] = [
  [
    "large",
    ["PutObject", "incoming"],
    ["UploadPartCopy", "original"],
    ["UploadPart", "original"],
    ["CompleteMultipartUpload", "original"],
  ],
  ["small", ["PutObject", "original"], ["PutObject", "manifest"]],
  ["small", ["PutObjectRetention", "original"], ["PutObjectRetention", "manifest"]],
  [
    "film",
    ["CreateMultipartUpload", "viewing"],
    ["UploadPart", "viewing"],
    ["CompleteMultipartUpload", "viewing"],
  ],
];

const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  failed: [{ kind: "status", status: 503 }, { kind: "cut-body" }, { kind: "status", status: 503 }],
  "failed but persisted": [
    { kind: "swallow-reply" },
    { kind: "late-reply", ms: TIMEOUT_MS + 1_000 },
    { kind: "swallow-reply" },
  ],
};

const FILES: Readonly<Record<File, (id: string) => RegExp>> = {
  incoming: (id) => new RegExp(`/incoming/${id}/`),
  original: (id) => new RegExp(`/${id}/original[?]`),
  manifest: (id) => new RegExp(`/${id}/original-[0-9a-f]+[.]manifest[.]json[?]`),
  viewing: (id) => new RegExp(`/${id}/viewing-[0-9a-f]+[?]`),
};

/** The name of a call in S3; "" for those that have none here. */
function operationOf({ method, url }: Seen): string {
  const query = new URL(url, "http://store").searchParams;
  if (method === "PUT" && query.has("retention")) return "PutObjectRetention";
  if (method === "POST" && query.has("uploads")) return "CreateMultipartUpload";
  if (method === "POST" && query.has("uploadId")) return "CompleteMultipartUpload";
  return query.get("x-id") ?? "";
}

let { ceph, proxy, world } = {} as S3World;
let close = (): Promise<void> => Promise.resolve();
let client: GoodClient;
let films: Readonly<Record<"film" | "short film", Buffer>>;
const everything: (Evidence & { readonly clip: Clip })[] = [];

beforeAll(async () => {
  ({ ceph, proxy, world, close } = await buildS3World({
    HOLDFAST_S3_TIMEOUT_MS: TIMEOUT_MS,
    HOLDFAST_S3_ATTEMPTS: ATTEMPTS,
  }));
  films = {
    film: await clipBytes("h264-large"),
    "short film": await clipBytes("h264-aac-faststart"),
  };
  await world.start("api", "custody", "media");
  client = new GoodClient(world.url, world.deviceToken, 400);
}, 300_000);

afterAll(() => close(), 60_000);

function bytesOf(clip: Clip): Buffer {
  if (clip === "large") return randomBytes(17 * MIB + 5);
  return clip === "small" ? randomBytes(100_000) : ownClip(films[clip]);
}

/** Sends one clip in requests of `pieceBytes`, with faults planned for it, until its receipt is here. */
async function sendOne(
  clip: Clip,
  pieceBytes: number,
  plan: (id: string) => void = () => undefined,
): Promise<void> {
  const bytes = bytesOf(clip);
  const id = await client.announce(bytes.length);
  plan(id);
  const upload = await client.finish(id, bytes, pieceBytes);
  everything.push({ clip, upload, receipt: await client.receipt(id) });
}

/** After all that was sent so far: nothing is lost, doubled, stuck or left over, and no process had to be begun again. */
async function checkEverything(): Promise<void> {
  await checkInvariants(world, everything);
  // A film ends with its viewing copy: a store on a bad day is no reason to give up.
  const items = new PostgresEvidenceStore(world.database.connection.db);
  for (const { upload, clip } of everything) {
    const { viewingStage } = await items.get(upload.id as ItemId);
    expect(viewingStage).toBe(clip === "large" || clip === "small" ? "none" : "ready");
  }
  await checkBucket(ceph, world, everything);
  expect(world.ended).toEqual([]);
}

const untilMet = (unmet: readonly (() => number)[]): Promise<void> =>
  vi.waitFor(() => expect(unmet.map((left) => left())).toEqual(unmet.map(() => 0)), {
    timeout: 90_000,
    interval: 200,
  });

test.concurrent.each(Object.entries(FAULTS))(
  "each call of S3 may have %s, for as long as the SDK tries",
  async (_name, faults) => {
    const unmet: (() => number)[] = [];
    const sent = POINTS.map(async ([clip, ...calls], at) => {
      const plan = (id: string): void => {
        for (const [operation, file] of calls) {
          const isIt = (seen: Seen): boolean =>
            operationOf(seen) === operation && FILES[file](id).test(seen.url);
          for (const fault of faults) unmet.push(proxy.plan(isIt, fault));
        }
      };
      // Requests smaller than a part, and one request of several.
      await sendOne(clip, at % 2 === 0 ? 5 * MIB : 40 * MIB, plan);
    });
    await Promise.all(sent);
    await untilMet(unmet);
  },
  180_000,
);

test.concurrent("an original may not be readable to its end, more often than media has tries for a bad file", async () => {
  const unmet: (() => number)[] = [];
  await sendOne("short film", MIB, (id) => {
    const isRead = (seen: Seen): boolean =>
      operationOf(seen) === "GetObject" && FILES.original(id).test(seen.url);
    // The first read is custody's, which never gives up.
    const options = { skip: 1, times: 3 };
    unmet.push(proxy.plan(isRead, { kind: "cut-reply", after: 10_000 }, options));
  });
  await untilMet(unmet);
}, 180_000);

test("after these, every clip is sealed and watchable, with one locked version of each file", async () => {
  expect(everything).toHaveLength(2 * POINTS.length + 1);
  await checkEverything();
}, 120_000);

/** What one call in four meets while it storms. */
const STORM: readonly Fault[] = [
  { kind: "status", status: 503 },
  { kind: "swallow-reply" },
  { kind: "delay", ms: 300 },
  { kind: "cut-body" },
  { kind: "status", status: 500 },
  { kind: "swallow-reply" },
  { kind: "cut-reply", after: 64 },
  { kind: "late-reply", ms: 500 },
];
const EVERY = 4 * STORM.length;

test("any call of S3 may be slow, refused, cut off or not be heard of, and all at once", async () => {
  let isStormy = true;
  STORM.forEach((fault, at) => {
    const isTurn = (): boolean => isStormy && proxy.seen.length % EVERY === 4 * at;
    proxy.plan(isTurn, fault, { times: Infinity });
  });
  const metBefore = proxy.met();
  const clips: readonly Clip[] = ["film", "large", "small", "small", "small"];
  await Promise.all(clips.map((clip, at) => sendOne(clip, (4 + 9 * at) * MIB)));
  isStormy = false;
  expect(proxy.met() - metBefore).toBeGreaterThan(40);
  // What a storm left under "incoming/" goes with the next round of expiry; a start begins with one.
  world.signal("custody", "SIGTERM");
  await world.gone("custody");
  await world.start("custody");
  await checkEverything();
}, 180_000);

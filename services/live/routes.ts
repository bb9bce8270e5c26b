/**
 * HTTP at /live/<channel>/<path>: segments as encoders push them (DASH-IF Live Media Ingest, interfaces 1 and 2; HLS), and
 * long bodies of MPEG-TS. 201 says that a segment is durable and in its chain. Nothing is ever overwritten or deleted.
 */
import { randomUUID } from "node:crypto";
import { type Request, type Response, Router } from "express";
import {
  type AuthenticateDeps,
  type DeviceIdentity,
  type DeviceProof,
  authenticateDevice,
  senderCheck,
} from "../access/authenticate-device.ts";
import { deviceProof } from "../access/guard.ts";
import type { ActionStore } from "../actions/action-store.ts";
import { parseDigest } from "../ingest/draft-headers.ts";
import { bodyBytes, notAllowed, takeBody, throughDoor } from "../ingest/guard.ts";
import { type LiveChannelId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { BodyTurns, Place } from "./body-turns.ts";
import { type BodyEnd, LiveBody } from "./live-body.ts";
import type { BodyLimits } from "./live-config.ts";
import type { LiveDeps } from "./live-deps.ts";
import { runState } from "./live-session.ts";
import { noSuchChannel } from "./move-channel.ts";
import { type KeptSegment, type Push, receiveSegment } from "./receive-segment.ts";
import { parseSegmentHeader } from "./segment-headers.ts";
import { parsePath } from "./segment-path.ts";

export interface LiveDoorDeps extends LiveDeps, AuthenticateDeps {
  readonly actions: Pick<ActionStore, "count">;
  readonly body: BodyLimits;
  readonly bodies: BodyTurns;
}

/** Mounted at /live. */
export function liveRoutes(deps: LiveDoorDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.use(
    "/",
    throughDoor(async (request, response) => {
      const place = deps.bodies.enter(placeOf(request.path));
      try {
        await answer(deps, request, response, place);
      } finally {
        place.leave();
      }
    }),
  );
  return router;
}

/** Of one track of one channel, as far as names tell; each other address has an order of its own. */
function placeOf(path: string): string {
  const [, channel = "", ...rest] = path.split("/");
  try {
    const { track, isHint, sequence, saysInit } = parsePath(rest.join("/"));
    if (!isHint && (sequence !== null || saysInit)) return `${channel} ${track}`;
  } catch {
    // Refused where it is answered.
  }
  return randomUUID();
}

/** ffmpeg knows Basic alone: its password is the device's token. */
function proofOf(request: Request): DeviceProof {
  const proof = deviceProof(request);
  const basic = /^Basic +([A-Za-z0-9+/=]{1,400})$/i.exec(proof.authorization ?? "")?.[1];
  if (basic === undefined) return proof;
  const pair = Buffer.from(basic, "base64").toString("utf8");
  return { ...proof, authorization: `Bearer ${pair.slice(pair.indexOf(":") + 1)}` };
}

async function answer(
  deps: LiveDoorDeps,
  request: Request,
  response: Response,
  place: Place,
): Promise<void> {
  response.locals["challenge"] = 'Basic realm="holdfast"';
  const proof = proofOf(request);
  const sender = await authenticateDevice(deps, proof);
  const [, channel = "", ...rest] = request.path.split("/");
  if (channel === "" && request.method === "GET") {
    const channels = await ownChannels(deps, sender);
    // When it is answered: recorders measure their clocks by it.
    response.json({ channels, at: deps.clock() });
    return;
  }
  const channelId = await ownChannel(deps, sender, channel);
  if (request.method !== "PUT" && request.method !== "POST") {
    if (request.method === "DELETE") await recordRefused(deps, sender);
    throw notAllowed(response, "PUT, POST", "live/method-not-allowed");
  }
  const path = parsePath(rest.join("/"));
  if (path.isHint) {
    takeBody(request, response).resume();
    response.status(204).end();
    return;
  }
  requireMedia(request);
  const exchange = {
    ...{ channelId, deviceId: sender.deviceId, path, source: randomUUID() },
    said: parseSegmentHeader(request.get("Holdfast-Segment")),
    declared: parseDigest("Repr-Digest", request.get("Repr-Digest")),
    ...{ checkSender: senderCheck(deps, proof), place },
  };
  const { index, chain, digest, isNew } = await taken(deps, exchange, request, response);
  response.status(isNew ? 201 : 200).json({ index, chain, digest });
}

/** What a recorder is to record: channels of its own, and whether their sessions run. */
async function ownChannels({ live }: LiveDoorDeps, { deviceId }: DeviceIdentity) {
  const held = await live.heldBy(deviceId);
  return held.map(({ channel: { id, room, name }, events }) => {
    return { id, room, name, isRunning: runState(events) === "running" };
  });
}

/** One of another device is answered like one that is not there. @throws Refusal missing "live/no-such-channel". */
async function ownChannel(
  { live }: LiveDoorDeps,
  { deviceId }: DeviceIdentity,
  text: string,
): Promise<LiveChannelId> {
  const id = parseId<LiveChannelId>(text);
  const owner = id === null ? null : await live.deviceOf(id);
  if (id === null || owner !== deviceId) throw noSuchChannel();
  return id;
}

/** A body under a name without a number, of a length nobody knows, lasts. @throws Refusal as `receiveSegment`; invalid "live/too-long", "live/too-slow", "live/empty". */
async function taken(
  deps: LiveDoorDeps,
  exchange: Exchange,
  request: Request,
  response: Response,
): Promise<KeptSegment> {
  const { path, said, declared } = exchange;
  const isNumbered = path.sequence !== null || said.sequence !== null || path.saysInit;
  const lasts = !isNumbered && bodyBytes(request) === null && declared === null;
  const body = () => new LiveBody(takeBody(request, response), deps.body);
  const { kept, end } = await (lasts
    ? takeStream(deps, exchange, body())
    : deps.bodies.take(() => takeWhole(deps, exchange, body())));
  if (end === "too-long") throw tooLong(deps.body);
  if (end === "too-slow") throw tooSlow();
  if (kept === null) throw empty();
  return kept;
}

interface Exchange extends Omit<Push, "bytes" | "stream" | "brokenBy"> {
  readonly place: Place;
}
interface Taken {
  readonly kept: KeptSegment | null;
  readonly end: BodyEnd;
}

const brokenBy = (end: BodyEnd): Push["brokenBy"] => {
  if (end === "complete") return null;
  return end === "too-long" ? end : "cut";
};

/** Of a sender that says what it must hash to, and so comes again, what broke off is not kept. */
async function takeWhole(deps: LiveDoorDeps, exchange: Exchange, body: LiveBody): Promise<Taken> {
  exchange.place.reads();
  const { bytes, end } = await body.whole();
  exchange.place.came();
  const isKept = bytes.byteLength > 0 && (end === "complete" || exchange.declared === null);
  if (!isKept) return { kept: null, end };
  const push = { ...exchange, bytes, stream: null, brokenBy: brokenBy(end) };
  await exchange.place.before();
  return { kept: await receiveSegment(deps, push), end };
}

async function takeStream(deps: LiveDoorDeps, exchange: Exchange, body: LiveBody): Promise<Taken> {
  const name = `${exchange.channelId} ${exchange.path.track}`;
  return deps.bodies.last(name, body, async () => {
    let so: Taken = { kept: null, end: "complete" };
    try {
      for await (const { bytes, end } of body.stretches()) {
        const isLast = end !== null;
        const broken = isLast ? brokenBy(end) : null;
        const push = { ...exchange, bytes, stream: exchange.source, brokenBy: broken };
        const kept = bytes.byteLength === 0 ? so.kept : await receiveSegment(deps, push);
        so = { kept, end: end ?? "complete" };
      }
    } finally {
      body.stop("stopped");
    }
    return so;
  });
}

/** Who tries again and again is one action in ten minutes, with how often. */
function recordRefused(
  { actions, clock }: LiveDoorDeps,
  { deviceId }: DeviceIdentity,
): Promise<void> {
  return actions.count({
    ...{ kind: "refused", at: clock(), actor: `device:${deviceId}`, reason: null },
    ...{ subject: "route:delete /live", before: null, after: { device: deviceId } },
  });
}

function requireMedia(request: Request): void {
  const type = request.get("Content-Type") ?? "";
  if (!/^(text\/|application\/(json|xml|javascript))/i.test(type)) return;
  throw new Refusal("invalid", "live/not-media", "no media by its own word", {
    fix: "Push media segments, initialisations, playlists or manifests; leave Content-Type out where you do not know it.",
  });
}

const empty = (): Refusal =>
  new Refusal("invalid", "live/empty", "nothing came that could be kept", {
    fix: "Send the segment again, all of it.",
  });

const tooLong = ({ mostBytes }: BodyLimits): Refusal =>
  new Refusal("invalid", "live/too-long", "longer than a segment may be", {
    fix: "Make shorter segments, or have the operator raise HOLDFAST_LIVE_SEGMENT_MIB. What came is kept, unless Repr-Digest was sent.",
    facts: { mostBytes },
  });

const tooSlow = (): Refusal =>
  new Refusal("invalid", "live/too-slow", "the body came too slowly", {
    fix: "What came is kept, unless Repr-Digest was sent; send the segment again.",
  });

/** The verbs that have something made of one item, and wait until it is. */
import { readFile } from "node:fs/promises";
import { MasksWish, weaknessesOf } from "../derived/redaction/masks.ts";
import type { ExcerptSpan } from "../evidence/excerpt-taken.ts";
import { DerivedBody } from "../review/derived-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { tellMade, untilMade } from "./derived-wait.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Excerpting, ItemVerbs, Picturing, Rebuilding, Redacting } from "./item-commands.ts";
import { itemsLabel } from "./label-verb.ts";
import { itemsMoment } from "./moment-verb.ts";
import { itemsTranscribe } from "./transcript-verb.ts";
import { msIn, secondsOf } from "./recording-times.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { ITEMS } from "./texts/items.ts";
import type { Attempts } from "./verb-deps.ts";

export const itemVerbs = ({ asAdministrator }: Pick<Attempts, "asAdministrator">): ItemVerbs => ({
  itemsExcerpt: (item, options) =>
    asAdministrator(options, (api, term) => itemsExcerpt(api, term, item, options)),
  itemsStill: (item, options) =>
    asAdministrator(options, (api, term) => itemsStill(api, term, item, options)),
  itemsMoment: (item, options) =>
    asAdministrator(options, (api, term) => itemsMoment(api, term, item, options)),
  itemsRedact: (item, options) =>
    asAdministrator(options, (api, term) => itemsRedact(api, term, item, options)),
  itemsRebuild: (item, options) =>
    asAdministrator(options, (api, term) => itemsRebuild(api, term, item, options)),
  itemsTranscribe: (item, options) =>
    asAdministrator(options, (api, term) => itemsTranscribe(api, term, item, options)),
  itemsLabel: (item, options) =>
    asAdministrator(options, (api, term) => itemsLabel(api, term, item, options)),
});

export async function itemsExcerpt(
  api: Pick<ApiClient, "get" | "post">,
  term: Terminal,
  item: string,
  { from, to, exact = false, purpose, purposeKind = "evidence", wait }: Excerpting,
  lookMs?: number,
): Promise<ExitCode> {
  const how = exact ? ("exact" as const) : ("packets" as const);
  const body = { fromMs: msIn(from), toMs: msIn(to), how, purpose, purposeKind };
  const asked = await api.post(`${pathOf(item)}/excerpt`, body, DerivedBody);
  term.say(ITEMS.asked, { id: asked.id });
  const now = await untilMade(api, term, asked, waitOf(wait, lookMs));
  return tellMade(term, now, () => {
    if (now.kind !== "excerpt" || now.taken === null) return;
    for (const stream of ["video", "audio"] as const) {
      const span = now.taken[stream];
      if (span !== undefined) tellSpan(term, ITEMS[stream], span);
    }
  });
}

export async function itemsStill(
  api: Pick<ApiClient, "get" | "post">,
  term: Terminal,
  item: string,
  { at, purpose, purposeKind = "evidence", wait }: Picturing,
  lookMs?: number,
): Promise<ExitCode> {
  const body = { ptsMs: msIn(at), purpose, purposeKind };
  const asked = await api.post(`${pathOf(item)}/still`, body, DerivedBody);
  term.say(ITEMS.asked, { id: asked.id });
  const now = await untilMade(api, term, asked, waitOf(wait, lookMs));
  return tellMade(term, now, () => {
    if (now.kind !== "still" || now.taken === null) return;
    const { atUs, frame, pts, timeBase, frameSha256, wall } = now.taken;
    const [source] = now.from;
    term.say(ITEMS.cited, {
      ...{ item: now.itemId, sha256: source?.sha256 ?? "", at: secondsOf(atUs), pts, timeBase },
      ...{ frame: frame ?? "-", frameSha256, wall: wall?.at ?? "-" },
    });
  });
}

const pathOf = (item: string): string => `/api/v1/items/${encodeURIComponent(item)}`;
const waitOf = (wait: boolean, lookMs: number | undefined) => ({
  ...{ wait, ...(lookMs === undefined ? {} : { lookMs }) },
});

export async function itemsRedact(
  api: Pick<ApiClient, "get" | "post">,
  term: Terminal,
  item: string,
  { masks: file, purpose, purposeKind = "evidence", wait }: Redacting,
  lookMs?: number,
): Promise<ExitCode> {
  const masks = await masksIn(file);
  for (const weakness of weaknessesOf(masks)) term.say(ITEMS[weakness]);
  const asked = await api.post(
    `${pathOf(item)}/redacted`,
    { masks, purpose, purposeKind },
    DerivedBody,
  );
  term.say(ITEMS.asked, { id: asked.id });
  const now = await untilMade(api, term, asked, waitOf(wait, lookMs));
  return tellMade(term, now, () => {
    if (now.kind === "redacted" && now.proof !== null) term.say(ITEMS.proof, { ...now.proof });
  });
}

export async function itemsRebuild(
  api: Pick<ApiClient, "get" | "post">,
  term: Terminal,
  item: string,
  { like, purpose, purposeKind = "evidence", wait }: Rebuilding,
  lookMs?: number,
): Promise<ExitCode> {
  const body = { likeId: like, purpose, purposeKind };
  const asked = await api.post(`${pathOf(item)}/rebuilt`, body, DerivedBody);
  term.say(ITEMS.asked, { id: asked.id });
  const now = await untilMade(api, term, asked, waitOf(wait, lookMs));
  return tellMade(term, now, () => {
    if (now.kind !== "rebuilt" || now.taken === null) return;
    const { picture, sound, unused, rehearsal, durationMs } = now.taken;
    term.say(ITEMS.rebuilt, {
      ...{ pictures: picture?.samples ?? 0, sounds: sound?.samples ?? 0, bytes: unused.bytes },
      seconds: Math.round(durationMs / 1_000),
    });
    term.say(ITEMS.rehearsal, { ...rehearsal });
  });
}

const MOST_FILE_BYTES = 1 << 20;

/** @throws VerbFailure for what is no file of masks. */
async function masksIn(file: string): Promise<MasksWish> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null || bytes.byteLength > MOST_FILE_BYTES)
    throw new VerbFailure(EXIT.usage, ITEMS.noMasks, { file });
  const read = MasksWish.safeParse(jsonOf(bytes.toString("utf8")));
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new VerbFailure(EXIT.usage, ITEMS.badMasks, { where: first?.path.join(".") ?? "" });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const tellSpan = (term: Terminal, text: typeof ITEMS.video, span: ExcerptSpan): void =>
  term.say(text, {
    first: secondsOf(span.firstUs),
    last: secondsOf(span.lastUs),
    count: span.packets,
  });

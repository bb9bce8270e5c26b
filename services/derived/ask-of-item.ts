/** Use case: somebody wants something made of one sealed item; it is told of as that item was. */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Clock } from "../kernel/clock.ts";
import { type ItemId, type UserId, newId } from "../kernel/ids.ts";
import { MediaCheck } from "../media/media-check.ts";
import { MediaInfo, isPicture } from "../media/media-info.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import { type RequestFacts, type DerivedRequest, inputOf } from "./derived-request.ts";
import { type ExcerptParameters, nothingInRange, requireRange } from "./excerpt-range.ts";
import { type StillParameters, requireMoment } from "./still-picture.ts";

export interface AskOfItemDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly clock: Clock;
}

export interface Asked {
  readonly by: UserId;
  readonly purposeKind: Purpose;
  readonly purpose: string;
}

/**
 * What would be made; nothing is kept yet.
 * @throws Refusal missing "evidence/no-such-item"; as `inputOf`, `requireRange`; invalid "derived/nothing-in-range" of a photograph.
 */
export async function planExcerpt(
  deps: AskOfItemDeps,
  parameters: ExcerptParameters,
  asked: Asked,
): Promise<DerivedRequest<"excerpt">> {
  const item = await deps.items.get(parameters.itemId);
  const facts = factsOf(deps, item, asked);
  const info = infoOf(item);
  if (info !== null && isPicture(info)) throw nothingInRange();
  requireRange(parameters, endOf(item));
  const { fromMs, toMs, how } = parameters;
  const filename = `${stemOf(item)} ${clockOf(fromMs)}-${clockOf(toMs)}${how === "exact" ? " exact" : ""}.mp4`;
  const mediaType = info !== null && info.video === null ? "audio/mp4" : "video/mp4";
  const announced = { ...facts.announced, filename, mediaType };
  return { ...facts, kind: "excerpt", parameters, announced };
}

/** @throws Refusal as `planExcerpt`; "derived/beyond-recording". */
export async function planStill(
  deps: AskOfItemDeps,
  parameters: StillParameters,
  asked: Asked,
): Promise<DerivedRequest<"still">> {
  const item = await deps.items.get(parameters.itemId);
  const facts = factsOf(deps, item, asked);
  const info = infoOf(item);
  if (info !== null && (isPicture(info) || info.video === null)) throw nothingInRange();
  requireMoment(parameters.ptsMs, endOf(item));
  const filename = `${stemOf(item)} ${clockOf(parameters.ptsMs)}.png`;
  const announced = { ...facts.announced, filename, mediaType: "image/png" };
  return { ...facts, kind: "still", parameters, announced };
}

/** Of whatever is made of one item. @throws Refusal as `inputOf`. */
export function factsOf(
  { clock }: Pick<AskOfItemDeps, "clock">,
  item: EvidenceItem,
  { by, purposeKind, purpose }: Asked,
): RequestFacts {
  const { recordedAt, caseNumber, activity, other } = item.announced;
  return {
    ...{ id: newId<ItemId>(), sessionId: null, inputs: [inputOf(item, null)] },
    announced: {
      ...{ filename: "", mediaType: "", recordedAt, caseNumber, activity },
      sessionNumber: other["session"] ?? null,
    },
    ...{ words: null, purposeKind, purpose, askedBy: by, askedAt: clock() },
  };
}

/** Null: it was not looked at, or nothing could be told. */
export const infoOf = ({ mediaInfo }: Pick<EvidenceItem, "mediaInfo">): MediaInfo | null =>
  MediaInfo.safeParse(mediaInfo).data ?? null;

/** Null: it was not decoded to its end; a container's own word may be an estimate, and fall short by much. */
export function endOf(item: EvidenceItem): number | null {
  const checked = MediaCheck.safeParse(item.mediaCheck).data;
  if (checked === undefined || checked.verdict === "not-checked") return null;
  return Math.max(checked.endMs, infoOf(item)?.durationMs ?? 0);
}

/** Of the file's name, without its ending; the id where nothing of it is left. */
export const stemOf = ({ id, announced: { filename } }: EvidenceItem): string =>
  filename.replace(/\.[^.]{1,5}$/, "").slice(0, 150) || id;

/** 3725500 ms: "01.02.05.500"; colons stand in no name of a file. */
export function clockOf(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const [seconds, rest] = [Math.floor(ms / 1_000), String(ms % 1_000).padStart(3, "0")];
  return `${two(seconds / 3_600)}.${two((seconds / 60) % 60)}.${two(seconds % 60)}.${rest}`;
}

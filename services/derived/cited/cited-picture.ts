/** The picture that a citation names: what finds it again in the original, its digest, and when there is none. Pure. */
import type { EvidenceItem } from "../../evidence/evidence-item.ts";
import type { ProgramUse } from "../../evidence/program-use.ts";
import type { StillTaken } from "../../evidence/still-taken.ts";
import type { UtcInstant } from "../../kernel/clock.ts";
import type { Sha256 } from "../../kernel/digest.ts";
import type { ItemId, UserId } from "../../kernel/ids.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { isPicture } from "../../media/media-info.ts";
import type { Purpose } from "../../secrecy/purpose.ts";
import { infoOf } from "../ask-of-item.ts";

/** How the digest is taken; another way gets another name, and says what was kept before apart. */
export const PICTURE_RECIPE = "decoded-picture/1";

/** What the original itself says of it. */
export interface CitedPicture extends Omit<StillTaken, "wall" | "askedMs"> {
  /** Number of the stream in the file. */
  readonly stream: number;
  readonly madeBy: {
    readonly tool: string;
    readonly version: string;
    readonly recipe: string;
    /** Of a container that is its maker's own: what opened it first. The picture is of what that wrote. */
    readonly program?: ProgramUse;
  };
}

/** Who names which moment of which original. */
export interface CitedMoment {
  readonly itemId: ItemId;
  /** Of the original. */
  readonly sha256: Sha256;
  readonly ptsMs: number;
  readonly purposeKind: Purpose;
  /** Why, in their words. */
  readonly purpose: string;
  readonly askedBy: UserId;
  readonly askedAt: UtcInstant;
}

/** "none": the recording has none there, and never will; "failed": it could not be looked for, and is once somebody asks again. */
export type CitedOutcome =
  | { readonly state: "made"; readonly picture: CitedPicture }
  | { readonly state: "none" | "failed"; readonly reason: string };

export type KeptCitation = CitedMoment & {
  readonly tries: number;
  readonly outcome: CitedOutcome | null;
};

/** Why there is none, as far as that is known before anything is decoded; null: it is to be looked for. */
export function noPictureIn(item: Pick<EvidenceItem, "mediaInfo">): string | null {
  const info = infoOf(item);
  if (info === null) return null;
  return isPicture(info) || info.video === null ? "derived/no-picture" : null;
}

export const noPicture = (): Refusal =>
  new Refusal("invalid", "derived/no-picture", "there is no moving picture at this moment", {
    fix: "Cite the recording by its moment alone.",
  });

export const damagedThere = (): Refusal =>
  new Refusal(
    "invalid",
    "derived/damaged-there",
    "the recording is damaged there: decoders differ in what they make of it",
    { fix: "Cite a picture before or behind the damage." },
  );

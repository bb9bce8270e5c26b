/** What a reviewer has hidden in a recording: boxes over time, and stretches of its sound. Numbers alone, no word of anybody. Pure. */
import { z } from "zod";
import { FILLS, type Masks, VOICES } from "../../evidence/redaction-taken.ts";
import type { ItemId } from "../../kernel/ids.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { MAX_DURATION_MS } from "../../media/media-info.ts";

export const MOST_MASKS = 32;
export const MOST_STRETCHES = 50;
/** Of all masks together, as the manifest that tells of them is bound to 256 KiB. */
export const MOST_POINTS = 1_500;
/** All samples of it are held against those of before, in memory. */
export const MOST_PITCHED_MS = 5 * 60_000;
/** Of the width and of the height of the picture: nothing that is sent or signed here holds a fraction. */
export const PARTS = 10_000;

const ms = z.int().min(0).max(MAX_DURATION_MS);
const toMs = ms.nullable().default(null).describe("Not hidden any more; null: up to the end");

/** From the upper left corner of the picture as it is shown; it may stick out. */
const PointWish = z
  .object({
    atMs: ms,
    x: z.int().min(-PARTS).max(PARTS),
    y: z.int().min(-PARTS).max(PARTS),
    width: z
      .int()
      .min(1)
      .max(3 * PARTS),
    height: z
      .int()
      .min(1)
      .max(3 * PARTS),
  })
  .refine(({ x, y, width, height }) => x < PARTS && y < PARTS && x + width > 0 && y + height > 0, {
    message: "the box lies outside the picture",
  })
  .describe("In ten-thousandths of the width and of the height");

const ends = (range: { readonly fromMs: number; readonly toMs: number | null }): boolean =>
  range.toMs === null || range.fromMs < range.toMs;
const noTime = { message: "it ends before it begins" };

const MaskWish = z
  .object({
    fromMs: ms,
    toMs,
    fill: z.enum(FILLS).default("solid"),
    points: z
      .array(PointWish)
      .min(1)
      .max(MOST_POINTS)
      .describe("Between two of them the box moves"),
  })
  .refine(ends, noTime)
  .refine(
    ({ points }) =>
      points.every(({ atMs }, place) => place === 0 || atMs > (points[place - 1]?.atMs ?? 0)),
    { message: "points in the order of their times" },
  );

const StretchWish = z
  .object({ fromMs: ms, toMs, how: z.enum(VOICES).default("mute") })
  .refine(ends, noTime)
  .refine(
    ({ fromMs, toMs: end, how }) => how === "mute" || (end ?? Infinity) - fromMs <= MOST_PITCHED_MS,
    {
      message: "too long for another pitch: mute it, or take it in parts",
    },
  );

/** What is asked for, and what stands in a file of masks. */
export const MasksWish = z
  .strictObject({
    pictures: z.array(MaskWish).max(MOST_MASKS).default([]),
    sound: z.array(StretchWish).max(MOST_STRETCHES).default([]),
  })
  .refine(({ pictures, sound }) => pictures.length + sound.length > 0, {
    message: "nothing is to be hidden",
  })
  .refine(
    ({ pictures }) => pictures.reduce((sum, { points }) => sum + points.length, 0) <= MOST_POINTS,
    { message: "too many points" },
  );
export type MasksWish = z.infer<typeof MasksWish>;

/** No word of whoever asks. */
export interface RedactedParameters extends Masks {
  readonly itemId: ItemId;
}

/** A reviewer must know of these before they choose them. */
export const weaknessesOf = ({ pictures, sound }: Masks): readonly ("undone" | "voice")[] => [
  ...(pictures.some(({ fill }) => fill !== "solid") ? (["undone"] as const) : []),
  ...(sound.some(({ how }) => how === "pitch") ? (["voice"] as const) : []),
];

/** @throws Refusal invalid "derived/nothing-hidden" for masks of what the recording does not have. */
export function requireHidden(
  { pictures, sound }: Masks,
  has: { readonly picture: boolean; readonly sound: boolean },
): void {
  if ((pictures.length > 0 && !has.picture) || (sound.length > 0 && !has.sound))
    throw nothingHidden(pictures.length > 0 && !has.picture ? "picture" : "sound");
}

/** In a photograph boxes lie all of its one moment. @throws Refusal invalid "derived/photograph" for one that moves, and for a sound. */
export function masksOfPhotograph({ pictures, sound }: Masks): Masks {
  const isStill = pictures.every(({ points }) => points.length === 1) && sound.length === 0;
  if (!isStill || pictures.length === 0) throw photograph();
  return {
    pictures: pictures.map(({ fill, points }) => ({
      ...{ fromMs: 0, toMs: null, fill },
      points: points.map((point) => ({ ...point, atMs: 0 })),
    })),
    sound: [],
  };
}

const photograph = (): Refusal =>
  new Refusal(
    "invalid",
    "derived/photograph",
    "a photograph has boxes alone, and none that moves",
    {
      fix: "Give each box one place, and nothing of a sound.",
    },
  );

export const nothingHidden = (of: "picture" | "sound"): Refusal =>
  new Refusal("invalid", "derived/nothing-hidden", "a mask lies where the recording has nothing", {
    fix: "Look at the recording again, and name times and boxes that lie in it.",
    facts: { of },
  });

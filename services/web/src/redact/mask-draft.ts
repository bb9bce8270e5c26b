/** What a person draws to be hidden, before they ask for it: boxes over time, and stretches of sound. Pure. */

/** Of the width and of the height of the picture as it is shown. */
export const PARTS = 10_000;
/** A box that is smaller cannot be taken hold of. */
const LEAST = 200;
/** Two times of one picture: a player does not stop at the very same place again. */
const SAME_MS = 20;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point extends Box {
  readonly atMs: number;
}
interface Range {
  /** Of this page alone. */
  readonly id: number;
  readonly fromMs: number;
  /** Null: up to the end. */
  readonly toMs: number | null;
}
export interface DraftMask extends Range {
  readonly fill: "solid" | "pixelate" | "blur";
  /** In the order of their times, one at least; with one the box stands still. */
  readonly points: readonly Point[];
}
export interface DraftStretch extends Range {
  readonly how: "mute" | "pitch";
}
export interface Draft {
  readonly pictures: readonly DraftMask[];
  readonly sound: readonly DraftStretch[];
}

export const NOTHING: Draft = { pictures: [], sound: [] };
const MIDDLE: Box = { x: 3_500, y: 3_500, width: 3_000, height: 3_000 };

const nextId = ({ pictures, sound }: Draft): number =>
  1 + [...pictures, ...sound].reduce((most, { id }) => Math.max(most, id), 0);

export const withMask = (draft: Draft, atMs: number): Draft => {
  const mask: DraftMask = {
    ...{ id: nextId(draft), fromMs: atMs, toMs: null, fill: "solid" },
    points: [{ atMs, ...MIDDLE }],
  };
  return { ...draft, pictures: [...draft.pictures, mask] };
};

export const withStretch = (draft: Draft, atMs: number): Draft => ({
  ...draft,
  sound: [...draft.sound, { id: nextId(draft), fromMs: atMs, toMs: null, how: "mute" }],
});

export const without = ({ pictures, sound }: Draft, id: number): Draft => ({
  pictures: pictures.filter((one) => one.id !== id),
  sound: sound.filter((one) => one.id !== id),
});

type Change = Partial<Pick<DraftMask, "fromMs" | "toMs" | "fill"> & Pick<DraftStretch, "how">>;

export const changed = ({ pictures, sound }: Draft, id: number, change: Change): Draft => {
  const { how, fill, ...range } = change;
  return {
    pictures: pictures.map((one) =>
      one.id === id ? { ...one, ...range, fill: fill ?? one.fill } : one,
    ),
    sound: sound.map((one) => (one.id === id ? { ...one, ...range, how: how ?? one.how } : one)),
  };
};

/** Straight from one point to the next, still before the first and after the last, as it will be covered. */
export function boxAt(points: readonly Point[], atMs: number): Box {
  const next = points.findIndex((point) => point.atMs > atMs);
  const after = points.at(next === -1 ? -1 : next) ?? { atMs, ...MIDDLE };
  const before = points.at(next === -1 ? -1 : Math.max(0, next - 1)) ?? after;
  const length = after.atMs - before.atMs;
  const part = length === 0 ? 0 : Math.max(0, (atMs - before.atMs) / length);
  const between = (side: keyof Box): number =>
    Math.round(before[side] + part * (after[side] - before[side]));
  return {
    ...{ x: between("x"), y: between("y") },
    ...{ width: between("width"), height: between("height") },
  };
}

export const isShown = ({ fromMs, toMs }: Range, atMs: number): boolean =>
  atMs >= fromMs && (toMs === null || atMs < toMs);

/** The box is put there at this time: of one that stands still at all times, of one that moves from or to there. */
export const withBox = (draft: Draft, id: number, atMs: number, box: Box): Draft => ({
  ...draft,
  pictures: draft.pictures.map((mask) => {
    if (mask.id !== id) return mask;
    const [only] = mask.points;
    if (mask.points.length === 1 && only !== undefined)
      return { ...mask, points: [{ ...inside(box), atMs: only.atMs }] };
    return { ...mask, points: withPoint(mask.points, { ...inside(box), atMs }) };
  }),
});

/** From now on the box moves: it is there at this time, whatever it does before and after. */
export const withPointHere = (draft: Draft, id: number, atMs: number): Draft => ({
  ...draft,
  pictures: draft.pictures.map((mask) =>
    mask.id === id
      ? { ...mask, points: withPoint(mask.points, { ...boxAt(mask.points, atMs), atMs }) }
      : mask,
  ),
});

function withPoint(points: readonly Point[], point: Point): readonly Point[] {
  const others = points.filter(({ atMs }) => Math.abs(atMs - point.atMs) > SAME_MS);
  return [...others, point].toSorted((one, other) => one.atMs - other.atMs);
}

/** Some of it lies in the picture, and it can be taken hold of. */
function inside({ x, y, width, height }: Box): Box {
  const [wide, high] = [sized(width), sized(height)];
  return { x: placed(x, wide), y: placed(y, high), width: wide, height: high };
}
const sized = (length: number): number => Math.min(2 * PARTS, Math.max(LEAST, Math.round(length)));
const placed = (from: number, length: number): number =>
  Math.min(PARTS - LEAST, Math.max(LEAST - length, -PARTS, Math.round(from)));

/** Ends before it begins. */
export const isEmpty = ({ fromMs, toMs }: Range): boolean => toMs !== null && toMs <= fromMs;

export const canBeAsked = ({ pictures, sound }: Draft): boolean =>
  pictures.length + sound.length > 0 && ![...pictures, ...sound].some(isEmpty);

/** What is asked for, without what is of this page alone. */
export const wishOf = ({ pictures, sound }: Draft) => ({
  pictures: pictures.map(({ fromMs, toMs, fill, points }) => ({
    ...{ fromMs, toMs, fill },
    points: [...points],
  })),
  sound: sound.map(({ fromMs, toMs, how }) => ({ fromMs, toMs, how })),
});

/** Boxes over the player's picture: they are drawn, moved and resized by pointer and by keyboard. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useSay } from "../texts/say.ts";
import { type Box, type DraftMask, PARTS, boxAt, isShown } from "./mask-draft.ts";

/** Of each press of a key: one in a hundred of the picture. */
const STEP = PARTS / 100;

export function MaskOverlay({
  video,
  still,
  masks,
  onBox,
}: {
  readonly video: HTMLVideoElement;
  /** Of a photograph, which stands there without being played; null: it is a film. */
  readonly still: Size | null;
  readonly masks: readonly DraftMask[];
  readonly onBox: (id: number, atMs: number, box: Box) => void;
}) {
  const shown = useShown(video, still);
  const screen = video.parentElement;
  if (screen === null || shown === null) return null;
  const { atMs, picture } = shown;
  return createPortal(
    <div className="masks" style={picture}>
      {masks.map((mask, place) =>
        isShown(mask, atMs) ? (
          <MaskBox
            key={mask.id}
            number={place + 1}
            mask={mask}
            box={boxAt(mask.points, atMs)}
            onBox={(box) => onBox(mask.id, atMs, box)}
          />
        ) : null,
      )}
    </div>,
    screen,
  );
}

function MaskBox({
  number,
  mask,
  box,
  onBox,
}: {
  readonly number: number;
  readonly mask: DraftMask;
  readonly box: Box;
  readonly onBox: (box: Box) => void;
}) {
  const say = useSay();
  const held = useRef<Held | null>(null);
  const take = (event: PointerEvent<HTMLElement>): void => {
    const whole = event.currentTarget.parentElement?.getBoundingClientRect();
    if (whole === undefined) return;
    const isCorner = (event.target as Element).closest(".mask-corner") !== null;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { isCorner, box, x: event.clientX, y: event.clientY, whole };
  };
  const drag = ({ clientX, clientY }: PointerEvent<HTMLElement>): void => {
    if (held.current !== null) onBox(dragged(held.current, clientX, clientY));
  };
  const onKey = (event: KeyboardEvent): void => {
    const [across, down] = ARROWS[event.key] ?? [0, 0];
    if (across === 0 && down === 0) return;
    event.preventDefault();
    // The same keys move the player.
    event.stopPropagation();
    onBox(
      event.shiftKey
        ? resized(box, across * STEP, down * STEP)
        : moved(box, across * STEP, down * STEP),
    );
  };
  return (
    <button
      type="button"
      className={`mask mask-${mask.fill}`}
      style={styleOf(box)}
      aria-label={say("redact.box-keys", { number })}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
      onKeyDown={onKey}
    >
      <span aria-hidden>{number}</span>
      <span aria-hidden className="mask-corner" />
    </button>
  );
}

interface Held {
  readonly isCorner: boolean;
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly whole: DOMRect;
}

function dragged({ isCorner, box, x, y, whole }: Held, toX: number, toY: number): Box {
  const across = ((toX - x) * PARTS) / whole.width;
  const down = ((toY - y) * PARTS) / whole.height;
  return isCorner ? resized(box, across, down) : moved(box, across, down);
}

const moved = (box: Box, across: number, down: number): Box => ({
  ...box,
  x: box.x + across,
  y: box.y + down,
});
const resized = (box: Box, across: number, down: number): Box => ({
  ...box,
  width: box.width + across,
  height: box.height + down,
});

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const percent = (parts: number): string => `${(100 * parts) / PARTS}%`;
const styleOf = ({ x, y, width, height }: Box) => ({
  ...{ left: percent(x), top: percent(y) },
  ...{ width: percent(width), height: percent(height) },
});

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Shown {
  readonly atMs: number;
  /** Where the picture itself lies in the player, in pixels. */
  readonly picture: { left: number; top: number; width: number; height: number };
}

const EVENTS = ["timeupdate", "seeked", "seeking", "loadedmetadata", "pause"] as const;

function useShown(video: HTMLVideoElement, still: Size | null): Shown | null {
  const [stillWidth, stillHeight] = [still?.width ?? 0, still?.height ?? 0];
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const look = (): void => setShown(shownIn(video, { width: stillWidth, height: stillHeight }));
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(video);
    for (const event of EVENTS) video.addEventListener(event, look);
    return () => {
      sizes.disconnect();
      for (const event of EVENTS) video.removeEventListener(event, look);
    };
  }, [video, stillWidth, stillHeight]);
  return shown;
}

/** A picture of another shape than the player stands in its middle. */
function shownIn(video: HTMLVideoElement, still: Size): Shown | null {
  const { clientWidth, clientHeight } = video;
  const [across, down] = [video.videoWidth || still.width, video.videoHeight || still.height];
  if (across === 0 || down === 0) return null;
  const scale = Math.min(clientWidth / across, clientHeight / down);
  const [width, height] = [across * scale, down * scale];
  return {
    atMs: Math.round(video.currentTime * 1_000),
    picture: {
      ...{ left: (clientWidth - width) / 2, top: (clientHeight - height) / 2 },
      ...{ width, height },
    },
  };
}

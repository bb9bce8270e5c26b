/** The form of a recording's sound, from its beginning to its end, or the words that there is none. */
import { MutedOutlined } from "@ant-design/icons";
import { useEffect, useRef } from "react";
import { useSay } from "../texts/say.ts";
import type { Wave } from "./peaks-file.ts";

export function WaveForm({
  wave,
  lengthSeconds,
  isLarge,
}: {
  readonly wave: Wave;
  /** Of the recording: its sound may be shorter. */
  readonly lengthSeconds: number;
  readonly isLarge: boolean;
}) {
  const say = useSay();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const watcher = new ResizeObserver(() => draw(element, wave, lengthSeconds));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [wave, lengthSeconds]);
  return (
    <canvas
      ref={canvas}
      className={isLarge ? "wave wave-large" : "wave"}
      role="img"
      aria-label={say("player.wave")}
    />
  );
}

export function NoSound({ isSilent }: { readonly isSilent: boolean }) {
  const say = useSay();
  return (
    <p className="quiet small" data-testid="no-sound">
      <MutedOutlined aria-hidden /> {say(isSilent ? "player.silent" : "player.no-sound")}
    </p>
  );
}

/** A line a pixel, from the lowest to the highest sample of all columns that fall on it; the loudest of all fills the height. */
function draw(element: HTMLCanvasElement, { low, high, ...sound }: Wave, lengthSeconds: number) {
  const scale = window.devicePixelRatio;
  const [width, height] = [element.clientWidth * scale, element.clientHeight * scale].map(
    Math.round,
  ) as [number, number];
  element.width = width;
  element.height = height;
  const pen = element.getContext("2d");
  if (pen === null || width === 0 || low.length === 0) return;
  pen.fillStyle = getComputedStyle(element).color;
  const perPixel = (low.length * Math.max(lengthSeconds, 0.001)) / sound.lengthSeconds / width;
  const loudest = Math.max(0.001, ...low.map(Math.abs), ...high.map(Math.abs));
  for (let x = 0; x < width; x += 1) {
    const from = Math.floor(x * perPixel);
    const to = Math.max(from + 1, Math.floor((x + 1) * perPixel));
    if (from >= low.length) break;
    const bottom = Math.min(...low.slice(from, to)) / loudest;
    const top = Math.max(...high.slice(from, to)) / loudest;
    const y = ((1 - top) / 2) * height;
    pen.fillRect(x, y, 1, Math.max(1, ((top - bottom) / 2) * height));
  }
}

/** The pictures of a storyboard: the one of a moment above the bar, and all of them to choose a moment by. */
import type { CSSProperties } from "react";
import { lengthText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Storyboard, pictureAt, placeOf, sizeOf, thumbAt } from "./storyboard-places.ts";

interface Pictures {
  readonly storyboard: Storyboard;
  /** The one that holds them all, as an address that is not read again. */
  readonly picture: string;
}

/** For the eye alone: the bar says the moment. */
export function PictureOf({
  storyboard,
  picture,
  atSeconds,
  lengthSeconds,
}: Pictures & { readonly atSeconds: number; readonly lengthSeconds: number }) {
  const { leftPx, topPx } = placeOf(storyboard, pictureAt(storyboard, atSeconds));
  const part = lengthSeconds > 0 ? Math.min(1, atSeconds / lengthSeconds) : 0;
  const style: CSSProperties = {
    insetInlineStart: thumbAt(part),
    translate: `${-100 * part}%`,
  };
  return (
    <span className="peek" style={style} aria-hidden>
      <span
        style={{
          width: storyboard.tileWidthPx,
          height: storyboard.tileHeightPx,
          backgroundImage: `url("${picture}")`,
          backgroundPosition: `${-leftPx}px ${-topPx}px`,
        }}
      />
      {lengthText(atSeconds)}
    </span>
  );
}

export function AllPictures({
  storyboard,
  picture,
  seek,
}: Pictures & { readonly seek: (seconds: number) => void }) {
  const say = useSay();
  const { widthPx, heightPx } = sizeOf(storyboard);
  const { tileWidthPx, tileHeightPx, atMs } = storyboard;
  return (
    <details className="pictures small">
      <summary>{say("player.pictures", { count: atMs.length })}</summary>
      <div>
        <img src={picture} alt="" width={widthPx} height={heightPx} />
        {atMs.map((ms, index) => {
          const { leftPx, topPx } = placeOf(storyboard, index);
          return (
            <button
              key={`${index} ${ms}`}
              type="button"
              aria-label={say("player.go-to", { at: lengthText(ms / 1_000) })}
              style={{
                left: `${(100 * leftPx) / widthPx}%`,
                top: `${(100 * topPx) / heightPx}%`,
                width: `${(100 * tileWidthPx) / widthPx}%`,
                height: `${(100 * tileHeightPx) / heightPx}%`,
              }}
              onClick={() => seek(ms / 1_000)}
            >
              <span>{lengthText(ms / 1_000)}</span>
            </button>
          );
        })}
      </div>
    </details>
  );
}

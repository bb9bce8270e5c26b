/** A way of positions in WGS-84, as recordings and side files of recorders tell it: read by one schema, within limits. */
import { z } from "zod";
import { Refusal } from "../../kernel/refusal.ts";

/** A position each second of two days. */
export const MAX_POSITIONS = 172_800;
/** Of the file; a position of GPX takes some 150. */
export const MAX_TRACK_BYTES = 48 << 20;

export const Position = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** Above the ellipsoid or the sea, as the file's writer meant it; null: not told. */
  metres: z.number().min(-12_000).max(100_000).nullable(),
  /** By the receiver; null: not told. */
  atMs: z.int().min(0).max(253_402_300_799_999).nullable(),
});
export type Position = z.infer<typeof Position>;

export const FORMATS = ["gpx", "nmea", "iso6709", "exif"] as const;
/** Who tells them: the recording itself, a file beside it, or a photograph. */
export const SOURCES = ["recording", "side-file", "photograph"] as const;

export interface Positions {
  readonly format: (typeof FORMATS)[number];
  /** Stretches as the file divides them. */
  readonly stretches: readonly (readonly Position[])[];
  /** Positions that are told and none: beyond the poles, without a fix, or with a sum that does not hold. */
  readonly leftOut: number;
}

/** Gathers positions; what is none is counted. @throws Refusal invalid "media/too-large". */
export class Gathered {
  readonly #stretches: Position[][] = [[]];
  #count = 0;
  leftOut = 0;

  add(told: Readonly<Record<keyof Position, unknown>>): void {
    const position = Position.safeParse(told);
    if (!position.success) {
      this.leftOut += 1;
      return;
    }
    this.#count += 1;
    if (this.#count > MAX_POSITIONS) {
      throw new Refusal("invalid", "media/too-large", "a way without end", {
        fix: "Download the original and open it with a program for ways.",
      });
    }
    this.#stretches.at(-1)?.push(position.data);
  }

  divide(): void {
    if (this.#stretches.at(-1)?.length !== 0) this.#stretches.push([]);
  }

  end(format: Positions["format"]): Positions | null {
    const stretches = this.#stretches.filter((stretch) => stretch.length > 0);
    return stretches.length === 0 ? null : { format, stretches, leftOut: this.leftOut };
  }
}

/** What a network says of the cameras in it: an aid to find addresses, and no proof of who a camera is. */
import type { CameraAddress } from "./line-keeper.ts";

export interface FoundCamera {
  /** Where its answer came from, and the only place that is asked more. */
  readonly host: string;
  /** Its device service (ONVIF Core, 5.1). */
  readonly service: string;
  /** By its own words, of printable characters. */
  readonly name: string | null;
  readonly hardware: string | null;
  readonly location: string | null;
}

export interface OfferedStream {
  readonly name: string;
  /** Without user and password. */
  readonly url: string;
  readonly picture: {
    readonly coding: string;
    readonly width: number;
    readonly height: number;
    readonly framesPerSecond: number | null;
    readonly kbitPerSecond: number | null;
  } | null;
  readonly sound: string | null;
}

export interface CameraOffer {
  readonly streams: readonly OfferedStream[];
  /** How far its clock is before this machine's, to about a second; null: it did not say. */
  readonly clockAheadSeconds: number | null;
}

export interface Probed {
  readonly cameras: readonly FoundCamera[];
  /** Answers that were none, or named other places than where they came from. */
  readonly strange: number;
}

export interface CameraNetwork {
  /** Resolves after `ms`. */
  probe(ms: number): Promise<Probed>;
  /** @throws Refusal unavailable "recorder/unreachable", "recorder/no-answer"; forbidden "recorder/refused". */
  ask(camera: FoundCamera, credentials: CameraAddress["credentials"]): Promise<CameraOffer>;
}

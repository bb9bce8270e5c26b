/** Keeps lines to cameras: one that was left is there for a moment, so that whoever records next misses nothing. */
import { assert } from "../kernel/refusal.ts";
import { CameraClock } from "./clock-offset.ts";
import { type CodedSource, codedSource } from "./container.ts";
import { type Line, type Lines, NOTHING_KNOWN } from "./ports.ts";

export interface CameraAddress {
  /** rtsp: or rtsps:, without user and password. */
  readonly url: URL;
  readonly credentials: { readonly user: string; readonly password: string } | null;
}

export interface RtspRelay {
  readonly url: string;
  /** Has the camera send though nobody listens yet. Resolves once it does, or cannot; never rejects. */
  begin(): Promise<void>;
  isAlive(): boolean;
  /** Another listener would miss nothing. */
  canResume(): boolean;
  times(): { readonly fromMs: number | null; readonly lastMs: number | null };
  kept(beforeMs: number): void;
  close(): void;
}

export interface LineKeeperDeps {
  /** @throws Refusal as Camera.open does. */
  readonly describe: (address: CameraAddress) => Promise<string>;
  readonly openRelay: (
    address: CameraAddress,
    sdp: string,
    onReport: (packet: Buffer) => void,
  ) => Promise<RtspRelay>;
  readonly nowMs: () => number;
}

interface Held {
  readonly relay: RtspRelay;
  readonly source: CodedSource;
  readonly clock: CameraClock;
  /** How many in turn joined its packets and gave nothing. */
  vain: number;
}

/** What ended twice before it gave anything would end over the same packets again. */
const MOST_VAIN = 2;

export class LineKeeper implements Lines {
  readonly #deps: LineKeeperDeps;
  readonly #addresses: ReadonlyMap<string, CameraAddress>;
  /** Nobody joins their packets, by camera: some that will be there. */
  readonly #left = new Map<string, Promise<Held | null>[]>();

  constructor(deps: LineKeeperDeps, addresses: ReadonlyMap<string, CameraAddress>) {
    this.#deps = deps;
    this.#addresses = addresses;
  }

  async open(camera: string, signal: AbortSignal): Promise<Line> {
    const held = (await this.#leftOf(camera)) ?? (await this.#asked(camera));
    if (signal.aborted) held.relay.close();
    signal.throwIfAborted();
    held.vain += 1;
    return this.#lineOf(camera, held);
  }

  /** Has a camera send before anybody opens it: what it shows until then is held. Never rejects. */
  async prepare(camera: string): Promise<void> {
    const begun = this.#asked(camera).then(
      async (held) => {
        await held.relay.begin();
        return held;
      },
      () => null,
    );
    this.#leave(camera, begun);
    await begun;
  }

  #leave(camera: string, held: Promise<Held | null>): void {
    this.#left.set(camera, [...(this.#left.get(camera) ?? []), held]);
  }

  /** The first that misses nothing; who cannot, is left for good. */
  async #leftOf(camera: string): Promise<Held | null> {
    for (;;) {
      const [first, ...others] = this.#left.get(camera) ?? [];
      if (first === undefined) return null;
      this.#left.set(camera, others);
      const held = await first;
      if (held?.relay.canResume() === true) return held;
      held?.relay.close();
    }
  }

  async #asked(camera: string): Promise<Held> {
    const { describe, openRelay, nowMs } = this.#deps;
    const address = this.#addresses.get(camera);
    assert(address !== undefined, "whoever records asks for cameras of its settings");
    const sdp = await describe(address);
    const source = codedSource(sdp);
    const held: Pick<Held, "clock" | "vain"> = { clock: new CameraClock(), vain: 0 };
    const relay = await openRelay(address, sdp, (packet) => {
      held.clock.hear(packet, nowMs());
    });
    return Object.assign(held, { relay, source });
  }

  #lineOf(camera: string, held: Held): Line {
    const { relay, source } = held;
    let isOver = false;
    return {
      ...{ url: relay.url, source },
      kept: (beforeMs) => {
        if (isOver) return;
        held.vain = 0;
        relay.kept(beforeMs);
      },
      state: () =>
        Promise.resolve(
          isOver
            ? NOTHING_KNOWN
            : {
                ...relay.times(),
                isThere: relay.isAlive(),
                clock: held.clock.at(this.#deps.nowMs()),
              },
        ),
      leave: () => {
        if (isOver) return;
        isOver = true;
        if (held.vain >= MOST_VAIN) relay.close();
        else this.#leave(camera, Promise.resolve(held));
      },
      close: () => {
        if (!isOver) relay.close();
      },
    };
  }
}

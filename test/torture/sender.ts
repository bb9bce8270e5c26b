/** A device of a torture: it sends what a seed draws, some of it wrongly, and remembers what each must come to. */
import { createCipheriv } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sha256 } from "../../services/kernel/digest.ts";
import type { Draw } from "../fixtures/seeded.ts";
import { GoodClient, type SentUpload } from "../faults/good-client.ts";
import type { TortureHouse } from "./house.ts";
import type { Tally } from "./tally.ts";

const KIB = 1 << 10;
const MIB = 1 << 20;
const PAUSE_MS = 2_000;
/** A receipt may have to wait for a process that was killed, behind others. */
const PATIENCE_MS = 240_000;

/** All of it was acknowledged. */
export interface Sent {
  readonly upload: SentUpload;
  /** Another digest was declared than that of what was sent: it is quarantined. */
  readonly isWrong: boolean;
}

export class Sender {
  readonly client: GoodClient;
  readonly #house: TortureHouse;
  readonly #film: Buffer;
  readonly #draw: Draw;
  readonly #tally: Tally;
  #last: Buffer = Buffer.from("nothing was sent yet");

  constructor(house: TortureHouse, film: Buffer, draw: Draw, tally: Tally) {
    this.#house = house;
    this.#film = film;
    this.#draw = draw;
    this.#tally = tally;
    const nodes = draw.chance(0.5) ? house.nodes : house.nodes.toReversed();
    this.client = new GoodClient(nodes, house.world.deviceToken, 100, PATIENCE_MS);
  }

  /** One recording after the other; tells each as it is acknowledged. */
  async send(isOver: () => boolean, tell: (sent: Sent) => void): Promise<void> {
    while (!isOver()) {
      await sleep(this.#draw.below(PAUSE_MS));
      const sent = await this.#one();
      if (sent !== null) tell(sent);
    }
  }

  async #one(): Promise<Sent | null> {
    const draw = this.#draw;
    const bytes = this.#bytes();
    const isWrong = draw.chance(0.08);
    const digest = isWrong ? sha256("something else") : sha256(bytes);
    const declared = isWrong || draw.chance(0.5) ? [`sha256 ${base64(digest)}`] : [];
    const id = await this.client.announce(bytes.length, ...declared);
    if (draw.chance(0.1)) {
      await this.#half(id, bytes);
      return null;
    }
    if (draw.chance(0.2)) await this.#wrongly(id, bytes);
    const pieces = draw.between(1, 5);
    const upload = await this.client.finish(id, bytes, Math.ceil(bytes.length / pieces));
    this.#tally.did(isWrong ? "recordings with a wrong digest" : "recordings");
    return { upload, isWrong };
  }

  #bytes(): Buffer {
    const draw = this.#draw;
    const luck = draw.next();
    if (luck < 0.15) {
      this.#tally.did("sent again");
      return this.#last;
    }
    const size =
      luck < 0.25 ? draw.between(MIB, 18 * MIB) : Math.ceil(200 * KIB * draw.next() ** 3);
    const noise = recording(draw.below(2 ** 32), Math.max(1, size));
    // What comes after a whole MP4 is passed over by its readers.
    this.#last = luck > 0.8 ? Buffer.concat([this.#film, freeBox(noise)]) : noise;
    return this.#last;
  }

  /** It is never heard of again. */
  async #half(id: string, bytes: Buffer): Promise<void> {
    await this.#patch(id, bytes.subarray(0, bytes.length >> 1), 0);
    this.#tally.did("left in the middle");
  }

  /** At an offset that is not there, or with a checksum of other bytes: nothing of it may count. */
  async #wrongly(id: string, bytes: Buffer): Promise<void> {
    const wrong = this.#draw.chance(0.5)
      ? await this.#patch(id, bytes, 1)
      : await this.#patch(id, bytes, 0, { "upload-checksum": `sha256 ${base64("x".repeat(32))}` });
    this.#tally.did("requests that must be refused");
    if (wrong !== null && wrong.status < 300)
      throw new Error(`a wrong request got ${wrong.status}`);
  }

  async #patch(
    id: string,
    bytes: Buffer,
    offset: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Response | null> {
    const { nodes, world } = this.#house;
    const headers = {
      ...{ authorization: `Bearer ${world.deviceToken}`, "tus-resumable": "1.0.0" },
      ...{ "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
      ...more,
    };
    const body = new Uint8Array(bytes);
    const request = { method: "PATCH", headers, body };
    return fetch(`${this.#draw.of(nodes)}/uploads/${id}`, request).catch((error: unknown) => {
      // A broken connection; anything else is a finding.
      if (error instanceof TypeError) return null;
      throw error;
    });
  }
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** Bytes that nothing can compress or find elsewhere. */
function recording(at: number, sizeBytes: number): Buffer {
  const key = Buffer.alloc(16);
  key.writeUInt32BE(at);
  return createCipheriv("aes-128-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes));
}

function freeBox(content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(header.length + content.length);
  header.write("free", 4);
  return Buffer.concat([header, content]);
}

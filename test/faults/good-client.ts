/** A device that does everything right: it asks where to go on after any failure, and remembers what was acknowledged. */
import { Buffer } from "node:buffer";
import { setTimeout as sleep } from "node:timers/promises";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";

const PATIENCE_MS = 90_000;

/** What was sent, without the bytes: a long test could not keep them. */
export interface Content {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
}

export const contentOf = (bytes: Buffer): Content => ({
  sha256: sha256(bytes),
  sizeBytes: bytes.length,
});

export interface SentUpload {
  readonly id: string;
  readonly content: Content;
  /** The largest offset any answer of 2xx named. Nothing below it may ever be lost. */
  readonly acknowledgedBytes: number;
}

/** What the server says its receipt is. */
export interface ReceiptAnswer {
  readonly statement: string;
  readonly signature: string;
  readonly proof: string;
}

export class GoodClient {
  readonly #nodes: readonly string[];
  readonly #headers: Readonly<Record<string, string>>;
  readonly #pauseMs: number;
  readonly #patienceMs: number;
  /** Which node is asked: after anything that did not go well, the next. */
  #turn = 0;

  /** `pauseMs` is between two tries, and between two questions for a receipt. */
  constructor(
    nodes: string | readonly string[],
    deviceToken: string,
    pauseMs = 100,
    patienceMs = PATIENCE_MS,
  ) {
    this.#nodes = typeof nodes === "string" ? [nodes] : nodes;
    this.#pauseMs = pauseMs;
    this.#patienceMs = patienceMs;
    this.#headers = { authorization: `Bearer ${deviceToken}`, "tus-resumable": "1.0.0" };
  }

  /** Sends `bytes` in requests of `pieceBytes`, whatever happens to the server meanwhile. */
  async send(bytes: Buffer, pieceBytes: number): Promise<SentUpload> {
    return this.finish(await this.announce(bytes.length), bytes, pieceBytes);
  }

  /** The same for an upload that was announced, by whatever process. */
  async finish(id: string, bytes: Buffer, pieceBytes: number): Promise<SentUpload> {
    let offset = 0;
    let acknowledgedBytes = 0;
    await this.#untilDone(async () => {
      const location = `${this.#url}/uploads/${id}`;
      const head = await this.#ask("HEAD", location);
      if (head.status >= 500) return false;
      offset = Number(head.headers.get("upload-offset"));
      if (head.status !== 200 || offset < acknowledgedBytes) {
        throw new Error(`offset ${offset} (${head.status}) is below ${acknowledgedBytes}`);
      }
      while (offset < bytes.length) {
        const piece = bytes.subarray(offset, offset + pieceBytes);
        const answer = await this.#ask("PATCH", location, piece, {
          "upload-offset": String(offset),
          "content-type": "application/offset+octet-stream",
        });
        if (answer.status !== 204) return false;
        offset = Number(answer.headers.get("upload-offset"));
        acknowledgedBytes = Math.max(acknowledgedBytes, offset);
      }
      // All of it was there already: HEAD's word is an answer of 2xx too.
      acknowledgedBytes = Math.max(acknowledgedBytes, offset);
      return true;
    });
    return { id, content: contentOf(bytes), acknowledgedBytes };
  }

  /** Waits for the receipt of `uploadId`. */
  async receipt(uploadId: string): Promise<ReceiptAnswer> {
    let receipt: ReceiptAnswer | undefined;
    await this.#untilDone(async () => {
      const answer = await this.#ask("GET", `${this.#url}/uploads/${uploadId}/receipt`);
      if (answer.status !== 200) return false;
      receipt = (await answer.json()) as ReceiptAnswer;
      return true;
    });
    if (receipt === undefined) throw new Error("broken invariant: done means there is a receipt");
    return receipt;
  }

  /**
   * Answers the id. An announcement whose answer was lost is made again; the first one stays empty and
   * expires. `metadata` is told beside the name.
   */
  async announce(sizeBytes: number, ...metadata: readonly string[]): Promise<string> {
    const filename = `filename ${Buffer.from("clip.mp4").toString("base64")}`;
    let location = "";
    await this.#untilDone(async () => {
      const answer = await this.#ask("POST", `${this.#url}/uploads`, undefined, {
        "upload-length": String(sizeBytes),
        "upload-metadata": [filename, ...metadata].join(","),
      });
      location = new URL(answer.headers.get("location") ?? "", this.#url).href;
      return answer.status === 201;
    });
    return location.split("/").at(-1) ?? "";
  }

  get #url(): string {
    return this.#nodes[this.#turn % this.#nodes.length] ?? "";
  }

  async #ask(
    method: string,
    url: string,
    body?: Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return fetch(url, {
      method,
      headers: { ...this.#headers, ...headers },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
  }

  /** Tries until `attempt` says it is done; a broken connection is a reason to try again. */
  async #untilDone(attempt: () => Promise<boolean>): Promise<void> {
    const limit = Date.now() + this.#patienceMs;
    for (;;) {
      try {
        if (await attempt()) return;
      } catch (error) {
        // fetch says TypeError for every broken connection; anything else is a finding.
        if (!(error instanceof TypeError)) throw error;
      }
      if (Date.now() > limit) throw new Error("the system did not come back in time");
      this.#turn += 1;
      await sleep(this.#pauseMs);
    }
  }
}

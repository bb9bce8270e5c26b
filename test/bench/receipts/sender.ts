/** A device that sends noise as clips, each whole with its announcement, and asks until it holds the receipt. */
import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Between two questions for a receipt. */
const POLL_MS = 4;
const PATIENCE_MS = 60_000;

/** When a clip's last byte was acknowledged, and when its receipt was there; of performance.now(). */
export interface Times {
  readonly takenMs: number;
  readonly receiptedMs: number;
}

interface Answer {
  readonly status: number;
  readonly location: string;
}

export class Sender {
  readonly #url: URL;
  readonly #token: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string, token: string) {
    this.#url = new URL(url);
    this.#token = token;
  }

  async clip(sizeBytes: number): Promise<Times> {
    const body = randomBytes(sizeBytes);
    const announced = await this.#ask("POST", "/uploads", body);
    if (announced.status !== 201) throw new Error(`the clip was answered ${announced.status}`);
    const takenMs = performance.now();
    const receipt = `${new URL(announced.location, this.#url).pathname}/receipt`;
    while (performance.now() < takenMs + PATIENCE_MS) {
      const { status } = await this.#ask("GET", receipt, null);
      if (status === 200) return { takenMs, receiptedMs: performance.now() };
      if (status !== 202) throw new Error(`the receipt was answered ${status}`);
      await sleep(POLL_MS);
    }
    throw new Error("no receipt came");
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(method: string, path: string, body: Buffer | null): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const { hostname: host, port } = this.#url;
    const headers = {
      authorization: `Bearer ${this.#token}`,
      "tus-resumable": "1.0.0",
      ...(body !== null && {
        "content-type": "application/offset+octet-stream",
        "content-length": body.byteLength,
        "upload-length": body.byteLength,
      }),
    };
    const agent = this.#agent;
    const outgoing = request({ host, port, path, method, headers, agent }, (answer) => {
      answer.resume();
      answer.once("end", () => {
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? "" });
      });
    });
    outgoing.once("error", reject);
    outgoing.end(body ?? undefined);
    return promise;
  }
}

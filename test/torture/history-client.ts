/** A client that keeps what it called and what it heard, of whichever node it asked; what never came it heard nothing of. */
import { openCheckpoint } from "../../services/ledger/checkpoint.ts";
import { leafText } from "../../services/ledger/leaf.ts";
import { type NoteVerifier } from "../../services/ledger/note.ts";
import { parseProof } from "../../services/ledger/tlog-proof.ts";
import { parseReceiptStatement } from "../../services/sealing/receipt.ts";
import type { Draw } from "../fixtures/seeded.ts";
import type { ReceiptAnswer } from "../faults/good-client.ts";
import type { Asked, Call, Head } from "./history.ts";

const PATIENCE_MS = 4_000;
const PAPER = Buffer.from("%PDF-1.4\nthe decision").toString("base64");

export interface Access {
  readonly nodes: readonly string[];
  readonly deviceToken: string;
  readonly adminToken: string;
  readonly verifier: NoteVerifier;
}

export class HistoryClient {
  readonly #name: string;
  readonly #access: Access;
  readonly #draw: Draw;
  readonly #history: Call[];

  constructor(name: string, access: Access, draw: Draw, history: Call[]) {
    this.#name = name;
    this.#access = access;
    this.#draw = draw;
    this.#history = history;
  }

  announce(lengthBytes: number): Promise<string | null> {
    return this.#call({ op: "announce", lengthBytes }, async () => {
      const answer = await this.#device("POST", "/uploads", { "upload-length": `${lengthBytes}` });
      const location = answer?.status === 201 ? answer.headers.get("location") : null;
      return location?.split("/").at(-1) ?? null;
    });
  }

  offset(upload: string): Promise<number | null> {
    return this.#call({ op: "offset", upload }, async () =>
      offsetIn(await this.#device("HEAD", `/uploads/${upload}`), 200),
    );
  }

  append(upload: string, offset: number, bytes: Buffer): Promise<number | null> {
    return this.#call({ op: "append", upload, offset, bytes }, async () => {
      const headers = {
        "upload-offset": `${offset}`,
        "content-type": "application/offset+octet-stream",
      };
      return offsetIn(await this.#device("PATCH", `/uploads/${upload}`, headers, bytes), 204);
    });
  }

  end(upload: string): Promise<true | null> {
    return this.#call({ op: "end", upload }, async () =>
      (await this.#device("DELETE", `/uploads/${upload}`))?.status === 204 ? true : null,
    );
  }

  checkpoint(): Promise<Head | null> {
    return this.#call({ op: "checkpoint" }, async () => {
      const answer = await this.#fetch("/ledger/checkpoint", {});
      return answer?.status === 200 ? this.#headOf(await answer.text()) : null;
    });
  }

  hold(upload: string): Promise<true | null> {
    return this.#call({ op: "hold", upload }, async () => {
      const body = JSON.stringify({
        ...{ kind: "litigation", scope: { kind: "items", itemIds: [upload] } },
        document: { mediaType: "application/pdf", base64: PAPER },
        ...{ authorityNumber: "7", reason: "an appeal", reviewOn: "2027-01-01" },
      });
      const headers = {
        authorization: `Bearer ${this.#access.adminToken}`,
        "content-type": "application/json",
      };
      const answer = await this.#fetch("/api/v1/holds", { method: "POST", headers, body });
      return answer?.status === 201 ? true : null;
    });
  }

  receipt(upload: string) {
    return this.#call({ op: "receipt", upload }, async () => {
      const answer = await this.#device("GET", `/uploads/${upload}/receipt`);
      if (answer?.status !== 200) return null;
      const { statement, proof } = (await answer.json()) as ReceiptAnswer;
      const { itemId, serverSha256, manifestSha256, ledger } = parseReceiptStatement(statement);
      const leaf = leafText({ type: "clip", itemId, manifestSha256 });
      const head = this.#headOf(parseProof(proof)?.note ?? "");
      return { sha256: serverSha256, index: ledger.index, leaf, head };
    });
  }

  #headOf(note: string): Head {
    const { origin, size, rootSha256 } = openCheckpoint(note, this.#access.verifier);
    return { origin, size, rootSha256 };
  }

  async #call<T>(asked: object, ask: () => Promise<T | null>): Promise<T | null> {
    const beganAt = performance.now();
    const heard = await ask().catch((error: unknown) => {
      // fetch says TypeError for every broken connection; anything else is a finding.
      if (error instanceof TypeError || (error as Error).name === "TimeoutError") return null;
      throw error;
    });
    // What was not heard may be done at any time.
    const endedAt = heard === null ? Infinity : performance.now();
    this.#history.push({
      ...(asked as Asked),
      heard,
      client: this.#name,
      beganAt,
      endedAt,
    } as Call);
    return heard;
  }

  #device(
    method: string,
    path: string,
    more: Readonly<Record<string, string>> = {},
    body?: Buffer,
  ): Promise<Response | null> {
    const authorization = `Bearer ${this.#access.deviceToken}`;
    const headers = { authorization, "tus-resumable": "1.0.0", ...more };
    return this.#fetch(path, {
      ...{ method, headers },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
  }

  #fetch(path: string, init: RequestInit): Promise<Response | null> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return fetch(`${this.#draw.of(this.#access.nodes)}${path}`, { ...init, signal });
  }
}

const offsetIn = (answer: Response | null, status: number): number | null =>
  answer?.status === status ? Number(answer.headers.get("upload-offset")) : null;

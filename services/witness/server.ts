/** The door of a witness: C2SP tlog-witness `add-checkpoint` over HTTP, with bounded bodies. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBounded } from "../kernel/read-bounded.ts";
import { ADD_CHECKPOINT_MAX_BYTES, SIZE_TYPE } from "../ledger/add-checkpoint.ts";
import type { Witness, WitnessAnswer } from "../ledger/witness.ts";

/** tlog-witness, section add-checkpoint. */
const STATUS: Readonly<Record<WitnessAnswer["is"], number>> = {
  cosigned: 200,
  malformed: 400,
  "not-signed": 403,
  "unknown-log": 404,
  "other-size": 409,
  "not-consistent": 422,
};
const TEXT = "text/plain; charset=utf-8";

export interface WitnessDoor {
  readonly witness: Pick<Witness, "addCheckpoint">;
  /** What was asked and how it ended; `error`: why nothing could be answered. */
  readonly tell: (
    answer: WitnessAnswer | { readonly is: "error"; readonly error: unknown },
  ) => void;
}

export const witnessAnswers =
  (door: WitnessDoor) =>
  (request: IncomingMessage, response: ServerResponse): void =>
    void answer(door, request, response);

async function answer(
  door: WitnessDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, text, type = TEXT } = await replyTo(door, request);
  if (status === 413) response.shouldKeepAlive = false;
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(text);
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

async function replyTo({ witness, tell }: WitnessDoor, request: IncomingMessage): Promise<Reply> {
  if (request.url !== "/add-checkpoint") return { status: 404, text: "no such path\n" };
  if (request.method !== "POST") return { status: 405, text: "POST only\n" };
  const body = await readBounded(request, ADD_CHECKPOINT_MAX_BYTES).catch(() => null);
  if (body === null) return { status: 413, text: "too long, or it broke off\n" };
  try {
    const text = textOf(body);
    const said: WitnessAnswer =
      text === null ? { is: "malformed" } : await witness.addCheckpoint(text);
    tell(said);
    const status = STATUS[said.is];
    if (said.is === "cosigned") return { status, text: said.lines };
    if (said.is === "other-size") return { status, text: `${said.size}\n`, type: SIZE_TYPE };
    return { status, text: `${said.is}\n` };
  } catch (error) {
    tell({ is: "error", error });
    return { status: 503, text: "nothing was cosigned\n" };
  }
}

function textOf(body: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

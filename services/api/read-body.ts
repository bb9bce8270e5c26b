/** The whole body of a small request: bounded, as it came. */
import type { IncomingMessage } from "node:http";
import { readBounded } from "../kernel/read-bounded.ts";
import { Refusal } from "../kernel/refusal.ts";

/** @throws Refusal invalid "api/content-encoding", "api/body-too-large", "api/body-cut". */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { headers } = request;
  if (headers["content-encoding"] !== undefined) {
    throw new Refusal("invalid", "api/content-encoding", "encoded bodies are not taken", {
      fix: "Send the body as it is, without Content-Encoding.",
    });
  }
  const tooLarge = (): Refusal =>
    new Refusal("invalid", "api/body-too-large", "the body is too large", { facts: { maxBytes } });
  if (Number(headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  const body = await readBounded(request, maxBytes).catch((cause: unknown) => {
    // Whoever sent it is gone, and hears no answer; in the log it is theirs.
    if (!request.destroyed || request.complete) throw cause;
    throw new Refusal("invalid", "api/body-cut", "the connection ended within the body", { cause });
  });
  if (body === null) throw tooLarge();
  return body;
}

/** Sends DER over HTTP to an address that was configured, and takes what is answered: time stamps, and whether certificates were revoked. */
import { answerBounded } from "../../services/kernel/read-bounded.ts";

const LIMIT_MS = 20_000;

/** `types`: of what is asked, and of the answer. @throws an error for every other answer, and where none comes in time. */
export async function postDer(
  url: string,
  body: Uint8Array,
  [asked, wanted]: readonly [string, string],
  maxBytes: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": asked, Accept: wanted, ...headers },
    body: Uint8Array.from(body),
    // An address that was not configured is not asked.
    redirect: "error",
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || !type.startsWith(wanted)) {
    await response.body?.cancel();
    throw new Error(`answered ${response.status}`);
  }
  const answer = await answerBounded(response, maxBytes);
  if (answer === null) throw new Error("the answer is too long");
  return answer;
}

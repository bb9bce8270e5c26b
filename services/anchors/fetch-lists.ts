/**
 * Use case: keep an authority's newest lists of revoked certificates beside its tokens, and what it says when asked of the
 * certificate that stamps. Stamps do not wait for them.
 */
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { StampDeps } from "./stamp-anchors.ts";

/** Answers why one is not there, if any are configured and due; those that are there are kept all the same. */
export async function fetchLists(deps: StampDeps): Promise<unknown> {
  const { tokens, authority, clock } = deps;
  const { name, revocationLists: sources, askRevocation } = authority;
  if (sources.length === 0 && askRevocation === null) return null;
  if (!(await tokens.areListsDue(name, clock()))) return null;
  const response = askRevocation === null ? null : await tokens.newestToken(name);
  // Nothing was stamped yet: there is nobody to ask about.
  if (sources.length === 0 && response === null) return null;
  const looks = await Promise.allSettled([
    ...sources.map(async (read, place) => tokens.keepList(name, place, await read())),
    ...(response === null ? [] : [keepAnswer(deps, response)]),
  ]);
  const failed = looks.find((look) => look.status === "rejected");
  if (failed === undefined) {
    await tokens.listsRead(name, clock());
    return null;
  }
  const error: unknown = failed.reason;
  const code = isRefusal(error) ? error.code : "timestamps/list-unreachable";
  await tokens.listFailed(name, code, clock());
  return error;
}

/** @throws Refusal unavailable "timestamps/answer-unknown" once that is kept too: somebody must look into it. */
async function keepAnswer(
  { tokens, authority: { name, askRevocation }, clock }: StampDeps,
  response: Uint8Array,
): Promise<void> {
  const answer = await askRevocation?.(response, clock());
  if (answer === undefined) return;
  await tokens.keepAnswer(name, answer);
  if (answer.status !== "unknown") return;
  throw new Refusal(
    "unavailable",
    "timestamps/answer-unknown",
    "whoever answers for the authority does not know the certificate that stamps",
    { fix: "Compare the address that ocsp names with what the authority publishes, or ask them." },
  );
}

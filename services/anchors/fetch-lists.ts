/** Use case: keep an authority's newest lists of revoked certificates beside its tokens. Stamps do not wait for them. */
import { isRefusal } from "../kernel/refusal.ts";
import type { StampDeps } from "./stamp-anchors.ts";

/** Answers why one is not there, if any are configured and due; those that are there are kept all the same. */
export async function fetchLists({ tokens, authority, clock }: StampDeps): Promise<unknown> {
  const { name, revocationLists: sources } = authority;
  if (sources.length === 0 || !(await tokens.areListsDue(name, clock()))) return null;
  const looks = await Promise.allSettled(
    sources.map(async (read, place) => tokens.keepList(name, place, await read())),
  );
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

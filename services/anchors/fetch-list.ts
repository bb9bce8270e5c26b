/** Use case: keep an authority's newest list of revoked certificates beside its tokens. Stamps do not wait for it. */
import { isRefusal } from "../kernel/refusal.ts";
import type { StampDeps } from "./stamp-anchors.ts";

/** Answers why there is none, if one is configured and is due and cannot be had. */
export async function fetchList({ tokens, authority, clock }: StampDeps): Promise<unknown> {
  if (!(await tokens.isListDue(authority.name, clock()))) return null;
  try {
    const list = await authority.revocationList();
    if (list !== null) await tokens.keepList(authority.name, list, clock());
    return null;
  } catch (error) {
    const code = isRefusal(error) ? error.code : "timestamps/list-unreachable";
    await tokens.listFailed(authority.name, code, clock());
    return error;
  }
}

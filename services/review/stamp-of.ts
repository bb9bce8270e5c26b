/** When at the latest an entry existed, by the word of others: tokens over the earliest stamped checkpoint that covers it, judged anew. */
import { bytesOf } from "../anchors/stamp-anchors.ts";
import type { TimestampVerifier } from "../anchors/timestamp.ts";
import type { TokenStore } from "../anchors/token-store.ts";
import type { Facts } from "./check.ts";

export interface StampLook {
  readonly tokens: Pick<TokenStore, "stamped" | "tokens">;
  readonly verifier: TimestampVerifier;
}

/** The earliest time that holds, and whose it is; nothing without one. */
export async function stampOf(
  { tokens, verifier }: StampLook,
  { origin, index }: { readonly origin: string; readonly index: number },
): Promise<Facts> {
  const anchor = await tokens.stamped(origin, index);
  if (anchor === null) return {};
  const found: { readonly existedAt: string; readonly stampedBy: string }[] = [];
  for (const { response, rootsPem, list } of await tokens.tokens(origin, anchor.size)) {
    const verdict = await verifier.verify(bytesOf(anchor), response, rootsPem, list);
    if (!verdict.valid) continue;
    found.push({ existedAt: verdict.genTime, stampedBy: verdict.authority });
  }
  return found.sort((a, b) => (a.existedAt < b.existedAt ? -1 : 1))[0] ?? {};
}

/** An authority is asked about the certificate that stamped last, and what it says is kept, whatever becomes of its lists. */
import { expect, it } from "vitest";
import { fetchLists } from "../../../services/anchors/fetch-lists.ts";
import type { CertificateAnswer } from "../../../services/anchors/revocation.ts";
import type { TimestampAuthority } from "../../../services/anchors/timestamp.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { MemoryAnchorStore } from "../../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../../fakes/ledger-store.ts";
import { MemoryTokenStore } from "../../fakes/token-store.ts";

const START = "2026-11-25T12:00:00.000Z" as UtcInstant;

it("is asked once there is a stamp, then once an hour; an answer that says nothing is kept and told", async () => {
  const tokens = new MemoryTokenStore(new MemoryAnchorStore(new MemoryLedgerStore()));
  let now = START;
  let status: CertificateAnswer["status"] | "silent" = "good";
  const asked: string[] = [];
  const authority: TimestampAuthority = {
    ...{ name: "court", rootsPem: "", revocationLists: [] },
    stamp: () => Promise.reject(new Error("is not asked for")),
    async askRevocation(response, at) {
      asked.push(Buffer.from(response).toString());
      if (status === "silent")
        throw new Refusal("unavailable", "timestamps/answer-unreachable", "silent");
      return {
        ...{ der: Buffer.from(at), status, producedAt: at, thisUpdate: at, nextUpdate: null },
        ...{ certificateSha256: sha256(response), hasNonce: true },
        certificateEndsAt: "2099-01-01T00:00:00.000Z" as UtcInstant,
      };
    },
  };
  const look = async (minutes: number) => {
    now = plusMs(now, minutes * 60_000);
    const error = await fetchLists({ tokens, authority, clock: () => now });
    const [state] = await tokens.states();
    return [asked.length, tokens.listsOf("court").length, state?.listFailure, error === null];
  };
  await tokens.configure([authority], now);
  expect(await look(0)).toEqual([0, 0, null, true]);
  const token = { response: Buffer.from("token"), genTime: now, validUntil: now };
  await tokens.keep({ origin: "haikou/2026", size: 1 }, "court", token, now);
  expect(await look(0)).toEqual([1, 1, null, true]);
  expect(await look(59)).toEqual([1, 1, null, true]);
  status = "silent";
  expect(await look(1)).toEqual([2, 1, "timestamps/answer-unreachable", false]);
  status = "unknown";
  const later = { response: Buffer.from("later"), genTime: now, validUntil: now };
  await tokens.keep({ origin: "haikou/2026", size: 2 }, "court", later, now);
  expect(await look(1)).toEqual([3, 2, "timestamps/answer-unknown", false]);
  status = { at: START, reason: 1 };
  expect(await look(1)).toEqual([4, 2, null, true]);
  expect(asked).toEqual(["token", "token", "later", "later"]);
  const nobody = { ...authority, askRevocation: null };
  expect(await fetchLists({ tokens, authority: nobody, clock: () => plusMs(now, 9e9) })).toBeNull();
  expect(asked).toHaveLength(4);
});

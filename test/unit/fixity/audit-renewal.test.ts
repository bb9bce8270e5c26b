/** A file of a renewal is read whole by the audit, however long, on a store that lends its buffers. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { renewalFiles } from "../../../services/anchors/proof-paths.ts";
import type { Renewal } from "../../../services/anchors/renewal-store.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { renewalKey } from "../../../services/objects/object-key.ts";
import { auditRenewal } from "../../../services/fixity/audit-renewal.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

const KEY = { origin: "haikou/2026", number: 1 };
const response = randomBytes(900_000);
const path = renewalFiles(KEY).token("court");
const file = path.slice(path.lastIndexOf("/") + 1);

async function audited(stored: Buffer) {
  const objects = new MemoryObjectStore(() => NOON);
  const ref = await objects.put(renewalKey(KEY.origin, file, sha256(response)), stored);
  await objects.lock(ref, { mode: "compliance", until: plusMs(NOON, 86_400_000) });
  const renewals = {
    of: () => Promise.resolve([{ ...KEY, files: [], text: "" } as unknown as Renewal]),
    tokens: () => Promise.resolve([{ authority: "court", response }]) as never,
  };
  const deps = { renewals, objects, clock: () => NOON };
  const target = { kind: "renewal", ...KEY, file } as const;
  return auditRenewal(deps, target, null, () => Promise.resolve());
}

it("finds nothing in what is there as it was kept, and a changed byte at either end", async () => {
  const { findings, sizeBytes } = await audited(response);
  expect([findings, sizeBytes]).toEqual([[], 900_000]);
  for (const at of [0, 899_999]) {
    const changed = Buffer.from(response);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    const kinds = (await audited(changed)).findings.map(({ code }) => code);
    expect(kinds).toEqual(["fixity/digest-differs"]);
  }
});

/** The CasefileStore in memory keeps the port's promises. */
import { sha256 } from "../../services/kernel/digest.ts";
import { type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryCasefileStore } from "../fakes/casefile-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemorySealStore } from "../fakes/seal-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { NOON, TODAY, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { casefileStoreContract } from "./casefile-store.contract.ts";

casefileStoreContract("memory", async () => {
  const [items, seals, actions] = [
    new MemoryEvidenceStore(),
    new MemorySealStore(),
    new MemoryActionStore(),
  ];
  const cases = new MemoryCaseStore(items);
  const by = newId<UserId>();
  const deps = { cases, clock: () => NOON, today: () => TODAY };
  const file = await createCase(deps, by, { number: "1", title: "t" });
  const [sealedId, openId] = [newId<ItemId>(), newId<ItemId>()];
  const original = verifiedOriginal(sealedId, Buffer.from("x"), "v");
  const sealed = receivedItem({ id: sealedId, stage: "sealed", original });
  for (const item of [sealed, receivedItem({ id: openId, deviceId: sealed.deviceId })])
    items.add(item);
  seals.addDevice(sealed.deviceId);
  await seals.manifestOnce(sealedId, "original", sealed.deviceId, () => Buffer.from(sha256("m")));
  cases.links.set(file.id, new Set([sealedId, openId]));
  const store = new MemoryCasefileStore({ items, cases, seals, actions });
  return { store, actions, caseId: file.id, by, itemIds: [sealedId, openId] };
});

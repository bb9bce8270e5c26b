/** The ActionStore in memory, and the stores in memory that tell it what they change, keep the port's promises. */
import { sha256 } from "../../services/kernel/digest.ts";
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryAssignmentStore } from "../fakes/assignment-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryCertificateStore } from "../fakes/certificate-store.ts";
import { MemoryDeviceStore } from "../fakes/device-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryPackageStore } from "../fakes/package-store.ts";
import { MemorySigningStore } from "../fakes/signing-store.ts";
import { MemoryQuotaStore } from "../fakes/quota-store.ts";
import { actionStoreContract } from "./action-store.contract.ts";

actionStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const access = new MemoryAccessStore(actions);
  const devices = new MemoryDeviceStore();
  return {
    ...{ actions, access, assignments: new MemoryAssignmentStore(access, actions) },
    cases: new MemoryCaseStore(new MemoryEvidenceStore(), actions),
    certificates: new MemoryCertificateStore(devices, actions),
    packages: new MemoryPackageStore(actions),
    quotas: new MemoryQuotaStore(() => true, actions),
    signings: new MemorySigningStore(() => true, actions),
    alsoAdd: (id) => devices.add({ id, retiredAt: null, certificateOnly: false }, sha256(id)),
  };
});

/** Use case of the process that holds the keys: sign the certificates that were asked for. */
import type { DeviceId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { CertificateIssuer } from "./certificate-formats.ts";
import type { CertificateStore } from "./certificate-store.ts";

export interface IssueDeps {
  readonly certificates: Pick<CertificateStore, "waiting" | "issueOnce" | "refuse">;
  readonly issuer: CertificateIssuer;
}

/** How one request ended this time; "waits" for an error after which it waits on. */
export interface Issued {
  readonly deviceId: DeviceId;
  readonly end: "issued" | "refused" | "waits";
  readonly error?: unknown;
}

/** One round takes the oldest few, so that a stop is heard soon. */
const PER_ROUND = 20;

/**
 * Signs what waits, oldest first, and answers how each ended. One that cannot be signed stops no other. A
 * certificate that was signed and, for a cut, not kept was handed to nobody; another is signed instead.
 */
export async function issueCertificates(
  { certificates, issuer }: IssueDeps,
  signal: AbortSignal,
): Promise<readonly Issued[]> {
  const ended: Issued[] = [];
  for (const request of await certificates.waiting(PER_ROUND)) {
    if (signal.aborted) break;
    const { id, deviceId } = request;
    try {
      await certificates.issueOnce(id, await issuer.issue(request));
      ended.push({ deviceId, end: "issued" });
    } catch (error) {
      // What is wrong with a request now is wrong with it for good.
      const isOver = isRefusal(error) && (error.kind === "invalid" || error.kind === "tampered");
      if (isOver) await certificates.refuse(id, error.code);
      ended.push({ deviceId, end: isOver ? "refused" : "waits", error });
    }
  }
  return ended;
}

/** Has the certificates signed that devices asked for; the custody process calls it by timer. */
import {
  type IssueDeps,
  type Issued,
  issueCertificates,
} from "../../services/access/issue-certificates.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { tellOutcomes } from "./tell-outcomes.ts";

/** Without the signer, or without an authority for devices, no request fares better than the first. */
const PAUSE_MS = 5_000;

class DeviceCertificates {
  readonly #deps: IssueDeps & { readonly clock: Clock };
  #pausedAtMs = -Infinity;

  constructor(deps: IssueDeps & { readonly clock: Clock }) {
    this.#deps = deps;
  }

  async round(signal: AbortSignal): Promise<readonly Issued[]> {
    const nowMs = Date.parse(this.#deps.clock());
    // A clock that was set back ends the pause.
    if (Math.abs(nowMs - this.#pausedAtMs) < PAUSE_MS) return [];
    const issued = await issueCertificates(this.#deps, signal);
    if (issued.some(({ error }) => isUnavailable(error))) this.#pausedAtMs = nowMs;
    return issued;
  }
}

export function certificateRound(
  deps: IssueDeps & { readonly clock: Clock },
  log: Parameters<typeof tellOutcomes>[0],
) {
  const certificates = new DeviceCertificates(deps);
  return async (signal: AbortSignal): Promise<void> => {
    const issued = await certificates.round(signal);
    tellOutcomes(log, issued, "device certificate", "device certificate not issued");
  };
}

const isUnavailable = (error: unknown): boolean => isRefusal(error) && error.kind === "unavailable";

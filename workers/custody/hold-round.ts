/** Round: items come into holds and leave them, and the store is made to show it. */
import { type KeepHoldsDeps, keepHolds } from "../../services/holds/keep-holds.ts";

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export const holdRound =
  (deps: Omit<KeepHoldsDeps, "log"> & { readonly log: Log }) =>
  async (signal: AbortSignal): Promise<void> => {
    const { joined, left, lookedAt, failed } = await keepHolds(deps, signal);
    if (joined + left > 0) deps.log.info({ joined, left, lookedAt }, "holds");
    if (failed > 0) deps.log.warn({ failed }, "items wait to be held, or released, by the store");
  };

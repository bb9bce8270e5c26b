/** Decides which logs' time stamps are renewed, and says which; the stamps over a renewal come with the authorities' other work. */
import { type RenewLogsDeps, renewLogs } from "../../services/anchors/renew-logs.ts";

interface Log {
  info(fields: object, text: string): void;
}

export const renewalRound =
  (deps: RenewLogsDeps, log: Log) =>
  async (signal: AbortSignal): Promise<void> => {
    for (const { origin, number, size } of await renewLogs(deps, signal))
      log.info({ origin, number, size }, "renewal");
  };

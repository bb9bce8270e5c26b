/** Round: keys that the signer works with stand in the register, and the ledger is told of them. */
import type { HouseKey } from "../../services/keys/key.ts";
import {
  type RegisterDeps,
  enterKeyEntries,
  registerKey,
} from "../../services/keys/register-key.ts";

export interface KeyRoundDeps extends RegisterDeps {
  readonly signer: { inUse(): Promise<readonly HouseKey[]> };
}

interface Log {
  info(fields: object, text: string): void;
}

export const keyRound = (deps: KeyRoundDeps, log: Log) => async (): Promise<void> => {
  for (const key of await deps.signer.inUse()) await registerKey(deps, key);
  const entered = await enterKeyEntries(deps);
  if (entered > 0) log.info({ entered }, "keys told in the ledger");
};

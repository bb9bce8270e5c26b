/** Round: keys that are to be replaced are, those that the signer works with stand in the register, and the ledger is told of them. */
import { type HouseKey, isToReplace } from "../../services/keys/key.ts";
import {
  type RegisterDeps,
  enterKeyEntries,
  registerKey,
} from "../../services/keys/register-key.ts";

export interface KeyRoundDeps extends RegisterDeps {
  readonly signer: {
    inUse(): Promise<readonly HouseKey[]>;
    replace(certificate: Uint8Array): Promise<void>;
  };
}

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

export const keyRound = (deps: KeyRoundDeps, log: Log) => async (): Promise<void> => {
  const { keys, signer } = deps;
  for (const { role, certificate } of (await keys.keys()).filter(isToReplace)) {
    if (certificate === null) continue;
    await signer.replace(certificate.der).then(
      () => log.info({ role }, "a new key"),
      (error: unknown) => log.warn({ role, err: error }, "a key waits to be replaced"),
    );
  }
  try {
    for (const key of await signer.inUse()) await registerKey(deps, key);
  } finally {
    // Also while a token is out: a revocation waits for no signer.
    const entered = await enterKeyEntries(deps);
    if (entered > 0) log.info({ entered }, "keys told in the ledger");
  }
};

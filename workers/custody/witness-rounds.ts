/** One round for each witness, so that one that does not answer holds up no other. */
import { type CosignAnchorsDeps, cosignAnchors } from "../../services/anchors/cosign-anchors.ts";
import { CONTRADICTIONS } from "../../services/anchors/witness-store.ts";
import type { Policy } from "../../services/ledger/policy.ts";

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

interface WitnessRound {
  readonly name: string;
  readonly round: (signal: AbortSignal) => Promise<void>;
}

/** Of the witnesses in `policy` that have an address; how others stood is forgotten. */
export async function witnessRounds(
  deps: CosignAnchorsDeps,
  policy: Policy | null,
  log: Log,
): Promise<readonly WitnessRound[]> {
  const asked = (policy?.witnesses ?? []).flatMap(({ url, ...witness }) =>
    url === null ? [] : [{ ...witness, url }],
  );
  await deps.witnesses.keepOnly(asked.map(({ vkey }) => vkey));
  return asked.map((witness) => ({
    name: `witness ${witness.name}`,
    async round(signal) {
      for (const { problem, ...line } of await cosignAnchors(deps, witness, signal)) {
        const fields = { ...line, witness: witness.verifier.name };
        if (problem === null) log.info(fields, "cosigned");
        else if (CONTRADICTIONS.includes(problem)) {
          log.error({ ...fields, problem }, "a witness saw another history");
        } else log.warn({ ...fields, problem }, "not cosigned; tried again later");
      }
    },
  }));
}

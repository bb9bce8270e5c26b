/** What /readyz tells of the certificates of the house's own keys. */
import type { Clock } from "../kernel/clock.ts";
import { rolesEnding } from "../keys/key-end.ts";
import type { RegisteredKey } from "../keys/key.ts";
import type { Dependency } from "./health.ts";

export interface CertificateLooks {
  /** Every key that ever was. */
  readonly houseKeys: () => Promise<readonly RegisteredKey[]>;
  readonly clock: Clock;
}

export const certificateDependency = ({ houseKeys, clock }: CertificateLooks): Dependency => ({
  name: "certificates",
  check: async () => {
    if (rolesEnding(await houseKeys(), clock()).length > 0) throw new Error("a certificate ends");
  },
  fix: "The certificate of a key in use ends soon: `holdfast keys list` tells which, `holdfast doctor` what to do.",
  kind: "backlog",
  knownBy: "postgres",
});

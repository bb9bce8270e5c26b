/** The certificate that a dock sends with: held, renewed by itself, and told of where that fails. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  type ClientTls,
  type HeldIdentity,
  readIdentity,
  tlsOf,
} from "../access/device-identity.ts";
import { type RenewDeps, renewWhenDue } from "../access/renew-identity.ts";
import type { Notice } from "./problem.ts";

/** A dock that was off, or whose server was away, renews soon after. */
const LOOK_EVERY_MS = 3_600_000;

export class OwnIdentity {
  readonly #deps: RenewDeps;
  #held: HeldIdentity;
  #tls: ClientTls;
  #isLate = false;

  private constructor(deps: RenewDeps, held: HeldIdentity) {
    this.#deps = deps;
    this.#held = held;
    this.#tls = tlsOf(held);
  }

  /** Null where the dock has not enrolled. */
  static async open(deps: RenewDeps): Promise<OwnIdentity | null> {
    const held = await readIdentity(deps.files, deps.tools);
    return held === null ? null : new OwnIdentity(deps, held);
  }

  /** Where it enrolled, and the ledger's key that was pinned then. */
  get server(): { readonly url: string; readonly ledgerKey: string } {
    const { url, ledgerKey } = this.#held;
    return { url, ledgerKey };
  }

  /** As it is now; another object once it was renewed. */
  readonly tls = (): ClientTls => this.#tls;

  readonly notices = (): readonly Notice[] => (this.#isLate ? ["certificate-not-renewed"] : []);

  /** Renews if it is due. What goes wrong leaves the old one in use and is shown. */
  async renew(): Promise<void> {
    try {
      const held = await renewWhenDue(this.#deps);
      this.#isLate = false;
      if (held === null || held.pem === this.#held.pem) return;
      this.#held = held;
      this.#tls = tlsOf(held);
    } catch {
      this.#isLate = true; // the wall says so, and that the next look tries again
    }
  }

  /** Looks now and then until `ended`. */
  async keepRenewed(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await this.renew();
      await sleep(LOOK_EVERY_MS, null, { signal: ended }).catch(() => null);
    }
  }
}

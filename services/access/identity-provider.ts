/** Port: the agency's identity provider, which knows a person by a password, a card or a device of its own (OpenID Connect Core 1.0). */
import type { UtcInstant } from "../kernel/clock.ts";

/** What a sign-on is bound to. Each is used once. */
export interface SignOnSecrets {
  /** Comes back with the person (OpenID Connect Core 3.1.2.1). */
  readonly state: string;
  /** Stands in the signed identity token. */
  readonly nonce: string;
  /** RFC 7636: who redeems the code shows that he asked for it. */
  readonly verifier: string;
}

export interface Identity {
  /** Who vouches, and the name by which he knows the person for ever. */
  readonly issuer: string;
  readonly subject: string;
  /** The claim by which our accounts are found. */
  readonly name: string;
  /** The person's staff number, where a claim for it is configured and comes; null: not told. */
  readonly staffNumber: string | null;
  /** When the provider last asked who it is (auth_time); null: it does not say. */
  readonly askedAt: UtcInstant | null;
}

export interface IdentityProvider {
  /** What people call it; on the button of the log-in page. */
  readonly title: string;
  /** Where the browser goes; `again`: the person is to be asked even if the provider knows them by a cookie. @throws Refusal unavailable "access/provider-out". */
  address(secrets: SignOnSecrets, again: boolean): Promise<URL>;
  /**
   * Who came back, by a token whose signature, issuer, audience, nonce and time were checked. `query` is what the
   * browser brought. @throws Refusal unavailable "access/provider-out"; forbidden "access/sign-on-failed".
   */
  identityOf(query: URLSearchParams, secrets: SignOnSecrets): Promise<Identity>;
}

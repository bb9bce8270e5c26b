/** The agency's identity provider over OpenID Connect: code flow with PKCE, the token's signature checked. */
import * as client from "openid-client";
import { z } from "zod";
import type {
  Identity,
  IdentityProvider,
  SignOnSecrets,
} from "../../services/access/identity-provider.ts";
import { StaffNumber } from "../../services/access/same-person.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { OidcSettings } from "./config.ts";

const LIMIT_SECONDS = 10;
const Known = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  /** Seconds since 1970. */
  auth_time: z.number().int().min(0).max(99_999_999_999).optional(),
});
const Name = z.string().trim().min(1).max(200);

/** Null where none is configured. `returnAddress`: where the provider sends people back to. */
export function identityProvider(
  settings: OidcSettings,
  returnAddress: () => string,
): IdentityProvider | null {
  const { HOLDFAST_OIDC_ISSUER: issuer, HOLDFAST_OIDC_TITLE: title } = settings;
  const { HOLDFAST_OIDC_CLAIM: name, HOLDFAST_OIDC_STAFF_CLAIM: staffNumber } = settings;
  const claim = { name, staffNumber };
  if (issuer === undefined) return null;
  const known = discovery(new URL(issuer), settings);
  return {
    title,
    async address({ state, nonce, verifier }, again) {
      const challenge = await client.calculatePKCECodeChallenge(verifier);
      return client.buildAuthorizationUrl(await known(), {
        ...{ redirect_uri: returnAddress(), scope: "openid profile", state, nonce },
        ...{ code_challenge: challenge, code_challenge_method: "S256" },
        // Core 3.1.2.1: with max_age the token must tell auth_time.
        ...(again ? { prompt: "login", max_age: "0" } : {}),
      });
    },
    async identityOf(query, secrets) {
      const configuration = await known();
      const came = new URL(`${returnAddress()}?${query.toString()}`);
      return identityIn(await claimsOf(configuration, came, secrets, claim), claim);
    },
  };
}

/** What the provider says of itself, asked once it is needed, and again after it was out. */
function discovery(issuer: URL, settings: OidcSettings): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | null = null;
  const { HOLDFAST_OIDC_CLIENT_ID: id, HOLDFAST_OIDC_CLIENT_SECRET: secret } = settings;
  const authentication = secret === undefined ? client.None() : client.ClientSecretBasic(secret);
  const execute = [
    client.enableNonRepudiationChecks,
    // oxlint-disable-next-line typescript/no-deprecated -- only for a provider on this machine: config.ts sees to that
    ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : []),
  ];
  return async () => {
    known ??= client.discovery(issuer, id, undefined, authentication, {
      execute,
      timeout: LIMIT_SECONDS,
    });
    try {
      return await known;
    } catch (cause) {
      known = null;
      throw out(cause);
    }
  };
}

type Claims = Readonly<Record<string, unknown>>;

interface Wanted {
  readonly name: string;
  readonly staffNumber: string | undefined;
}

/** Of the identity token; where it lacks a claim, also what the provider tells of that person when asked (Core 5.3). */
async function claimsOf(
  configuration: client.Configuration,
  came: URL,
  { state, nonce, verifier }: SignOnSecrets,
  { name, staffNumber }: Wanted,
): Promise<Claims> {
  try {
    const answer = await client.authorizationCodeGrant(configuration, came, {
      ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
      idTokenExpected: true,
    });
    const claims = answer.claims();
    if (claims === undefined) return {};
    if (name in claims && (staffNumber === undefined || staffNumber in claims)) return claims;
    const told = await client.fetchUserInfo(configuration, answer.access_token, claims.sub);
    return { ...told, ...claims };
  } catch (cause) {
    throw isOut(cause) ? out(cause) : failed(cause);
  }
}

function identityIn(claims: Claims, wanted: Wanted): Identity {
  const said = Known.safeParse(claims);
  const name = Name.safeParse(claims[wanted.name]);
  const number = wanted.staffNumber === undefined ? null : claims[wanted.staffNumber];
  if (!said.success || !name.success) {
    throw new Refusal("forbidden", "access/sign-on-failed", "the provider names nobody", {
      fix: "Set HOLDFAST_OIDC_CLAIM to a claim that the provider puts into identity tokens.",
    });
  }
  const { iss: issuer, sub: subject, auth_time: asked } = said.data;
  const askedAt = asked === undefined ? null : utcInstant(new Date(asked * 1000));
  const staffNumber = StaffNumber.nullable()
    .catch(null)
    .parse(number ?? null);
  return { issuer, subject, name: name.data.normalize("NFC"), staffNumber, askedAt };
}

/** No connection, no answer in time, or an answer that is a fault of the provider's. */
const isOut = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Error && ["TimeoutError", "AbortError"].includes(error.name)) ||
  (error instanceof client.ClientError && error.code === "OAUTH_TIMEOUT") ||
  (error instanceof client.ResponseBodyError && error.status >= 500);

const out = (cause: unknown): Refusal =>
  new Refusal("unavailable", "access/provider-out", "the identity provider does not answer", {
    fix: "Try again in a minute; an account with a password gets in without the provider.",
    cause,
  });

const failed = (cause: unknown): Refusal =>
  new Refusal("forbidden", "access/sign-on-failed", "the provider did not vouch for anybody", {
    fix: "Begin again at the log-in page.",
    cause,
  });

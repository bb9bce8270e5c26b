/** What the operator says of the agency's identity provider. */
import { z } from "zod";

/** Plain HTTP is for a provider on this machine alone: an identity token must not pass over a wire in the clear. */
const isAllowed = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
};

export const OidcConfig = z.object({
  HOLDFAST_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(isAllowed, "must be https, or on this machine")
    .optional()
    .describe(
      "Issuer of the OpenID Connect provider by which people may log in; unset, there is none",
    ),
  HOLDFAST_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .default("holdfast")
    .describe("The name under which the provider knows this service"),
  HOLDFAST_OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe("The client's secret (or _FILE); unset, a public client with PKCE"),
  HOLDFAST_OIDC_CLAIM: z
    .string()
    .regex(/^[A-Za-z0-9_.:/-]{1,100}$/)
    .default("preferred_username")
    .describe("Claim that names a person; take one that people cannot change themselves"),
  HOLDFAST_OIDC_STAFF_CLAIM: z
    .string()
    .regex(/^[A-Za-z0-9_.:/-]{1,100}$/)
    .optional()
    .describe(
      "Claim with the person's staff number, by which two accounts are known to be one person's; unset, the provider is not asked for it",
    ),
  HOLDFAST_OIDC_TITLE: z
    .string()
    .min(1)
    .max(60)
    .default("OpenID Connect")
    .describe("What people call the provider, on the button of the log-in page"),
});
export type OidcSettings = z.infer<typeof OidcConfig>;

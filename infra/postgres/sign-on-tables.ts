/** The rows of sign-ons under way. */
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { Time } from "./device-tables.ts";

export interface SignOnTables {
  sign_ons: {
    state_sha256: Sha256;
    browser_sha256: Sha256;
    nonce: string;
    verifier: string;
    back: string;
    begun_at: Time;
    confirms: Sha256 | null;
  };
}

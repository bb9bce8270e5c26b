/** What a token's fault is called outside, and what to do about it. Sealing waits through all of them. */
import { Refusal, type RefusalCode } from "../../../services/kernel/refusal.ts";
import type { TokenFault } from "./token-fault.ts";

interface Words {
  readonly code: RefusalCode;
  readonly text: string;
  readonly fix: string;
}

const WORDS: Readonly<Record<TokenFault, Words>> = {
  gone: {
    code: "keys/token-gone",
    text: "the token with the signing key does not answer",
    fix: "Look after the token, its line and its module. Sealing goes on by itself once it answers.",
  },
  "pin-refused": {
    code: "keys/pin-refused",
    text: "the token refused the PIN, or what it said was not heard; it is not tried again",
    fix: "Write the right PIN into the file that pin-source names. It is tried once each time that file is written.",
  },
  "pin-locked": {
    code: "keys/pin-locked",
    text: "the token's PIN is locked, or one try from it",
    fix: "Have whoever administers the token unlock it, or log in once by hand with the right PIN.",
  },
  "no-key": {
    code: "keys/not-in-token",
    text: "the token does not hold the key of the certificate",
    fix: "Compare the token and the name of the key with HOLDFAST_SIGNER_KEY; put the right token back.",
  },
  exportable: {
    code: "keys/exportable",
    text: "a key of this name could be read out of the token",
    fix: "Make one in the token itself, sensitive and not extractable, and name that one.",
  },
  other: {
    code: "keys/token-fault",
    text: "the token did not do what it was asked",
    fix: "Look up the code in the manual of the token's module, and look after the token.",
  },
};

/** `rv` is CK_RV, as the module gave it. */
export function tokenRefusal(fault: TokenFault, rv: number | null): Refusal {
  const { code, text, fix } = WORDS[fault];
  const facts = rv === null ? {} : { rv: `0x${rv.toString(16)}` };
  return new Refusal("unavailable", code, text, { fix, facts });
}

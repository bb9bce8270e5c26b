/** COSE_Sign1 (RFC 9052 4.2) around a claim, by ES256, with its certificates (RFC 9360): what is signed, and the container. */
import { encode } from "cborg";

/** RFC 9053 2.1. */
const ES256 = -7;
/** Labels of header parameters: RFC 9052 3.1, RFC 9360 2. */
const ALGORITHM = 1;
const X5CHAIN = 33;
/** CBOR tag 18: COSE_Sign1. */
const TAGGED = Buffer.of(0xd2);

/** `chain`: certificates as DER, the signer's first, without the root. */
function protectedHeader(chain: readonly Uint8Array[]): Uint8Array {
  const [only] = chain;
  return encode(
    new Map<number, unknown>([
      [ALGORITHM, ES256],
      [X5CHAIN, chain.length === 1 ? only : [...chain]],
    ]),
  );
}

/** Sig_structure (RFC 9052 4.4). It begins with 84, no byte that the attributes of a CMS begin with. */
export const claimToSign = (claim: Uint8Array, chain: readonly Uint8Array[]): Uint8Array =>
  encode(["Signature1", protectedHeader(chain), new Uint8Array(), claim]);

/** `signature`: r and s, of 32 bytes each. The claim lies beside it, not in it. */
export const coseSign1 = (signature: Uint8Array, chain: readonly Uint8Array[]): Buffer =>
  Buffer.concat([TAGGED, encode([protectedHeader(chain), {}, null, signature])]);

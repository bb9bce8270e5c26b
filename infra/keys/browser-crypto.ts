/**
 * node:crypto for the verifier's page: what it uses of it, on the audited @noble libraries. The build puts this in
 * its place. test/unit/keys/browser-crypto.test.ts holds both to the same answers.
 */
export { X509Certificate } from "./browser-certificate.ts";
export { createHash, hash } from "./browser-hash.ts";
export { KeyObject, createPublicKey, verify } from "./browser-keys.ts";

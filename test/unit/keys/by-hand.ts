/** Containers put together by hand with an honest key: other parts, or attributes in another order than DER asks for. */
import { sign } from "node:crypto";
import {
  type Asn1,
  Type,
  encode,
  oid,
  parse,
  partsOf,
  partsOfTagged,
  sequence,
  setOf,
  tagged,
} from "../../../infra/keys/asn1.ts";
import type { Credential } from "../../../infra/keys/certificate-authority.ts";
import { assemble, signedAttributes } from "../../../infra/keys/cms-signer.ts";
import { OID } from "../../../infra/keys/oids.ts";

/** The SignerInfo of `der` changed, everything around it kept. */
export function withSigner(der: Buffer, change: (parts: Asn1[]) => Asn1[]): Buffer {
  const [type, explicit] = partsOf(parse(der), Type.SEQUENCE);
  const [data] = partsOfTagged(explicit, 0);
  const parts = [...partsOf(data, Type.SEQUENCE)];
  const [signer] = partsOf(parts[4], Type.SET);
  parts[4] = setOf(sequence(...change([...partsOf(signer, Type.SEQUENCE)])));
  return encode(sequence(type!, tagged(0, true, [sequence(...parts)])));
}

/** The container over `attributes` in the order given, honestly signed over just those bytes. */
export function signedInOrder(attributes: Asn1[], credential: Credential): Buffer {
  const set = { ...setOf(), value: attributes };
  const signature = sign("sha256", encode(set), credential.privateKey);
  return withSigner(assemble(setOf(...attributes), signature, credential), (parts) => {
    parts[3] = tagged(0, true, attributes);
    return parts;
  });
}

/** What we sign of `bytes`, in DER order. */
export const ownAttributes = (
  bytes: Uint8Array,
  { certificate }: Credential,
  now: Date,
): Asn1[] => [...partsOf(signedAttributes(bytes, certificate, now), Type.SET)];

/** The order in which node-forge's README gives them, and forge writes them. */
export function inReadmeOrder(attributes: readonly Asn1[]): Asn1[] {
  const hex = (node: Asn1): string => encode(node).toString("hex");
  const named = (name: string): Asn1 =>
    attributes.find((attribute) => hex(attribute).includes(hex(oid(name))))!;
  return [OID.contentType, OID.messageDigest, OID.signingTime, OID.signingCertificateV2].map(named);
}

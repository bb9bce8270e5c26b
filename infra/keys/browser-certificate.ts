/** Certificates as node:crypto has them, for browsers: the parts that our verifiers ask for, read from strict DER. */
import {
  Malformed,
  type Asn1,
  Type,
  contentOf,
  encode,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
  isTagged,
} from "./asn1.ts";
import { KeyObject, derOf } from "./browser-keys.ts";
import { OID, SIGNATURE_DIGESTS } from "./oids.ts";

const KEY_CERT_SIGN = 0x04;

export class X509Certificate {
  readonly raw: Buffer;
  /** One attribute a line, in the order of the certificate. */
  readonly subject: string;
  readonly ca: boolean;
  readonly #tbs: Asn1;
  readonly #spki: Buffer;
  readonly #names: { readonly issuer: Buffer; readonly subject: Buffer };
  readonly #extensions: ReadonlyMap<string, Buffer>;
  readonly #signature: { readonly algorithm: string; readonly value: Buffer };

  /** From PEM (the first certificate) or DER. @throws Malformed. */
  constructor(input: string | Uint8Array) {
    this.raw = typeof input === "string" ? derOf(input, "CERTIFICATE") : Buffer.from(input);
    const [tbs, algorithm, signature] = partsOf(parse(this.raw), Type.SEQUENCE);
    const all = partsOf(tbs, Type.SEQUENCE);
    const parts = isTagged(all[0], 0) ? all.slice(1) : all;
    const [, innerAlgorithm, issuer, , subject, key] = parts;
    if (tbs === undefined || key === undefined) throw new Malformed("no certificate");
    if (!encode(known(algorithm)).equals(encode(known(innerAlgorithm)))) {
      throw new Malformed("two signature algorithms");
    }
    this.#tbs = tbs;
    this.#names = { issuer: encode(known(issuer)), subject: encode(known(subject)) };
    this.#extensions = extensionsIn(parts.slice(6).find((part) => isTagged(part, 3)));
    this.#signature = {
      algorithm: oidOf(partsOf(algorithm, Type.SEQUENCE)[0]),
      value: contentOf(signature, Type.BITSTRING).subarray(1),
    };
    this.#spki = encode(key);
    this.subject = nameText(known(subject));
    this.ca = isAuthority(this.#extensions.get(OID.basicConstraints));
  }

  /** Read when it is asked for: a name may be read of a certificate whose key is not known here. @throws Malformed. */
  get publicKey(): KeyObject {
    return new KeyObject(this.#spki);
  }

  /** Whether the names, the key identifiers and the key usage allow `issuer` to have issued this (X509_check_issued). */
  checkIssued(issuer: X509Certificate): boolean {
    if (!this.#names.issuer.equals(issuer.#names.subject)) return false;
    const wanted = keyIdIn(this.#extensions.get(OID.authorityKeyIdentifier));
    const held = issuer.#extensions.get(OID.subjectKeyIdentifier);
    const isOther =
      wanted !== null &&
      held !== undefined &&
      !contentOf(parse(held), Type.OCTETSTRING).equals(wanted);
    const usage = issuer.#extensions.get(OID.keyUsage);
    const mayCertify =
      usage === undefined ||
      ((contentOf(parse(usage), Type.BITSTRING)[1] ?? 0) & KEY_CERT_SIGN) !== 0;
    return !isOther && mayCertify;
  }

  /** Whether `key` made the signature of this certificate. */
  verify(key: KeyObject): boolean {
    const { algorithm, value } = this.#signature;
    const digest = SIGNATURE_DIGESTS[algorithm];
    if (digest === undefined) return false;
    try {
      return key.check(digest, encode(this.#tbs), value, "der");
    } catch {
      return false;
    }
  }
}

function known(node: Asn1 | undefined): Asn1 {
  if (node === undefined) throw new Malformed("no certificate");
  return node;
}

function extensionsIn(list: Asn1 | undefined): ReadonlyMap<string, Buffer> {
  if (list === undefined) return new Map();
  return new Map(
    partsOf(partsOfTagged(list, 3)[0], Type.SEQUENCE).map((extension) => {
      const parts = partsOf(extension, Type.SEQUENCE);
      return [oidOf(parts[0]), contentOf(parts.at(-1), Type.OCTETSTRING)];
    }),
  );
}

function isAuthority(constraints: Buffer | undefined): boolean {
  if (constraints === undefined) return false;
  const [first] = partsOf(parse(constraints), Type.SEQUENCE);
  return (
    first !== undefined && first.type === Type.BOOLEAN && contentOf(first, Type.BOOLEAN)[0] === 0xff
  );
}

/** keyIdentifier, [0] IMPLICIT OCTET STRING, of an AuthorityKeyIdentifier (RFC 5280 4.2.1.1). */
function keyIdIn(value: Buffer | undefined): Buffer | null {
  if (value === undefined) return null;
  const found = partsOf(parse(value), Type.SEQUENCE).find((part) => isTagged(part, 0));
  return typeof found?.value === "string" ? Buffer.from(found.value, "latin1") : null;
}

/** Short names as OpenSSL prints them. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "1.2.840.113549.1.9.1": "emailAddress",
};

const nameText = (name: Asn1): string =>
  partsOf(name, Type.SEQUENCE)
    .flatMap((set) => partsOf(set, Type.SET))
    .map((attribute) => {
      const [id, value] = partsOf(attribute, Type.SEQUENCE);
      const text = Buffer.from(typeof value?.value === "string" ? value.value : "", "latin1");
      const escaped = text.toString("utf8").replaceAll(/[,+"\\<>;]|^[# ]| $/g, String.raw`\$&`);
      return `${ATTRIBUTES[oidOf(id)] ?? oidOf(id)}=${escaped}`;
    })
    .join("\n");

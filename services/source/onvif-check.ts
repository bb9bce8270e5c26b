/** Checks the signatures of ONVIF Media Signing in one stream of NAL units, against roots and a time. */
import { type X509Certificate, constants, verify } from "node:crypto";
import { SourceFault } from "./fault.ts";
import { chainFault, readChain } from "./foreign-chain.ts";
import type { Nal } from "./nal.ts";
import { type Count, type HashName, OnvifGroups } from "./onvif-groups.ts";
import { type OnvifSei, onvifSei } from "./onvif-sei.ts";
import type { SignatureVerdict, SourceReason } from "./verdict.ts";

export interface OnvifTrust {
  /** Roots of makers that are trusted here. */
  readonly roots: readonly X509Certificate[];
  /** When the recording was received: certificates must have been valid then. */
  readonly at: Date;
}

export const ONVIF_TOOL = { tool: "holdfast", version: "onvif-media-signing/1" } as const;

/** DER of 2.16.840.1.101.3.4.2.1 to .3 (RFC 5754 2). */
const HASHES: Readonly<Record<string, HashName>> = {
  "0609608648016503040201": "sha256",
  "0609608648016503040202": "sha384",
  "0609608648016503040203": "sha512",
};

/** At the end: the group whose signature would come in the next one, and that next one's beginning. */
const OPEN_GROUPS = 2;
/** Claims of groups that were over when the recording began. */
const UNPLACED = 2;
/** After as many, others have a turn: a stop is heard then. */
const TURN_UNITS = 256;
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * `nals` gives the stream from its start, as often as it is asked.
 * @throws SourceFault for a stream that cannot be followed; the reason of `signal`.
 */
export async function checkOnvif(
  nals: () => AsyncIterable<Nal>,
  trust: OnvifTrust,
  signal: AbortSignal,
): Promise<SignatureVerdict> {
  const stream = new Stream(await hashOf(nals(), signal));
  for await (const nal of inTurns(nals(), signal)) {
    stream.next(nal);
    // Each claim that fits nothing is hashed over all that waits, and nothing after it changes the verdict.
    if (stream.isLost) break;
  }
  return stream.verdict(trust);
}

/** @throws the reason of `signal`, which is heard between the units. */
async function* inTurns(nals: AsyncIterable<Nal>, signal: AbortSignal): AsyncIterable<Nal> {
  let units = 0;
  for await (const nal of nals) {
    signal.throwIfAborted();
    yield nal;
    units += 1;
    if (units % TURN_UNITS === 0) await othersTurn();
  }
}

/** The hash that the first SEI names; it also counts for pictures before it. */
async function hashOf(nals: AsyncIterable<Nal>, signal: AbortSignal): Promise<HashName> {
  for await (const nal of inTurns(nals, signal)) {
    const oid = onvifSei(nal)?.hashOid ?? null;
    if (oid === null) continue;
    const name = HASHES[oid.toString("hex")];
    if (name === undefined) throw new SourceFault("algorithm-not-supported", "another hash");
    return name;
  }
  return "sha256";
}

class Stream {
  readonly #groups: OnvifGroups;
  readonly #hashName: HashName;
  #pem: string | null = null;
  #chain: readonly X509Certificate[] = [];
  readonly #wrong = new Set<SourceReason>();
  readonly #open = new Set<SourceReason>();
  #seis = 0;

  constructor(hashName: HashName) {
    this.#hashName = hashName;
    this.#groups = new OnvifGroups(hashName);
  }

  next(nal: Nal): void {
    if (nal.role === "intra" || nal.role === "inter") this.#groups.picture(nal);
    if (nal.role === "other-picture") this.#open.add("pictures-not-covered");
    const sei = onvifSei(nal);
    if (sei !== null) this.#sei(sei);
  }

  #sei(sei: OnvifSei): void {
    this.#seis += 1;
    if (sei.hashOid !== null && HASHES[sei.hashOid.toString("hex")] !== this.#hashName) {
      throw new SourceFault("algorithm-not-supported", "the hash changes");
    }
    if (sei.signature !== null) {
      this.#takeCertificates(sei.certificates);
      const [leaf] = this.#chain;
      if (leaf === undefined) {
        this.#open.add("no-certificate");
        return;
      }
      if (!isSignedBy(leaf, this.#hashName, sei.hashed, sei.signature)) {
        this.#wrong.add("signature-wrong");
        return;
      }
    }
    if (!sei.isCertificateSei && sei.claim !== null) this.#groups.claim(sei, sei.claim);
  }

  #takeCertificates(pem: string | null): void {
    if (pem === null || pem === this.#pem) return;
    if (this.#pem !== null) this.#wrong.add("signer-changed");
    this.#pem = pem;
    this.#chain = readChain(pem);
  }

  get isLost(): boolean {
    return this.#groups.unplaced > UNPLACED;
  }

  verdict(trust: OnvifTrust): SignatureVerdict {
    const { covered, uncovered, differing, lost, startsMidStream } = this.#groups;
    const wrong = this.#wrongReasons();
    const open = this.#openReasons(trust, uncovered);
    const verdict = wrong.length > 0 ? "invalid" : open.length > 0 ? "not-verifiable" : "valid";
    const reasons = new Set<SourceReason>(
      { invalid: wrong, "not-verifiable": open, valid: ["holds" as const] }[verdict],
    );
    if (startsMidStream) reasons.add("starts-mid-stream");
    if (uncovered.units > 0) reasons.add("tail-not-covered");
    return {
      ...{ kind: "onvif-media-signing", verdict, reasons: [...reasons], ...ONVIF_TOOL },
      facts: {
        ...{ units: covered.units, groups: covered.groups },
        ...{ uncoveredUnits: uncovered.units, uncoveredGroups: uncovered.groups },
        ...{ differingGroups: differing, lostSignatures: lost },
        ...certificateFacts(this.#chain[0]),
      },
    };
  }

  #wrongReasons(): readonly SourceReason[] {
    const { differing, lost } = this.#groups;
    const wrong = new Set(this.#wrong);
    if (differing > 0 || this.isLost) wrong.add("pictures-differ");
    if (lost > 0) wrong.add("signatures-missing");
    return [...wrong];
  }

  #openReasons({ roots, at }: OnvifTrust, uncovered: Count): readonly SourceReason[] {
    if (this.#seis === 0) return ["mark-only"];
    const open = new Set(this.#open);
    if (this.#chain.length === 0) open.add("no-certificate");
    const fault = this.#chain.length === 0 ? null : chainFault(this.#chain, roots, at);
    if (fault !== null) open.add(fault);
    // A camera that signs several groups at once leaves as many open, none longer than those it signed.
    const mayBeOpen = Math.max(OPEN_GROUPS, this.#groups.longest + 1);
    const { covered } = this.#groups;
    const isLong = uncovered.groups > mayBeOpen || uncovered.units > mayBeOpen * covered.most;
    if (isLong || covered.units === 0) open.add("tail-not-covered");
    return [...open];
  }
}

/** No name: who is named in a certificate can be read in the recording. */
const certificateFacts = (leaf: X509Certificate | undefined): SignatureVerdict["facts"] =>
  leaf === undefined
    ? {}
    : {
        certificateSha256: leaf.fingerprint256.replaceAll(":", "").toLowerCase(),
        certificateUntil: leaf.validToDate.toISOString(),
      };

/** ECDSA, or RSA-PSS with SHA-256; a key of another kind signed nothing here. */
function isSignedBy(
  { publicKey }: X509Certificate,
  hashName: HashName,
  bytes: Buffer,
  signature: Buffer,
): boolean {
  if (publicKey.asymmetricKeyType === "ec") {
    return verify(hashName, bytes, { key: publicKey, dsaEncoding: "der" }, signature);
  }
  if (publicKey.asymmetricKeyType === "rsa" && hashName === "sha256") {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return verify(hashName, bytes, { key: publicKey, padding }, signature);
  }
  throw new SourceFault("algorithm-not-supported", "another kind of key");
}

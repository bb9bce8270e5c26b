/** Signatures over manifests: what is accepted, and everything that must not be. */
import { X509Certificate, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Asn1,
  Type,
  encode,
  integer,
  octets,
  oid,
  parse,
  partsOf,
  sequence,
  setOf,
  tagged,
} from "../../../infra/keys/asn1.ts";
import { assemble, signedAttributes } from "../../../infra/keys/cms-signer.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import {
  type Authority,
  NOW,
  credentialOf,
  make,
  makeAuthority,
  signDetached,
} from "./authority.ts";
import {
  inReadmeOrder,
  ownAttributes as attributesOf,
  signedInOrder as signed,
  withSigner,
} from "./by-hand.ts";

const MANIFEST = Buffer.from('{"type":"holdfast/clip-manifest/v1","media":{"bytes":"5"}}\n');

let authority: Authority;
let good: Buffer;
beforeAll(async () => {
  authority = await makeAuthority();
  good = signDetached(MANIFEST, authority.credential, NOW);
});
afterAll(() => authority.remove());

const judge = (signature: Uint8Array, bytes: Uint8Array = MANIFEST, root = authority.rootPem) =>
  cmsVerifier.verify(bytes, signature, root);

const signedInOrder = (attributes: Asn1[]): Buffer => signed(attributes, authority.credential);
const ownAttributes = (): Asn1[] => attributesOf(MANIFEST, authority.credential, NOW);

describe("a signature of ours", () => {
  it("is accepted, with who signed and when", async () => {
    expect(await judge(good)).toEqual({
      valid: true,
      signer: "CN=Holdfast evidence signer,O=海南省 Test\\, Agency",
      signedAt: "2026-11-24T12:00:00.000Z",
      chainedToRoot: true,
      certificate: {
        sha256: sha256(authority.credential.certificate.raw),
        spkiSha256: sha256(
          authority.credential.certificate.publicKey.export({ format: "der", type: "spki" }),
        ),
      },
    });
  });

  it("holds for any bytes, and for these bytes only", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.uint8Array(), async (bytes, other) => {
        const signature = signDetached(bytes, authority.credential, NOW);
        expect(await judge(signature, bytes)).toMatchObject({ valid: true });
        fc.pre(!Buffer.from(bytes).equals(other));
        expect(await judge(signature, other)).toEqual({
          valid: false,
          reason: "keys/content-differs",
        });
      }),
      { numRuns: 40 },
    );
  });

  it("is refused after a change of any byte of what was signed", async () => {
    for (let at = 0; at < MANIFEST.byteLength; at += 1) {
      for (const mask of [1, 0x80, 0xff]) {
        const changed = Buffer.from(MANIFEST);
        changed[at]! ^= mask;
        expect(await judge(good, changed), `byte ${at}`).toMatchObject({ valid: false });
      }
    }
  });

  it("is refused after a change of any byte of the container: no flip is harmless, because none is taken", async () => {
    for (let at = 0; at < good.byteLength; at += 1) {
      for (const mask of [1 << (at % 8), 0xff]) {
        const changed = Buffer.from(good);
        changed[at]! ^= mask;
        expect(await judge(changed), `byte ${at} ^ ${mask}`).toMatchObject({ valid: false });
      }
    }
  }, 60_000);

  it("is refused when cut, lengthened, doubled, or replaced by rubbish", async () => {
    const rubbish = [
      Buffer.alloc(0),
      Buffer.from("not DER"),
      Buffer.concat([good, Buffer.from([0])]),
      Buffer.concat([good, good]),
      Buffer.from([0x30, 0x80, 0, 0]),
      Buffer.alloc(70_000, 0x30),
      Buffer.from(Array(5_000).fill([0x30, 0x82, 0xff, 0xff]).flat() as number[]),
      ...Array.from(good, (_, cut) => good.subarray(0, cut)),
    ];
    for (const bytes of rubbish) expect(await judge(bytes)).toMatchObject({ valid: false });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await judge(bytes)).toMatchObject({ valid: false });
      }),
    );
  });

  it("has a twin: (r, n-s) for (r, s) is accepted, so a container is never anything's identity", async () => {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const twin = withSigner(good, (parts) => {
      const [r, s] = partsOf(
        parse(Buffer.from(parts[5]!.value as string, "latin1")),
        Type.SEQUENCE,
      );
      const value = BigInt(`0x${Buffer.from(s!.value as string, "latin1").toString("hex")}`);
      const hex = (order - value).toString(16).padStart(64, "0");
      parts[5] = octets(encode(sequence(r!, integer(Buffer.from(`00${hex}`, "hex")))));
      return parts;
    });
    expect(twin.equals(good)).toBe(false);
    expect(await judge(twin)).toMatchObject({ valid: true });
  });
});

describe("a container that is not as ours", () => {
  it("is accepted with its attributes in DER order, and refused in the order of node-forge's README", async () => {
    const sorted = ownAttributes();
    expect(await judge(signedInOrder(sorted))).toMatchObject({ valid: true });
    expect(await judge(signedInOrder(inReadmeOrder(sorted)))).toEqual({
      valid: false,
      reason: "keys/malformed-signature",
    });
  });

  it("is refused with an attribute missing, doubled, or added", async () => {
    const attributes = ownAttributes();
    for (let index = 0; index < attributes.length; index += 1) {
      expect(await judge(signedInOrder(attributes.toSpliced(index, 1)))).toMatchObject({
        valid: false,
      });
      const doubled = attributes.toSpliced(index, 0, attributes[index]!);
      expect(await judge(signedInOrder(doubled))).toMatchObject({ valid: false });
    }
    const extra = sequence(oid("1.2.840.113549.1.9.16.2.12"), setOf(octets(Buffer.from("x"))));
    expect(
      await judge(signedInOrder([...partsOf(setOf(...attributes, extra), Type.SET)])),
    ).toMatchObject({ valid: false });
  });

  it("is refused with unsigned attributes, another version, another algorithm or no signature", async () => {
    const changes: ((parts: Asn1[]) => Asn1[])[] = [
      (parts) => [...parts, tagged(1, true, [ownAttributes()[0]!])],
      (parts) => parts.with(0, integer(Buffer.from([3]))),
      (parts) => parts.with(2, sequence(oid("1.3.14.3.2.26"))), // SHA-1
      (parts) => parts.with(4, sequence(oid("1.2.840.10045.4.1"))), // ECDSA with SHA-1
      (parts) => parts.with(4, sequence(oid("1.2.840.10045.2.1"))),
      (parts) => parts.with(5, octets(Buffer.alloc(0))),
      (parts) =>
        parts.with(
          5,
          octets(encode(sequence(integer(Buffer.from([0])), integer(Buffer.from([0]))))),
        ),
      (parts) => parts.toSpliced(3, 1),
    ];
    for (const change of changes) {
      expect(await judge(withSigner(good, change)), change.toString()).toMatchObject({
        valid: false,
      });
    }
  });

  it("is refused when its signature is lengthened inside", async () => {
    const longer = withSigner(good, (parts) => {
      parts[5] = octets(
        Buffer.concat([Buffer.from(parts[5]!.value as string, "latin1"), Buffer.from([0])]),
      );
      return parts;
    });
    expect(await judge(longer)).toMatchObject({ valid: false });
  });
});

describe("a chain", () => {
  const root = make("root", "root", null);
  const issuing = make("issuing", "issuing", root);
  const leaf = make("signer", "leaf", issuing);
  const rootPem = root.certificate.toString();
  const past = { from: new Date("2020-01-01"), to: new Date("2021-01-01") };
  const judgeOf = (credential: Parameters<typeof signDetached>[1], pem = rootPem, at = NOW) =>
    judge(signDetached(MANIFEST, credential, at), MANIFEST, pem);

  it("is accepted down from the pinned root", async () => {
    expect(await judgeOf(credentialOf(leaf, issuing))).toMatchObject({ valid: true });
    expect(await judgeOf(credentialOf(make("signer", "direct", root)))).toMatchObject({
      valid: true,
    });
  });

  it("is refused up to another root, also one of the same name", async () => {
    const namesake = make("root", "root", null);
    for (const pem of [authority.rootPem, namesake.certificate.toString()]) {
      expect(await judgeOf(credentialOf(leaf, issuing), pem)).toEqual({
        valid: false,
        reason: "keys/not-chained-to-root",
      });
    }
    expect(await judgeOf(credentialOf(leaf, issuing), "no certificate")).toEqual({
      valid: false,
      reason: "keys/unusable-root",
    });
  });

  it("is refused when a certificate in it is missing, or one is there that it does not need", async () => {
    expect(await judgeOf(credentialOf(leaf))).toMatchObject({ reason: "keys/not-chained-to-root" });
    const stranger = make("issuing", "stranger", root);
    expect(await judgeOf(credentialOf(leaf, issuing, stranger))).toMatchObject({
      reason: "keys/unneeded-certificate",
    });
  });

  it("is refused when a signer's certificate acts as an authority", async () => {
    const forged = make("signer", "forged", leaf);
    expect(await judgeOf(credentialOf(forged, leaf, issuing))).toMatchObject({ valid: false });
  });

  it("is refused when an authority signs documents, or stands deeper than it may", async () => {
    expect(await judgeOf(credentialOf(issuing))).toMatchObject({ reason: "keys/not-for-signing" });
    const deeper = make("issuing", "deeper", issuing);
    expect(
      await judgeOf(credentialOf(make("signer", "deep", deeper), deeper, issuing)),
    ).toMatchObject({ reason: "keys/not-an-authority" });
  });

  it("is judged at the time of signing: over then is refused, over now is not", async () => {
    const expired = make("signer", "expired", issuing, past);
    expect(await judgeOf(credentialOf(expired, issuing))).toMatchObject({
      reason: "keys/certificate-not-valid-then",
    });
    const oldRoot = make("root", "old root", null, past);
    const old = make("signer", "old", oldRoot, past);
    const then = new Date("2020-06-01");
    expect(await judgeOf(credentialOf(old), oldRoot.certificate.toString(), then)).toMatchObject({
      valid: true,
      signedAt: "2020-06-01T00:00:00.000Z",
    });
  });

  it("is refused when the issuing authority was over at the time, though the leaf was not", async () => {
    const oldIssuing = make("issuing", "old issuing", root, past);
    expect(
      await judgeOf(credentialOf(make("signer", "young", oldIssuing), oldIssuing)),
    ).toMatchObject({ reason: "keys/certificate-not-valid-then" });
  });

  it("is refused when the certificate in the container is another one for the same key", async () => {
    const attributes = signedAttributes(MANIFEST, leaf.certificate, NOW);
    const signature = sign("sha256", encode(attributes), leaf.key);
    const other = make("signer", "other", issuing);
    const swapped = assemble(attributes, signature, credentialOf(other, issuing));
    expect(await judge(swapped, MANIFEST, rootPem)).toMatchObject({
      reason: "keys/other-certificate",
    });
  });

  it("is refused with a key of another kind, even if all else is right", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
    const stranger = { ...credentialOf(leaf, issuing), privateKey };
    expect(await judgeOf(stranger)).toMatchObject({ reason: "keys/signature-differs" });
    expect(new X509Certificate(rootPem).ca).toBe(true);
  });
});

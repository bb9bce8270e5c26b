/** Readers of what others bring (ASN.1, receipts, archives, metadata), given what was sound once: each reads or refuses. */
import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Malformed, parse } from "../../../infra/keys/asn1.ts";
import { X509Certificate as InBrowser } from "../../../infra/keys/browser-certificate.ts";
import {
  makeCertificateRequest,
  readCertificateRequest,
} from "../../../infra/keys/certificate-request.ts";
import { certsOnly, readCertsOnly } from "../../../infra/keys/certs-only.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { outsideJudge } from "../../../infra/keys/recipient-signature.ts";
import { asAnswer } from "../../../infra/keys/revocation-answer.ts";
import { asList } from "../../../infra/keys/revocation-list.ts";
import { freshNonce, timestampRequest } from "../../../infra/keys/timestamp-client.ts";
import { readRequest } from "../../../infra/keys/timestamp-forms.ts";
import { judgeTimestamp } from "../../../infra/keys/timestamp-verifier.ts";
import { blobSource } from "../../../infra/zip/byte-source.ts";
import { openPackageZip } from "../../../infra/zip/package-zip.ts";
import { parseMetadata } from "../../../services/ingest/upload-metadata.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { checkReceipt } from "../../../services/verifier/check-receipt.ts";
import { FUZZ_MS, fuzz } from "../../fixtures/fuzz.ts";
import { rawZip } from "../../fixtures/raw-zip.ts";
import { revocationList } from "../../fixtures/revocation-lists.ts";
import { SealingHouse } from "../../fixtures/sealing-house.ts";
import { type OwnAuthority, NOON, ownAuthority } from "../../fixtures/timestamps.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

let authority: Authority;
let tsa: OwnAuthority;
let house: SealingHouse;
let receipt: Buffer;
/** One of each form that is read here. */
let forms: readonly Buffer[];
const NOTE = Buffer.from("haikou/2026\n7\n");

beforeAll(async () => {
  [authority, tsa] = await Promise.all([makeAuthority(), ownAuthority()]);
  house = await SealingHouse.open(authority);
  const { id } = await house.verified(Buffer.from("现场录像"));
  await sealOriginal(house.process(), id);
  const { statement, signature, proof } = (await house.seals.receipt(id))!;
  const base64 = Buffer.from(signature).toString("base64");
  receipt = Buffer.from(
    JSON.stringify({ type: "holdfast/receipt/v1", statement, signature: base64, proof }),
  );
  const { certificate, intermediates } = authority.credential;
  const device = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const request = timestampRequest(NOTE, freshNonce());
  const keyPem = await readFile(join(tsa.folder, "root-key.pem"), "utf8");
  const issuer = { rootPem: tsa.rootCertificatePem, keyPem };
  forms = [
    certificate.raw,
    makeCertificateRequest(device, "camera"),
    certsOnly([certificate, ...intermediates].map(({ raw }) => raw)),
    Buffer.from(signature),
    Buffer.from(request),
    Buffer.from(await tsa.answer(request)),
    await revocationList(issuer, [], NOON),
  ];
});
afterAll(() => Promise.all([authority.remove(), tsa.remove()]));

/** Node's own for certificates and keys that it cannot read. */
const isOfNode = (error: unknown): boolean =>
  /^ERR_(OSSL|CRYPTO|INVALID_ARG)/.test((error as NodeJS.ErrnoException).code ?? "");

describe("readers of DER", () => {
  it(
    "read what was mutated, or say that it is none",
    async () => {
      const readers: readonly ((bytes: Buffer) => unknown)[] = [
        ...[parse, readCertificateRequest, readCertsOnly, readRequest, asList, asAnswer],
        (bytes) => new InBrowser(bytes),
      ];
      await fuzz(forms, 700, async (bytes) => {
        for (const read of readers) {
          try {
            read(bytes);
          } catch (error) {
            if (error instanceof Malformed || isRefusal(error) || isOfNode(error)) continue;
            throw error;
          }
        }
      });
    },
    FUZZ_MS,
  );

  it(
    "judge what was mutated without a fault, and believe none of it",
    async () => {
      const text = Buffer.from("another text");
      const outside = outsideJudge(authority.rootPem);
      await fuzz(forms, 700, async (bytes) => {
        expect((await cmsVerifier.verify(text, bytes, authority.rootPem)).valid).toBe(false);
        expect(judgeTimestamp(text, bytes, tsa.rootCertificatePem, {}, [bytes]).valid).toBe(false);
        expect(outside(text, bytes, NOON.toISOString() as never).valid).toBe(false);
      });
    },
    FUZZ_MS,
  );

  it("do not go down without end", () => {
    for (const depth of [30, 5_000, 60_000]) {
      // SEQUENCE of indefinite length, again and again; and each as long as what is in it may be.
      for (const head of ["3080", "30847fffffff", "a080", "2480"]) {
        expect(() => parse(Buffer.from(head.repeat(depth), "hex"))).toThrow(Malformed);
      }
    }
  });
});

describe("other readers", () => {
  it(
    "of receipts end with a verdict, and never with PASSED over another text",
    async () => {
      const keys = { rootCertificatePem: authority.rootPem, ledgerKeys: `${house.ledgerKey}\n` };
      const judge = (bytes: Buffer) => checkReceipt({ signatures: cmsVerifier }, bytes, keys, null);
      const sound = await judge(receipt);
      expect(sound.verdict).toBe("PASSED");
      await fuzz([receipt], 500, async (bytes) => {
        try {
          const { verdict, statement } = await judge(bytes);
          if (verdict === "PASSED") expect(statement).toEqual(sound.statement);
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      });
    },
    FUZZ_MS,
  );

  it(
    "of archives list and read, or refuse",
    async () => {
      const archives = [
        rawZip([
          { name: "bag/a" },
          { name: "bag/b", bytes: Buffer.alloc(3_000, 65), deflate: true },
        ]),
        rawZip([{ name: "bag/现场" }, { name: "bag/c/d", bytes: Buffer.alloc(300, 66) }]),
      ].map((bytes) => Buffer.from(bytes));
      await fuzz(archives, 600, async (bytes) => {
        const reader = openPackageZip(blobSource(new Blob([bytes])));
        try {
          for (const { path } of await reader.list()) {
            await buffer(await reader.read(path)).catch(() => null);
          }
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      });
    },
    FUZZ_MS,
  );

  it(
    "of metadata take or refuse, and lend no name to what all objects inherit",
    async () => {
      const base64 = (text: string): string => Buffer.from(text).toString("base64");
      const said = ["现场 01.mp4", "video/mp4", "2026-11-28T00:00:00Z", "camera-7"].map(base64);
      const header = `filename ${said[0]},filetype ${said[1]},recordedAt ${said[2]},camera ${said[3]}`;
      const own = Object.getOwnPropertyNames(Object.prototype);
      const headers = [header, `__proto__ ${said[0]},constructor ${said[1]}`].map((text) =>
        Buffer.from(text),
      );
      await fuzz(headers, 1_000, async (bytes) => {
        try {
          parseMetadata(bytes.toString("latin1"));
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      });
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
    },
    FUZZ_MS,
  );
});

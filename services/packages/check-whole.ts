/** Checks of the package as a whole: the signed list against what is there, both ways, and the bag's own files. */
import { isRefusal } from "../kernel/refusal.ts";
import type { SignatureVerifier, SoundSignature } from "../sealing/signer.ts";
import {
  type BagFile,
  BAG_DECLARATION,
  PAYLOAD_MANIFEST,
  TAG_MANIFEST,
  payloadManifest,
  payloadOxum,
  tagManifest,
} from "./bag.ts";
import { type Finding, about } from "./finding.ts";
import { type PackageStatement, UNLISTED, parsePackageJson } from "./package-json.ts";
import { PACKAGE_JSON, PACKAGE_SIGNATURE } from "./package-layout.ts";
import type { ReadPackage } from "./read-files.ts";

/** The statement, or null if there is none that can be read. */
export function statementOf({ bytes }: ReadPackage): PackageStatement | null {
  const text = bytes(PACKAGE_JSON);
  if (text === null) return null;
  try {
    return parsePackageJson(text);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

export async function checkStatement(
  signatures: SignatureVerifier,
  rootCertificatePem: string,
  { bytes }: ReadPackage,
): Promise<{ readonly finding: Finding; readonly signed: SoundSignature | null }> {
  const check = about("package-signature", PACKAGE_SIGNATURE);
  const [text, signature] = [bytes(PACKAGE_JSON), bytes(PACKAGE_SIGNATURE)];
  const failed = (...why: Parameters<typeof check.failed>) => ({
    ...{ finding: check.failed(...why), signed: null },
  });
  if (text === null || signature === null) return failed("packages/file-missing");
  const signed = await signatures.verify(text, signature, rootCertificatePem);
  if (!signed.valid) return failed("packages/signature-invalid", { why: signed.reason });
  const { signer, signedAt } = signed;
  const finding = check.passed("packages/signed", { signer, signedAt: signedAt ?? "" });
  return { finding, signed };
}

/** Every file that is stated is there and as stated, and no other file is there. */
export function checkContents(statement: PackageStatement | null, read: ReadPackage): Finding[] {
  const unreadable = read.unreadable.map((path) =>
    about("contents", path).failed("packages/file-unreadable"),
  );
  if (statement === null) {
    return [...unreadable, about("contents", PACKAGE_JSON).failed("packages/malformed-statement")];
  }
  const findings = [
    ...unreadable,
    ...statement.files.flatMap((file) => statedFault(file, read)),
    ...unstatedFaults(statement, read),
  ];
  if (findings.length > 0) return findings;
  return [about("contents", null).passed("packages/complete", { files: read.files.size })];
}

function statedFault({ path, sizeBytes, sha256 }: BagFile, read: ReadPackage): Finding[] {
  if (read.unreadable.includes(path)) return [];
  const found = read.files.get(path);
  if (found === undefined) return [about("contents", path).failed("packages/file-missing")];
  if (found.sizeBytes === sizeBytes && found.sha256 === sha256) return [];
  return [about("contents", path).failed("packages/file-differs")];
}

function unstatedFaults({ files }: PackageStatement, read: ReadPackage): Finding[] {
  const stated = new Set(files.map(({ path }) => path));
  const there = [...read.files.keys(), ...read.unreadable];
  const twice = stated.size === files.length ? [] : [PACKAGE_JSON];
  const missing = UNLISTED.filter((path) => !there.includes(path));
  const added = [...read.files.keys()].filter(
    (path) => !stated.has(path) && !UNLISTED.includes(path),
  );
  return [
    ...twice.map((path) => about("contents", path).failed("packages/file-stated-twice")),
    ...missing.map((path) => about("contents", path).failed("packages/file-missing")),
    ...added.map((path) => about("contents", path).failed("packages/file-added")),
  ];
}

/** The bag's files are byte for byte what the others demand: not one of their bytes can be changed. */
export function checkBag(read: ReadPackage): Finding[] {
  const files = [...read.files.values()];
  const findings: Finding[] = [];
  for (const [path, expected] of [
    ["bagit.txt", BAG_DECLARATION],
    [PAYLOAD_MANIFEST, payloadManifest(files)],
    [TAG_MANIFEST, tagManifest(files)],
  ] as const) {
    if (read.bytes(path)?.equals(Buffer.from(expected)) !== true) {
      findings.push(about("bag", path).failed("packages/bag-differs"));
    }
  }
  const info = read.bytes("bag-info.txt")?.toString("utf8") ?? "";
  if (!info.split("\n").includes(`Payload-Oxum: ${payloadOxum(files)}`)) {
    findings.push(about("bag", "bag-info.txt").failed("packages/bag-differs"));
  }
  return findings.length > 0 ? findings : [about("bag", null).passed("packages/bag-sound")];
}

/** Checks of what the agency adds for those who trust other algorithms: a second signature, and more digests of an original. */
import { createHash } from "node:crypto";
import type { MoreDigest } from "../evidence/evidence-item.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Manifest } from "../sealing/manifest.ts";
import { checkSigningKey } from "./check-key.ts";
import { type CheckDeps, type Subject, manifestLeaf, manifestOf } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";
import { itemPaths } from "./package-layout.ts";
import type { PackageReader } from "./package-reader.ts";
import type { ReadPackage } from "./read-files.ts";

/** None where no second signature is made, unless its root was pinned: who pins it asks for one of every manifest. */
export async function checkSecondSignature(deps: CheckDeps, of: Subject): Promise<Finding[]> {
  const { signatures, trust, read } = deps;
  const paths = itemPaths(of.itemId, of.subject);
  const { manifest: path, second } = paths;
  const [text, signature] = [read.bytes(path), read.bytes(second)];
  const check = about("second-signature", second);
  const { secondRootPem, isSecondRootPinned } = trust;
  if (signature === null && !isSecondRootPinned) return [];
  if (signature === null || text === null) return [check.failed("packages/file-missing")];
  if (secondRootPem === "") return [check.open("packages/no-second-root")];
  const verdict = await signatures.verify(text, signature, secondRootPem);
  if (!verdict.valid) return [check.failed("packages/signature-invalid", { why: verdict.reason })];
  const { signer, signedAt } = verdict;
  const facts = { signer, signedAt: signedAt ?? "" };
  const digest = manifestOf(read, of)?.digest;
  return [
    isSecondRootPinned
      ? check.passed("packages/signed", facts)
      : check.open("packages/second-root-not-pinned", facts),
    ...(digest === undefined
      ? []
      : checkSigningKey(deps, paths, manifestLeaf(of, digest), verdict, "second-signer")),
  ];
}

/** Reads originals again whose manifests name more digests than SHA-256. */
export async function checkMoreDigests(
  reader: PackageReader,
  read: ReadPackage,
  itemIds: readonly ItemId[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const itemId of itemIds) {
    const signed = signedDigests(manifestOf(read, { itemId, subject: "original" })?.manifest);
    const path = [...read.files.keys()].find((each) => each.startsWith(`data/original/${itemId}/`));
    if (signed.length === 0 || path === undefined) continue;
    const found = await digestsOf(
      reader,
      path,
      signed.map(([name]) => name),
    );
    const check = about("media", path);
    for (const [name, digest] of signed) {
      const facts = { [name]: found.get(name) ?? "" };
      findings.push(
        found.get(name) === digest
          ? check.passed("packages/digest-equal", facts)
          : check.failed("packages/digest-differs", { ...facts, signed: digest }),
      );
    }
  }
  return findings;
}

function signedDigests(manifest: Manifest | undefined): [MoreDigest, string][] {
  if (manifest === undefined || "kind" in manifest) return [];
  const { sm3, sha512 } = manifest.media;
  const named = [["sm3", sm3] as const, ["sha512", sha512] as const];
  return named.flatMap(([name, digest]) => (digest === undefined ? [] : [[name, digest]]));
}

async function digestsOf(
  reader: PackageReader,
  path: string,
  names: readonly MoreDigest[],
): Promise<Map<MoreDigest, string>> {
  const hashers = names.map((name) => [name, createHash(name)] as const);
  try {
    for await (const chunk of (await reader.scan(path)) as AsyncIterable<Buffer>) {
      for (const [, hasher] of hashers) hasher.update(chunk);
    }
  } catch {
    return new Map(); // it was read once already: what fails now differs
  }
  return new Map(hashers.map(([name, hasher]) => [name, hasher.digest("hex")]));
}

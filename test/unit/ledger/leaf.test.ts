/** The leaves' texts: what they look like to the byte, and that nothing else is read as one. */
import { describe, expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { BatchId, ItemId, PackageId } from "../../../services/kernel/ids.ts";
import { type Leaf, leafText, parseLeaf } from "../../../services/ledger/leaf.ts";

const itemId = "6f1e8f0a-7c1e-4f5e-9a0b-0123456789ab" as ItemId;
const batchId = itemId as string as BatchId;
const manifestSha256 = sha256("manifest");

describe("leaf text", () => {
  const clip: Leaf = { type: "clip", itemId, manifestSha256 };
  const copy: Leaf = { type: "derive", itemId, kind: "viewing", manifestSha256 };

  const batch: Leaf = { type: "batch", batchId, statementSha256: manifestSha256 };

  const link: Leaf = { type: "case-link", commitmentSha256: manifestSha256 };
  const accesses: Leaf = {
    ...{ type: "access-batch", until: "2026-11-24T13:00:00.000Z", records: "17" },
    rootSha256: manifestSha256,
  };
  const taken: Leaf = {
    ...{ type: "export", packageId: itemId as string as PackageId, act: "downloaded" },
    ...{ statementSha256: manifestSha256, actionSha256: sha256("action") },
  };

  const added: Leaf = {
    ...{ type: "key-add", role: "manifest-signer", suite: "p256", spkiSha256: manifestSha256 },
    ...{ certificateSha256: "none", at: "2026-11-24T13:00:00.000Z" as UtcInstant },
  };
  const revoked: Leaf = {
    ...{ type: "key-revoke", role: "second-signer", spkiSha256: manifestSha256 },
    ...{ reason: "keyCompromise", since: added.at, at: added.at },
  };

  it("is exactly this", () => {
    expect(leafText(added)).toBe(
      `key-add/v1\nrole manifest-signer\nsuite p256\nspki sha256 ${manifestSha256}\n` +
        `certificate sha256 none\nat ${added.at}\n`,
    );
    expect(leafText(revoked)).toBe(
      `key-revoke/v1\nrole second-signer\nspki sha256 ${manifestSha256}\nreason keyCompromise\n` +
        `since ${added.at}\nat ${added.at}\n`,
    );
    expect(leafText(link)).toBe(`case-link/v1\ncommitment sha256 ${manifestSha256}\n`);
    expect(leafText(accesses)).toBe(
      `access-batch/v1\nuntil 2026-11-24T13:00:00.000Z\nrecords 17\nroot sha256 ${manifestSha256}\n`,
    );
    expect(leafText(taken)).toBe(
      `export/v1\npackage ${itemId}\nact downloaded\nstatement sha256 ${manifestSha256}\n` +
        `action sha256 ${sha256("action")}\n`,
    );
    expect(leafText(batch)).toBe(`batch/v1\nbatch ${itemId}\nstatement sha256 ${manifestSha256}\n`);
    expect(leafText(clip)).toBe(
      `clip/v1\nitem 6f1e8f0a-7c1e-4f5e-9a0b-0123456789ab\nmanifest sha256 ${manifestSha256}\n`,
    );
    expect(leafText(copy)).toBe(
      `derive/v1\nitem ${itemId}\nkind viewing\nmanifest sha256 ${manifestSha256}\n`,
    );
  });

  it("is read back, and after any change of a byte never as the same leaf", () => {
    for (const leaf of [clip, copy, batch, link, accesses, taken, added, revoked]) {
      const text = leafText(leaf);
      expect(parseLeaf(text)).toEqual(leaf);
      for (let at = 0; at < text.length; at += 1) {
        const changed = `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`;
        const read = parseLeaf(changed);
        if (read !== null) expect(leafText(read)).toBe(changed);
      }
      for (const other of [
        `${text}\n`,
        text.trimEnd(),
        text.replaceAll("\n", "\r\n"),
        ` ${text}`,
      ]) {
        expect(parseLeaf(other)).toBeNull();
      }
      expect(parseLeaf(text.replace(manifestSha256, manifestSha256.toUpperCase()))).toBeNull();
    }
    expect(parseLeaf(leafText({ ...copy, kind: "a kind\nmore" }))).toBeNull();
  });
});

/** What every CheckpointSigner must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { openCheckpoint } from "../../services/ledger/checkpoint.ts";
import type { CheckpointSigner } from "../../services/ledger/checkpoint-signer.ts";
import {
  type Nodes,
  hashLeaf,
  proveConsistency,
  rootAt,
  rootOf,
} from "../../services/ledger/merkle.ts";
import { parseVerifierKey } from "../../services/ledger/note.ts";

export interface CheckpointSignerUnderTest {
  readonly signer: CheckpointSigner;
  /** The same key after the process was started again. */
  reopen(): Promise<CheckpointSigner>;
  close(): Promise<void>;
}

const LOG = "haikou/2026";
/** A log of entries that `name` sets apart from those of another. */
function treeOf(name: string, size: number) {
  const hashes = Array.from({ length: size }, (_, at) => hashLeaf(`${name} ${at}`));
  const nodes: Nodes = (level, index) =>
    Promise.resolve(rootOf(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)));
  return {
    root: rootAt(size, nodes),
    from: (older: number) => proveConsistency(older, size, nodes),
  };
}
const [A, B] = [sha256("a"), sha256("b")];

export function checkpointSignerContract(
  name: string,
  make: () => Promise<CheckpointSignerUnderTest>,
): void {
  describe(`CheckpointSigner: ${name}`, () => {
    let subject: CheckpointSignerUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());

    it("signs a checkpoint that its verifier key opens", async () => {
      const note = await subject.signer.signCheckpoint(LOG, 3, A, []);
      const key = parseVerifierKey(subject.signer.verifierKey(LOG));
      expect(key && openCheckpoint(note, key)).toEqual({ origin: LOG, size: 3, rootSha256: A });
    });

    it("signs the same head again with the same bytes", async () => {
      const note = await subject.signer.signCheckpoint(LOG, 3, A, []);
      expect(await (await subject.reopen()).signCheckpoint(LOG, 3, A, [])).toBe(note);
    });

    it("refuses a second root for a size, also after a restart", async () => {
      await subject.signer.signCheckpoint(LOG, 3, A, []);
      const refused = { kind: "tampered", code: "ledger/two-roots" };
      await expect(subject.signer.signCheckpoint(LOG, 3, B, [])).rejects.toMatchObject(refused);
      const again = await subject.reopen();
      await expect(again.signCheckpoint(LOG, 3, B, [])).rejects.toMatchObject(refused);
    });

    it("refuses a smaller size, also after a restart", async () => {
      await subject.signer.signCheckpoint(LOG, 3, A, []);
      const refused = { kind: "tampered", code: "ledger/head-behind" };
      await expect(subject.signer.signCheckpoint(LOG, 2, B, [])).rejects.toMatchObject(refused);
      const again = await subject.reopen();
      await expect(again.signCheckpoint(LOG, 0, B, [])).rejects.toMatchObject(refused);
    });

    it("signs a longer history if it is shown that it continues the signed one, and no other", async () => {
      const [old, long, forged] = [treeOf("a", 5), treeOf("a", 12), treeOf("b", 12)];
      await subject.signer.signCheckpoint(LOG, 5, await old.root, []);
      const other = { kind: "tampered", code: "ledger/not-an-extension" };
      const again = await subject.reopen();
      expect(await again.lastSigned(LOG)).toEqual({ size: 5, rootSha256: await old.root });
      const right = await long.from(5);
      for (const [tree, path] of [
        [forged, []],
        [forged, right],
        [forged, await forged.from(5)],
        [long, []],
        [long, await long.from(4)],
        [long, [...right, A]],
      ] as const) {
        const asked = again.signCheckpoint(LOG, 12, await tree.root, path);
        await expect(asked).rejects.toMatchObject(other);
      }
      expect(await again.lastSigned(LOG)).toMatchObject({ size: 5 });
      const note = await again.signCheckpoint(LOG, 12, await long.root, right);
      expect(await again.signCheckpoint(LOG, 12, await long.root, [])).toBe(note);
    });

    it("keeps logs apart", async () => {
      await subject.signer.signCheckpoint(LOG, 3, A, []);
      await expect(subject.signer.signCheckpoint("haikou/2027", 1, B, [])).resolves.toContain(
        "2027",
      );
    });

    it("signs only one of two roots that arrive at once", async () => {
      const both = [A, B].map((root) => subject.signer.signCheckpoint(LOG, 9, root, []));
      const settled = await Promise.allSettled(both);
      expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    });
  });
}

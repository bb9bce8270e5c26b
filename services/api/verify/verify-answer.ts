/**
 * What the public ledger says of a file or a digest that a stranger shows.
 *
 * It is answered from the ledger, which anyone may read whole, and from what was shown: no table of items or cases is asked,
 * so what is hidden in the house answers like what was never there.
 */
import { z } from "zod";
import { BatchReceiptFile } from "../../batches/batch-receipt-file.ts";
import { verifyBatchReceipt } from "../../batches/verify-batch-receipt.ts";
import { type Sha256, sha256 } from "../../kernel/digest.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { parseStrictJson } from "../../kernel/strict-json.ts";
import { openCheckpoint, originOfNote, type Checkpoint } from "../../ledger/checkpoint.ts";
import { compareCheckpoints } from "../../ledger/compare-checkpoints.ts";
import type { LedgerStore } from "../../ledger/ledger-store.ts";
import type { Nodes } from "../../ledger/merkle.ts";
import { parseVerifierKey } from "../../ledger/note.ts";
import { originOfProof, parseProof } from "../../ledger/tlog-proof.ts";
import { ReceiptFile, receiptIn } from "../../sealing/receipt-file.ts";
import { verifyReceipt } from "../../sealing/receipt.ts";
import type { SignatureVerifier } from "../../sealing/signer.ts";
import type { SignedVerdict } from "../../sealing/verify-signed.ts";
import type { VerifyKey } from "./verify-words.ts";

export interface VerifyDeps {
  readonly ledger: Pick<LedgerStore, "about" | "head">;
  /** Hashes of a log's tree. */
  readonly nodes: (origin: string, size: number) => Nodes;
  /** Signed-note verifier key of a log of ours. */
  readonly verifierKey: (origin: string) => string;
  readonly rootCertificatePem: string;
  readonly signatures: SignatureVerifier;
}

export interface Shown {
  /** A small file or pasted text; null: none. */
  readonly bytes: Buffer | null;
  /** Of a file that stays with whoever asks; null: none. */
  readonly digest: Sha256 | null;
}

export interface Line {
  readonly tone: "good" | "bad" | "open";
  readonly key: VerifyKey;
  readonly facts: Readonly<Record<string, string | number>>;
}

const line = (tone: Line["tone"], key: VerifyKey, facts: Line["facts"] = {}): Line => ({
  ...{ tone, key, facts },
});

/** More than any digest has entries. */
const MOST_ENTRIES = 20;

/** Never throws on hostile input. */
export async function verifyAnswer(
  deps: VerifyDeps,
  { bytes, digest }: Shown,
): Promise<readonly Line[]> {
  const read = bytes === null ? [] : await ofFile(deps, bytes, digest);
  const digests = [...new Set([...(bytes === null ? [] : [sha256(bytes)]), ...one(digest)])];
  const entered = (await Promise.all(digests.map((each) => entriesOf(deps, each)))).flat();
  const lines = [...read, ...entered];
  return lines.length > 0
    ? lines
    : digests.map((each) => line("open", "unknown", { digest: each }));
}

const one = (digest: Sha256 | null): readonly Sha256[] => (digest === null ? [] : [digest]);

async function entriesOf({ ledger }: VerifyDeps, digest: Sha256): Promise<Line[]> {
  const found = await ledger.about(digest, MOST_ENTRIES);
  return found.map(({ origin, index, leaf }) =>
    line("good", "entered", { digest, origin, index, leaf }),
  );
}

async function ofFile(
  deps: VerifyDeps,
  bytes: Buffer,
  digest: Sha256 | null,
): Promise<readonly Line[]> {
  const text = bytes.toString("utf8");
  if (parseProof(text) !== null) return ofProof(deps, text);
  if (originOfNote(text) !== "") return ofCheckpoint(deps, text);
  const json = strictly(bytes);
  const [batch, receipt] = [BatchReceiptFile.safeParse(json), ReceiptFile.safeParse(json)];
  if (batch.success) {
    const { statement } = batch.data;
    const verdict = await verifyBatchReceipt(deps, batch.data, pinned(deps, statement));
    return ofReceipt(deps, verdict, batch.data.proof, (said) => [
      line("good", "batch-receipt", { batch: said.batchId, files: said.files.length }),
      ...held(digest, (each) => said.files.some(({ deviceSha256 }) => deviceSha256 === each)),
    ]);
  }
  if (!receipt.success) return [];
  const verdict = await verifyReceipt(
    deps,
    receiptIn(receipt.data),
    deps.rootCertificatePem,
    pinned(deps, receipt.data.statement).ledgerVerifierKey,
  );
  return ofReceipt(deps, verdict, receipt.data.proof, (said) => [
    line("good", "receipt", {
      ...{ item: said.itemId, sealedAt: said.sealedAt, bytes: said.sizeBytes },
      sha256: said.serverSha256,
    }),
    ...held(digest, (each) => said.serverSha256 === each),
  ]);
}

/** Whether a file that is at hand is what the receipt speaks of. */
const held = (digest: Sha256 | null, isOf: (digest: Sha256) => boolean): readonly Line[] =>
  one(digest).map((each) =>
    isOf(each)
      ? line("good", "of-this-file", { digest: each })
      : line("bad", "of-another-file", { digest: each }),
  );

const NamesLog = z.looseObject({ ledger: z.looseObject({ origin: z.string() }) });

/** The log that a statement names is believed once its proof holds under our key of it. */
function pinned({ rootCertificatePem, verifierKey }: VerifyDeps, statement: string) {
  const said = NamesLog.safeParse(strictly(Buffer.from(statement)));
  const origin = said.success ? said.data.ledger.origin : "";
  return { rootCertificatePem, ledgerVerifierKey: verifierKey(origin) };
}

async function ofReceipt<Statement>(
  deps: VerifyDeps,
  verdict: SignedVerdict<Statement>,
  proof: string,
  told: (statement: Statement) => readonly Line[],
): Promise<readonly Line[]> {
  if (!verdict.valid) return [line("bad", "receipt-false", { why: verdict.reason })];
  return [...told(verdict.statement), ...(await ofProof(deps, proof))];
}

const ofProof = (deps: VerifyDeps, proof: string): Promise<readonly Line[]> => {
  const { note = "", index = 0 } = parseProof(proof) ?? {};
  return compared(deps, note, originOfProof(proof), { index });
};

const ofCheckpoint = (deps: VerifyDeps, note: string): Promise<readonly Line[]> =>
  compared(deps, note, originOfNote(note), {});

/** A checkpoint that somebody kept, against the log as it is now. */
async function compared(
  deps: VerifyDeps,
  note: string,
  origin: string,
  facts: Line["facts"],
): Promise<readonly Line[]> {
  const [kept, head] = [opened(deps, note, origin), await deps.ledger.head(origin)];
  if (kept === null) return [line("bad", "checkpoint-false")];
  const now = head === null ? null : opened(deps, head.note, origin);
  if (now === null) return [line("bad", "log-gone", { origin })];
  const nodes = (size: number): Nodes => deps.nodes(origin, size);
  const { is } = await compareCheckpoints(kept, now, { proof: null, nodes });
  const told = { ...facts, origin, size: kept.size, now: now.size };
  if (is === "fork") return [line("bad", "log-forked", told)];
  const holds = is === "same" || is === "continues";
  return [line(holds ? "good" : "open", holds ? "log-holds" : "log-open", told)];
}

function opened({ verifierKey }: VerifyDeps, note: string, origin: string): Checkpoint | null {
  const verifier = parseVerifierKey(verifierKey(origin));
  if (verifier === null) return null;
  try {
    return openCheckpoint(note, verifier);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

function strictly(bytes: Buffer): unknown {
  try {
    return parseStrictJson(bytes, { maxBytes: bytes.byteLength, maxDepth: 8 });
  } catch {
    return null;
  }
}

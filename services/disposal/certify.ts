/**
 * Use case: end a batch with its certificate. What is signed is one exact text that names the digest of every other file of
 * it: of the printed forms, of what people read and approved, and of the authority's time.
 */
import { X509Certificate } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import type { UserId } from "../kernel/ids.ts";
import { LANGUAGES } from "../kernel/language.ts";
import type { CertificatePrinter } from "../packages/certificate-printer.ts";
import { certificateText } from "../packages/certificate-text.ts";
import type { ManifestSigner } from "../sealing/signer.ts";
import { type DisposalBatch, countsOf, peopleOf } from "./batch.ts";
import { type CertifiedDisposal, NO_PDF, certificateOf } from "./certificate.ts";
import type { DisposalFile, DisposalStamp, DisposalStore } from "./disposal-store.ts";

export interface CertifyDeps {
  readonly disposals: Pick<DisposalStore, "finish" | "stamp">;
  readonly signer: ManifestSigner;
  readonly printer: CertificatePrinter;
  /** What people are called today. */
  readonly namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<string, string>>;
  readonly agency: string;
  readonly clock: Clock;
}

export const CERTIFICATE = "certificate.json";
export const CERTIFICATE_SIGNATURE = "certificate.json.p7s";

/** May run twice: the first certificate counts. True for whoever made that. A batch of which nothing was destroyed has none. */
export async function certify(deps: CertifyDeps, batch: DisposalBatch): Promise<boolean> {
  const at = deps.clock();
  const { destroyed, transferred, kept, dropped } = countsOf(batch);
  const counts = { destroyed, kept, dropped, ...(transferred === 0 ? {} : { transferred }) };
  const files = destroyed + transferred === 0 ? [] : await certificateFiles(deps, batch, at);
  const [certificate] = files;
  const certificateSha256 = certificate === undefined ? null : sha256(certificate.bytes);
  return deps.disposals.finish(batch.id, at, files, {
    ...{ kind: "disposal-finished", at, actor: "process:custody", reason: null, before: null },
    ...{ subject: `disposal:${batch.id}`, after: { ...counts, certificateSha256 } },
  });
}

async function certificateFiles(
  deps: CertifyDeps,
  batch: DisposalBatch,
  madeAt: CertifiedDisposal["madeAt"],
): Promise<readonly DisposalFile[]> {
  const stamp = await deps.disposals.stamp(batch.id);
  const certified: CertifiedDisposal = {
    ...{ batch, stamp, agency: deps.agency, madeAt, names: await deps.namesOf(peopleOf(batch)) },
    rootFingerprint: sha256(new X509Certificate(deps.signer.rootCertificatePem).raw),
  };
  const beside = [...(await printed(deps, certified)), ...readBefore(batch), ...timeFiles(stamp)];
  const text = Buffer.from(statementOf(certified, beside));
  return [
    { name: CERTIFICATE, mediaType: "application/json", bytes: text },
    {
      ...{ name: CERTIFICATE_SIGNATURE, mediaType: "application/pkcs7-signature" },
      bytes: await deps.signer.sign(text),
    },
    ...beside,
  ];
}

async function printed(
  { printer }: CertifyDeps,
  certified: CertifiedDisposal,
): Promise<readonly DisposalFile[]> {
  const files: DisposalFile[] = [];
  for (const language of LANGUAGES) {
    const document = certificateOf(certified, language);
    const drawn = await printer.print(document);
    const statements = [
      ...document.statements,
      ...(drawn.kind === "pdf" ? [] : [NO_PDF[language]]),
    ];
    const text = certificateText({ ...document, statements });
    const name = `certificate.${language}`;
    files.push({ name: `${name}.txt`, mediaType: "text/plain", bytes: Buffer.from(text) });
    if (drawn.kind === "pdf") {
      files.push({ name: `${name}.pdf`, mediaType: "application/pdf", bytes: drawn.bytes });
    }
  }
  return files;
}

const readBefore = ({ list, appraisal }: DisposalBatch): readonly DisposalFile[] => [
  { name: "list.json", mediaType: "application/json", bytes: Buffer.from(list) },
  ...(appraisal === null
    ? []
    : [
        {
          ...{ name: "appraisal.json", mediaType: "application/json" },
          bytes: Buffer.from(appraisal.text),
        },
      ]),
];

/** As `openssl ts -verify -data time.txt -in time.tsr` takes them. */
const timeFiles = (stamp: DisposalStamp | null): readonly DisposalFile[] =>
  stamp === null
    ? []
    : [
        { name: "time.txt", mediaType: "text/plain", bytes: Buffer.from(stamp.text) },
        { name: "time.tsr", mediaType: "application/timestamp-reply", bytes: stamp.response },
      ];

function statementOf(
  { batch, stamp, agency, madeAt }: CertifiedDisposal,
  files: readonly DisposalFile[],
): string {
  const { id, listSha256, appraisal, approvals, proposedBy, proposedAt, stopped } = batch;
  return `${JSON.stringify({
    format: "holdfast-disposal-certificate/v1",
    ...{ disposal: id, agency, madeAt, reason: batch.reason, listSha256 },
    proposed: { by: proposedBy, at: proposedAt },
    appraised:
      appraisal === null ? null : { by: appraisal.by, at: appraisal.at, sha256: appraisal.sha256 },
    ...{ approved: approvals, stopped },
    ...(batch.rule === null ? {} : { rule: batch.rule }),
    ...(batch.transfer === null ? {} : { transfer: { ...batch.transfer, receipt: batch.receipt } }),
    time: stamp === null ? null : { authority: stamp.authority, genTime: stamp.genTime },
    items: batch.items.map((item) => ({
      ...{ item: item.itemId, sha256: item.sha256, bytes: item.sizeBytes },
      ...{ manifestSha256: item.manifestSha256, retention: item.decided },
      ...{ caseCommitments: item.caseCommitments, decision: item.decision, why: item.why },
      ...{ outcome: item.outcome, against: item.against, destroyedAt: item.destroyedAt },
    })),
    files: files.map(({ name, bytes }) => ({
      ...{ name, bytes: bytes.byteLength, sha256: sha256(bytes) },
    })),
  })}\n`;
}

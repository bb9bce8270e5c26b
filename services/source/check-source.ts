/** Use case: say of an original what is signed inside it, once, before anything is made of it. */
import { type X509Certificate, randomBytes } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { HEAD_BYTES, containerOf, mayBeFilm } from "./container.ts";
import { LATELY, expectationMissed, isSigned } from "./expected.ts";
import { findMarks } from "./marks.ts";
import { askValidators } from "./ask-validators.ts";
import { checkOnvifFile } from "./onvif-file.ts";
import type { KeptVerdict, SourceStore } from "./source-store.ts";
import type { SourceFile, SourceValidator } from "./validator.ts";
import {
  type SignatureVerdict,
  type SourceFindings,
  type SourceKind,
  type SourceReason,
  SOURCE_KINDS,
  overallVerdict,
  writeSourceStatement,
} from "./verdict.ts";

export interface SourceDeps {
  readonly sources: SourceStore;
  readonly clock: Clock;
  readonly actor: Actor;
}

export interface CheckSourceDeps extends SourceDeps {
  /** Roots of makers of cameras that are trusted here. */
  readonly sourceRoots: readonly X509Certificate[];
  /** What judges recordings outside of this process, in their box. */
  readonly validators: readonly SourceValidator[];
}

/** Kinds that are checked here; of others it is said that they are there. */
const CHECKS: Readonly<Partial<Record<SourceKind, typeof checkOnvifFile>>> = {
  "onvif-media-signing": checkOnvifFile,
};

/** What finds marks, as verdicts name it. */
const SEARCH = { tool: "holdfast", version: "source-search/2" } as const;

/**
 * May run twice: the first verdict that is kept stays.
 * @throws the reason of `signal`; whatever reading or the store meets; Refusal unavailable "source/validator-not-started".
 */
export async function checkSource(
  deps: CheckSourceDeps,
  item: EvidenceItem,
  file: SourceFile,
  signal: AbortSignal,
): Promise<void> {
  if ((await deps.sources.verdict(item.id)) !== null) return;
  const marked = file.marked ?? (await findMarks(file.bytes, signal));
  const trust = { roots: deps.sourceRoots, at: new Date(item.receivedAt) };
  const asked = await askValidators(deps.validators, marked, file, signal);
  const signatures: SignatureVerdict[] = [];
  for (const kind of SOURCE_KINDS) {
    const check = CHECKS[kind];
    const isHere = marked.includes(kind);
    if (isHere && check !== undefined) signatures.push(await check(file.bytes, trust, signal));
    const said = asked.signatures.filter((verdict) => verdict.kind === kind);
    signatures.push(...said);
    if (isHere && check === undefined && said.length === 0) signatures.push(unchecked(kind));
  }
  const looked = { signatures, open: asked.open };
  const always = await deps.sources.expectedKind(item.id);
  const lately = await deps.sources.lately(item.deviceId, LATELY);
  const isExpected = await isRecording(item, file);
  const expected = isExpected ? expectationMissed({ always, lately }, looked) : null;
  const known = expected === "always-signs" && always !== null ? { expectedKind: always } : {};
  const findings = {
    ...{ item: item.id, sha256: item.original?.sha256 ?? null, takenAt: deps.clock() },
    ...{ reasons: asked.reasons, facts: { ...asked.facts, ...known }, expected },
    ...{ searched: [...SOURCE_KINDS], signatures },
  };
  await keep(deps, findings, isSigned(looked));
}

/** By its bytes: the sender's word that a film is a side file excuses it from nothing. */
async function isRecording({ announced }: EvidenceItem, { bytes }: SourceFile): Promise<boolean> {
  return announced.belongsTo === null || mayBeFilm(containerOf(await bytes.read(0, HEAD_BYTES)));
}

/** Says that nothing was looked at, and why: silence would read as "unsigned". */
export async function sourceNotChecked(
  deps: SourceDeps,
  itemId: ItemId,
  reason: Extract<SourceReason, "quarantined" | "not-looked-at">,
  facts: SourceFindings["facts"] = {},
): Promise<void> {
  if ((await deps.sources.verdict(itemId)) !== null) return;
  const findings = {
    ...{ item: itemId, sha256: null, takenAt: deps.clock(), reasons: [reason], facts },
    ...{ searched: [], signatures: [], expected: null },
  };
  await keep(deps, findings, null);
}

const unchecked = (kind: SourceKind): SignatureVerdict => ({
  ...{ kind, verdict: "not-verifiable", reasons: ["no-validator"], ...SEARCH, facts: {} },
});

async function keep(
  { sources, clock, actor }: SourceDeps,
  findings: Omit<SourceFindings, "nonce">,
  signed: boolean | null,
): Promise<KeptVerdict> {
  const nonce = randomBytes(16).toString("hex");
  const statement = writeSourceStatement({ ...findings, nonce });
  const verdict = overallVerdict(findings);
  const statementSha256 = sha256(statement);
  const happening = happeningOf(findings, { verdict, statementSha256 });
  const kept = { itemId: findings.item, verdict, signed, statement, statementSha256 };
  return sources.keepOnce(kept, { at: clock(), actor, happening });
}

const happeningOf = (
  { reasons, signatures, expected }: Omit<SourceFindings, "nonce">,
  { verdict, statementSha256 }: Pick<KeptVerdict, "verdict" | "statementSha256">,
): Happening => ({
  kind: "source-checked",
  data: {
    verdict,
    ...(reasons.length === 0 ? {} : { reasons }),
    signatures: signatures.map(({ kind, verdict: said, reasons: why, tool, version }) => ({
      ...{ kind, verdict: said, reasons: why, tool, version },
    })),
    ...(expected === null ? {} : { expected }),
    verdictSha256: statementSha256,
  },
});

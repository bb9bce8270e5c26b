/** Checks a live recording offline: its signed list, heads, links and segments, and whether its end was cut off. Pure but for what it is given to read. */
import { createHash } from "node:crypto";
import type { Sha256 } from "../kernel/digest.ts";
import type { LiveChannelId, SessionId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { documentLeaf } from "../casefile/case-document.ts";
import { parseVerifierKeys, verifierFor } from "../ledger/pinned-keys.ts";
import { originOfProof, verifyProof } from "../ledger/tlog-proof.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { type ChainHead, type LiveLink, firstBreak, firstHead } from "./chain.ts";
import { CoverCheck } from "./check-covers.ts";
import { parseLinkLine } from "./links-text.ts";
import { type HeadText, type ListText, parseHeadText, parseListText } from "./live-papers.ts";

/** An exact text as it was taken out, with what lies beside it; null: it does not. */
export interface PaperFiles {
  readonly text: string;
  readonly signature: Uint8Array | null;
  readonly salt: Uint8Array | null;
  readonly proof: string | null;
}

export interface LiveFiles {
  readonly list: PaperFiles | null;
  readonly heads: readonly PaperFiles[];
  /** Lines without their ends, or null where there is no such file. */
  links(channelId: string): AsyncIterable<string> | null;
  /** Segments and items as somebody has them. */
  readonly segments: readonly { readonly name: string; readonly sha256: Sha256 }[];
}

export interface LivePins {
  readonly rootCertificatePem: string | null;
  readonly ledgerKeys: string | null;
}

export type LiveVerdict = "PASSED" | "FAILED" | "INDETERMINATE";

export const LIVE_FINDINGS = {
  "list-missing": "INDETERMINATE",
  "list-unreadable": "FAILED",
  signed: "PASSED",
  "not-signed": "FAILED",
  "root-needed": "INDETERMINATE",
  "in-ledger": "PASSED",
  "not-in-ledger": "FAILED",
  "no-proof": "INDETERMINATE",
  "ledger-key-needed": "INDETERMINATE",
  "links-missing": "INDETERMINATE",
  "links-broken": "FAILED",
  "links-differ": "FAILED",
  "tail-cut": "FAILED",
  "beyond-list": "INDETERMINATE",
  "channel-whole": "PASSED",
  "head-reached": "PASSED",
  "segment-listed": "PASSED",
  "item-listed": "PASSED",
  "segment-not-listed": "FAILED",
  "covers-hold": "PASSED",
  "covers-differ": "FAILED",
} as const satisfies Readonly<Record<string, LiveVerdict>>;
export type LiveCode = keyof typeof LIVE_FINDINGS;

export interface LiveFinding {
  readonly code: LiveCode;
  readonly verdict: LiveVerdict;
  readonly facts: Readonly<Record<string, string | number>>;
}
export interface LiveReport {
  readonly verdict: LiveVerdict;
  readonly findings: readonly LiveFinding[];
}

type Judge = Pick<SignatureVerifier, "verify">;

const found = (code: LiveCode, facts: LiveFinding["facts"] = {}): LiveFinding => ({
  ...{ code, verdict: LIVE_FINDINGS[code], facts },
});

/** Never throws on hostile files. */
export async function checkLive(
  signatures: Judge,
  files: LiveFiles,
  pins: LivePins,
): Promise<LiveReport> {
  const findings: LiveFinding[] = [];
  const list = files.list === null ? null : parseListText(files.list.text);
  const heads = files.heads.map((paper) => headOf(paper.text));
  if (files.list === null) findings.push(found("list-missing"));
  else if (list === null) findings.push(found("list-unreadable"));
  else findings.push(...(await checkPaper(signatures, files.list, pins, "live-list")));
  for (const [place, paper] of files.heads.entries()) {
    if (heads[place] === null) findings.push(found("list-unreadable"));
    else findings.push(...(await checkPaper(signatures, paper, pins, "live-head")));
  }
  // A day of 16 cameras has some 700,000 segments: remembered are those that are asked for.
  const asked = new Set(files.segments.map(({ sha256 }) => sha256));
  const known = new Map<Sha256, LiveFinding["facts"]>();
  const sound = heads.flatMap((head) => head ?? []);
  const covers = new CoverCheck(list);
  for (const channel of channelsIn(list, sound)) {
    const see = (digest: Sha256, place: LiveFinding["facts"]): void => {
      if (asked.has(digest)) known.set(digest, place);
    };
    const note = covers.noteFor(channel.channel);
    findings.push(...(await checkChannel(files, channel, { see, note })));
  }
  const whole = findings.filter(({ code }) => code === "channel-whole");
  const isWhole = new Set(whole.map(({ facts }) => facts["channel"]));
  findings.push(
    ...covers
      .found(isWhole)
      .map(({ holds, facts }) => found(holds ? "covers-hold" : "covers-differ", facts)),
  );
  findings.push(...files.segments.map((segment) => segmentFinding(segment, list, known)));
  return { verdict: overall(findings), findings };
}

function overall(findings: readonly LiveFinding[]): LiveVerdict {
  if (findings.some(({ verdict }) => verdict === "FAILED")) return "FAILED";
  const isOpen = findings.some(({ verdict }) => verdict === "INDETERMINATE");
  return isOpen || findings.length === 0 ? "INDETERMINATE" : "PASSED";
}

function headOf(text: string): HeadText | null {
  try {
    return parseHeadText(text);
  } catch {
    return null;
  }
}

async function checkPaper(
  signatures: Judge,
  { text, signature, salt, proof }: PaperFiles,
  { rootCertificatePem, ledgerKeys }: LivePins,
  type: "live-list" | "live-head",
): Promise<readonly LiveFinding[]> {
  const what = { paper: type };
  const signed =
    rootCertificatePem === null
      ? found("root-needed", what)
      : await signatureFinding(signatures, text, signature, rootCertificatePem, what);
  if (salt === null || proof === null) return [signed, found("no-proof", what)];
  if (ledgerKeys === null) return [signed, found("ledger-key-needed", what)];
  return [signed, proofFinding(documentLeaf({ salt, text }, type), proof, ledgerKeys, what)];
}

async function signatureFinding(
  signatures: Judge,
  text: string,
  signature: Uint8Array | null,
  root: string,
  what: LiveFinding["facts"],
): Promise<LiveFinding> {
  if (signature === null) return found("not-signed", { ...what, why: "none" });
  const verdict = await signatures.verify(Buffer.from(text), signature, root);
  if (verdict.valid) return found("signed", { ...what, signer: verdict.signer });
  return found("not-signed", { ...what, why: verdict.reason });
}

function proofFinding(
  leaf: string,
  proof: string,
  ledgerKeys: string,
  what: LiveFinding["facts"],
): LiveFinding {
  try {
    const key = verifierFor(originOfProof(proof), parseVerifierKeys(ledgerKeys));
    if (key === null) return found("not-in-ledger", { ...what, why: "ledger/bad-verifier-key" });
    const { index, checkpoint } = verifyProof(proof, leaf, key);
    return found("in-ledger", { ...what, ledger: checkpoint.origin, index });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return found("not-in-ledger", { ...what, why: error.code });
  }
}

interface Expected {
  readonly channel: string;
  readonly session: string;
  /** Null: there is no list. */
  readonly listed: ListText["channels"][number] | null;
  readonly heads: readonly HeadText[];
}

function channelsIn(list: ListText | null, heads: readonly HeadText[]): readonly Expected[] {
  if (list !== null) {
    return list.channels.map((listed) => ({
      ...{ channel: listed.channel, session: list.session, listed },
      heads: heads.filter(({ channel }) => channel === listed.channel),
    }));
  }
  const groups = Map.groupBy(heads, ({ channel, session }) => `${session} ${channel}`);
  return [...groups.values()].flatMap((own) => {
    const [head] = own;
    return head === undefined
      ? []
      : { channel: head.channel, session: head.session, listed: null, heads: own };
  });
}

interface Walked {
  readonly head: ChainHead;
  /** SHA-256 of the lines that the list tells of. */
  readonly sha256: string;
  readonly valueAt: ReadonlyMap<number, Sha256>;
  readonly brokenAt: number | null;
}

async function checkChannel(
  files: LiveFiles,
  { channel, session, listed, heads }: Expected,
  told: {
    readonly see: (segment: Sha256, place: LiveFinding["facts"]) => void;
    readonly note: (link: LiveLink) => void;
  },
): Promise<readonly LiveFinding[]> {
  const lines = files.links(channel);
  if (lines === null) return [found("links-missing", { channel })];
  const first = firstHead(channel as LiveChannelId, session as SessionId);
  const marks = [...heads, ...(listed === null ? [] : [listed])].map(({ links }) => links);
  const walked = await walk(lines, first, listed?.links ?? null, marks, (link) => {
    told.note(link);
    if (link.kind !== "segment") return;
    told.see(link.contentSha256, { channel, link: link.index, at: link.at });
  });
  const { links } = walked.head;
  if (walked.brokenAt !== null) return [found("links-broken", { channel, link: walked.brokenAt })];
  const reached = heads.map((head) => {
    if (links < head.links) return found("tail-cut", { channel, links, told: head.links });
    const isSame = walked.valueAt.get(head.links) === head.value;
    return found(isSame ? "head-reached" : "links-differ", { channel, links: head.links });
  });
  return listed === null ? reached : [...reached, ...listFindings(walked, listed, first)];
}

function listFindings(
  walked: Walked,
  listed: ListText["channels"][number],
  first: ChainHead,
): readonly LiveFinding[] {
  const { channel } = listed;
  const { links } = walked.head;
  if (links < listed.links) return [found("tail-cut", { channel, links, told: listed.links })];
  const isSame =
    listed.firstValue === first.value &&
    walked.valueAt.get(listed.links) === listed.headValue &&
    walked.sha256 === listed.linksSha256;
  if (!isSame) return [found("links-differ", { channel, links: listed.links })];
  const whole = found("channel-whole", { channel, links: listed.links });
  return links > listed.links
    ? [whole, found("beyond-list", { channel, links, told: listed.links })]
    : [whole];
}

async function walk(
  lines: AsyncIterable<string>,
  first: ChainHead,
  listed: number | null,
  marks: readonly number[],
  see: (link: LiveLink) => void,
): Promise<Walked> {
  const text = createHash("sha256");
  const valueAt = new Map<number, Sha256>();
  let [head, brokenAt] = [first, null as number | null];
  for await (const line of lines) {
    const link = parseLinkLine(line);
    if (link === null || firstBreak(head, [link]) !== null) {
      brokenAt = head.links;
      break;
    }
    if (listed === null || head.links < listed) text.update(`${line}\n`);
    head = { links: head.links + 1, value: link.value };
    if (marks.includes(head.links)) valueAt.set(head.links, head.value);
    see(link);
  }
  return { head, sha256: text.digest("hex"), valueAt, brokenAt };
}

function segmentFinding(
  { name, sha256: digest }: LiveFiles["segments"][number],
  list: ListText | null,
  known: ReadonlyMap<Sha256, LiveFinding["facts"]>,
): LiveFinding {
  const place = known.get(digest);
  if (place !== undefined) return found("segment-listed", { name, ...place });
  for (const { channel, takes } of list?.channels ?? []) {
    const take = takes.find((one) => one.sha256 === digest);
    if (take !== undefined) return found("item-listed", { name, channel, item: take.item });
  }
  return found("segment-not-listed", { name });
}

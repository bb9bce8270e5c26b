/** Looks at every time stamp that is kept: over checkpoints, over renewals, and at what they are judged by. */
import { sha256 } from "../kernel/digest.ts";
import { parseRenewal, renewalLeaf } from "../anchors/renewal.ts";
import { renewalFiles } from "../anchors/proof-paths.ts";
import type { Renewal, RenewalStore } from "../anchors/renewal-store.ts";
import { bytesOf } from "../anchors/stamp-anchors.ts";
import type { TimestampVerifier } from "../anchors/timestamp.ts";
import type { KeptToken, TokenStore } from "../anchors/token-store.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import type { StoreLooks } from "./fsck-store.ts";
import type { Violation } from "./invariants.ts";

export interface FsckStampsDeps {
  readonly renewals: Pick<RenewalStore, "of" | "tokens">;
  readonly ledger: Pick<LedgerStore, "locate">;
  readonly tokens: Pick<TokenStore, "stampedAfter">;
  readonly timestamps: TimestampVerifier;
  /** Whether `list` (DER) is a whole list of revoked certificates, or an answer about one, of those whose certificates (PEM) these are. */
  readonly isListOf: (list: Uint8Array, rootsPem: string) => boolean;
}

type Tell = (violation: Violation) => void;
const PAGE = 100;

export async function stampViolations(
  deps: FsckStampsDeps,
  origin: string,
  tell: Tell,
  store: Pick<StoreLooks, "renewal"> | null,
): Promise<void> {
  const told = (subject: string, what: string): void =>
    tell({ invariant: "stamps", subject, what, facts: {} });
  const authorities = new Map<string, KeptToken>();
  const look = async (name: string, bytes: Buffer, all: readonly KeptToken[]): Promise<void> => {
    for (const token of all) {
      authorities.set(token.authority, token);
      const fault = await tokenFault(deps, bytes, token);
      if (fault !== null) told(`${name}/${token.authority}`, fault);
    }
  };
  for (let after = 0, more = true; more;) {
    const page = await deps.tokens.stampedAfter(origin, after, PAGE);
    for (const { anchor, tokens } of page)
      await look(`stamp/${origin}/${anchor.size}`, bytesOf(anchor), tokens);
    after = page.at(-1)?.anchor.size ?? after;
    more = page.length === PAGE;
  }
  for (const renewal of await deps.renewals.of(origin)) {
    const name = `renewal/${origin}/${renewal.number}`;
    await look(name, Buffer.from(renewal.text), await deps.renewals.tokens(renewal));
    for (const fault of await renewalFaults(deps, renewal)) told(name, fault);
    await store?.renewal(renewal);
  }
  for (const { authority, lists, rootsPem } of authorities.values())
    if (lists.some(({ der }) => !deps.isListOf(der, rootsPem)))
      told(`list/${authority}`, "not-of-authority");
}

/** What is noted beside a token decides when it is renewed, and which checkpoint a package takes. */
async function tokenFault(
  { timestamps }: Pick<FsckStampsDeps, "timestamps">,
  bytes: Buffer,
  { response, rootsPem, genTime, validUntil }: KeptToken,
): Promise<string | null> {
  const verdict = await timestamps.verify(bytes, response, rootsPem, []);
  if (!verdict.valid) return verdict.reason;
  if (verdict.genTime !== genTime) return "other-time";
  // Certificates that came later can only make it last longer.
  return validUntil !== null && validUntil > verdict.validUntil ? "other-end" : null;
}

async function renewalFaults(
  { ledger }: Pick<FsckStampsDeps, "ledger">,
  { text, files, isEntered, ...row }: Renewal,
): Promise<readonly string[]> {
  const said = parseRenewal(text);
  if (said === null) return ["malformed"];
  const isSame =
    said.origin === row.origin &&
    said.number === row.number &&
    said.size === row.size &&
    said.madeAt === row.madeAt;
  const list = files.find(({ path }) => path === renewalFiles(row).list);
  const named = new Set(said.files.map(({ path }) => path));
  const isMissing = [...named].some(
    (path) => isOwn(row, path) && files.every((file) => file.path !== path),
  );
  const isStrange = files.some((file) => file !== list && !named.has(file.path));
  const isThere = !isEntered || (await ledger.locate(renewalLeaf(text, row))) !== null;
  return [
    ...(isSame ? [] : ["other-row"]),
    ...(list?.sha256 === sha256(text) ? [] : ["other-list"]),
    ...(isMissing ? ["file-missing"] : []),
    ...(isStrange ? ["file-not-named"] : []),
    ...(isThere ? [] : ["not-in-ledger"]),
  ];
}

/** Kept with this renewal; others it names are of the one before, or of its own lists. */
const isOwn = (row: Pick<Renewal, "origin" | "number">, path: string): boolean =>
  path.startsWith(renewalFiles(row).list.replace(/txt$/, ""));

/** The verbs about policy packs. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Text } from "../kernel/language.ts";
import { readPack } from "../policy/read-pack.ts";
import {
  PolicyDetail,
  PolicyEntry,
  type PolicyEntryBody,
  PolicyList,
} from "../review/policy-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { type CheckedSignature, signatureBody } from "./check-publisher.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { exportText } from "./export-text.ts";
import type { Why } from "./policy-commands.ts";
import { type Terminal, VerbFailure, fill } from "./terminal.ts";
import { POLICY } from "./texts/policy.ts";

export const PACKS = "/api/v1/policy/packs";

/**
 * Needs no running system. `home`: where the program's sources are, and with them the packs that come with it; `signed` judges the
 * signature that was given, null: none was.
 */
export async function policyCheck(
  home: string,
  term: Terminal,
  file: string,
  signed: ((text: Uint8Array) => Promise<CheckedSignature>) | null = null,
): Promise<ExitCode> {
  const bytes = await packFile(home, file);
  const found = readPack(bytes);
  const sha256 = found.file?.sha256 ?? null;
  const signature = signed === null ? null : await signed(bytes);
  const told = signature === null ? {} : { signature: signature.told };
  term.result({ sound: found.file !== null, sha256, problems: found.problems, ...told });
  if (signature !== null) term.say(signature.text, signature.values);
  for (const { path, text } of found.problems) {
    term.say(POLICY.problem, { path: path || "-", what: text[term.language] });
  }
  if (found.file === null) return EXIT.negative;
  const { pack } = found.file;
  const unconfirmed = unconfirmedIn(pack);
  term.say(POLICY.sound, { name: `${pack.code} v${pack.version}`, sha256: found.file.sha256 });
  if (unconfirmed > 0) term.say(POLICY.unconfirmed, { count: unconfirmed });
  return signature?.isTrusted === false ? EXIT.negative : EXIT.ok;
}

/** Numbers that no rule gives: how many parts say so. */
function unconfirmedIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, part]) =>
      sum + (name === "confirmedByAgency" && part === false ? 1 : unconfirmedIn(part)),
    0,
  );
}

/** The list, or the exact text of one. */
export async function policyShow(
  api: ApiClient,
  term: Terminal,
  pack: string | undefined,
): Promise<ExitCode> {
  const list = await api.get(PACKS, PolicyList);
  if (pack !== undefined) {
    const { id } = named(list.entries, pack);
    const detail = await api.get(`${PACKS}/${id}`, PolicyDetail);
    const { pack: _pack, ...told } = detail;
    term.result(told);
    term.print(detail.text.trimEnd());
    return EXIT.ok;
  }
  term.result(list);
  if (list.inForce === null) term.say(POLICY.none);
  for (const entry of list.entries) {
    const { code, version, validFrom, sha256 } = entry;
    const state = stateOf(term, entry, list.inForce);
    term.say(POLICY.line, { name: `${code} v${version}`, validFrom, sha256, state });
    if (entry.decision?.act === "applied") {
      term.say(entry.isSigned ? POLICY.houseSigned : POLICY.houseUnsigned);
    }
    tellPublisher(term, entry.publisher);
  }
  return EXIT.ok;
}

export function tellPublisher(term: Terminal, publisher: PolicyEntryBody["publisher"]): void {
  if (publisher === null) {
    term.say(POLICY.notSigned);
  } else {
    const { signer, validUntil: until, root } = publisher;
    term.say(POLICY.signedBy, { signer, until, root });
  }
}

/** Files beside one another, as openssl and any tlog software take them. */
export async function policyExport(
  api: ApiClient,
  term: Terminal,
  pack: string,
  out: string,
): Promise<ExitCode> {
  const { id } = named((await api.get(PACKS, PolicyList)).entries, pack);
  return exportText(term, await api.get(`${PACKS}/${id}`, PolicyDetail), out);
}

function stateOf(
  { language }: Terminal,
  { id, decision, proposedAt, proposedByName }: PolicyEntryBody,
  inForce: string | null,
): string {
  if (decision === null) {
    return fill(POLICY.waits[language], { at: proposedAt, by: proposedByName });
  }
  const said = id === inForce ? POLICY.inForce : POLICY[decision.act];
  return fill(said[language], { at: decision.at, by: decision.byName, asker: proposedByName });
}

export async function policyPropose(
  home: string,
  api: ApiClient,
  term: Terminal,
  {
    file,
    why,
    signature,
  }: Why & { readonly file: string; readonly signature?: string | undefined },
): Promise<ExitCode> {
  const bytes = await packFile(home, file);
  const body = { text: bytes.toString("utf8"), why, ...(await signatureBody(signature)) };
  const entry = await api.post(PACKS, body, PolicyEntry);
  term.result(entry);
  tellPublisher(term, entry.publisher);
  const { code, version, sha256 } = entry;
  term.say(POLICY.proposed, { name: `${code} v${version}`, sha256, short: sha256.slice(0, 12) });
  return EXIT.ok;
}

export async function policyDecide(
  api: ApiClient,
  term: Terminal,
  { act, pack, why }: Why & { readonly act: "approval" | "withdrawal"; readonly pack: string },
): Promise<ExitCode> {
  const { entries } = await api.get(PACKS, PolicyList);
  const { id, sha256 } = named(entries, pack);
  const body = act === "approval" ? { sha256, why } : { why };
  const entry = await api.post(`${PACKS}/${id}/${act}`, body, PolicyEntry);
  term.result(entry);
  const told = { name: `${entry.code} v${entry.version}`, validFrom: entry.validFrom };
  term.say(act === "approval" ? POLICY.nowApplied : POLICY.nowWithdrawn, told);
  return EXIT.ok;
}

/** By the first eight digits of its digest or more; of the same text proposed twice the newest. */
export function named(
  entries: readonly PolicyEntryBody[],
  pack: string,
  ambiguous: Text = POLICY.ambiguous,
): PolicyEntryBody {
  const wanted = /^[0-9a-f]{8,64}$/i.test(pack) ? pack.toLowerCase() : null;
  const found = entries.filter(({ sha256 }) => wanted !== null && sha256.startsWith(wanted));
  const [first] = found;
  if (first === undefined || found.some(({ sha256 }) => sha256 !== first.sha256)) {
    throw new VerbFailure(EXIT.usage, ambiguous, { pack });
  }
  return first;
}

/** A file, or the name of a pack that comes with the program. */
export async function packFile(home: string, file: string): Promise<Buffer> {
  const isName = /^[a-z][a-z0-9-]{0,47}$/.test(file);
  const places = [file, ...(isName ? [join(home, "services/policy/packs", `${file}.json`)] : [])];
  for (const place of places) {
    try {
      return await readFile(place);
    } catch (error) {
      // The next place, or the failure below, which says all that a person needs.
      if (!(error instanceof Error && "code" in error)) throw error;
    }
  }
  throw new VerbFailure(EXIT.usage, POLICY.noFile, { file });
}

/** The verbs about the house's own keys. */
import type { z } from "zod";
import { HouseKeyEntry, HouseKeyList } from "../review/key-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Facts, type Terminal, VerbFailure, fill } from "./terminal.ts";
import { KEYS } from "./texts/keys.ts";

export interface RotateArguments {
  readonly role: string;
  readonly why: string;
}

export interface RevokeKeyArguments {
  readonly reason: string;
  readonly since?: string;
  readonly why: string;
}

type Entry = z.infer<typeof HouseKeyEntry>;

export async function keysList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const { entries } = await api.get("/api/v1/keys", HouseKeyList);
  term.result({ entries });
  for (const entry of entries) {
    const { role, suite, spkiSha256: spki, notAfter } = entry;
    term.say(KEYS.line, { role, suite, spki, until: notAfter ?? "–", state: stateOf(term, entry) });
    if (role === "ledger") term.say(KEYS.ledgerStays);
  }
  return EXIT.ok;
}

function stateOf({ language }: Terminal, { usedUntil, revocation }: Entry): string {
  const said = (name: "inUse" | "usedUntil" | "revoked" | "told" | "notTold", facts: Facts = {}) =>
    fill(KEYS[name][language], facts);
  const used = usedUntil === null ? said("inUse") : said("usedUntil", { at: usedUntil });
  if (revocation === null) return used;
  const { reason, since, isEntered } = revocation;
  return `${used}; ${said("revoked", { reason, since, told: said(isEntered ? "told" : "notTold") })}`;
}

export async function keysRotate(
  api: ApiClient,
  term: Terminal,
  { role, why }: RotateArguments,
): Promise<ExitCode> {
  const asked = await api.post("/api/v1/keys/rotations", { role, why }, HouseKeyEntry);
  term.result(asked);
  term.say(KEYS.rotationAsked, { role });
  return EXIT.ok;
}

/** `key`: the fingerprint, or the first eight digits of it or more. */
export async function keysRevoke(
  api: ApiClient,
  term: Terminal,
  key: string,
  { reason, since, why }: RevokeKeyArguments,
): Promise<ExitCode> {
  const { entries } = await api.get("/api/v1/keys", HouseKeyList);
  const wanted = /^[0-9a-f]{8,64}$/i.test(key) ? key.toLowerCase() : null;
  const found = new Set(
    entries
      .map(({ spkiSha256 }) => spkiSha256)
      .filter((spki) => wanted !== null && spki.startsWith(wanted)),
  );
  const [spki] = found;
  if (spki === undefined || found.size > 1)
    throw new VerbFailure(EXIT.usage, KEYS.ambiguous, { key });
  const path = `/api/v1/keys/${spki}/revocation`;
  const revoked = await api.post(path, { reason, since, why }, HouseKeyEntry);
  term.result(revoked);
  term.say(KEYS.revocationTaken, { spki, reason: revoked.revocation?.reason ?? reason });
  return EXIT.ok;
}

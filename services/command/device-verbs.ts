/** The verbs about one device of the register: its quota, what it signs with, who carries it, and its chain. */
import { z } from "zod";
import { DevicePage } from "../review/device-page-schema.ts";
import {
  type ChainFinding,
  DeviceChain,
  type DeviceChainBody,
} from "../review/device-chain-schema.ts";
import { AssignmentList, DeviceQuota, DeviceSigning } from "../review/device-schema.ts";
import { SOURCE_KINDS } from "../source/verdict.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { DEVICE } from "./texts/device.ts";

export interface QuotaArguments {
  readonly bytesPerDay?: number;
  readonly filesPerDay?: number;
  readonly openBytes?: number;
  /** All as configured again. */
  readonly clear?: boolean;
}

/** The id of the device called `device`, by id or by its whole name. @throws VerbFailure if there is none. */
export async function deviceCalled(
  api: ApiClient,
  device: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const search = encodeURIComponent(device);
  const { entries } = await api.get(`/api/v1/devices?limit=200&search=${search}`, DevicePage);
  const found = entries.find(({ id, name }) => id === device || name === device.normalize("NFC"));
  if (found === undefined) throw new VerbFailure(EXIT.usage, DEVICE.none, { device });
  return found;
}

/** Shows what was set for the device, after setting what is given; what is not given stays. */
export async function deviceQuota(
  api: ApiClient,
  term: Terminal,
  device: string,
  { clear, ...given }: QuotaArguments,
): Promise<ExitCode> {
  const { id, name } = await deviceCalled(api, device);
  const path = `/api/v1/devices/${id}/quota`;
  const before = await api.get(path, DeviceQuota);
  const { bytesPerDay, filesPerDay, openBytes } = given;
  const kept = clear === true ? UNSET : before;
  const wanted = {
    bytesPerDay: bytesPerDay ?? kept.bytesPerDay,
    filesPerDay: filesPerDay ?? kept.filesPerDay,
    openBytes: openBytes ?? kept.openBytes,
  };
  const isNew = JSON.stringify(wanted) !== JSON.stringify(before);
  const quota = isNew ? await api.post(path, wanted, DeviceQuota) : before;
  term.result({ device: id, name, ...quota });
  const shown = (value: number | null): string => (value === null ? "–" : String(value));
  term.say(DEVICE.quota, {
    name,
    bytesPerDay: shown(quota.bytesPerDay),
    filesPerDay: shown(quota.filesPerDay),
    openBytes: shown(quota.openBytes),
  });
  return EXIT.ok;
}

const UNSET = { bytesPerDay: null, filesPerDay: null, openBytes: null };

/** Shows what the device signs every recording with, after setting `kind` where it is given; "none" ends it. */
export async function deviceSigning(
  api: ApiClient,
  term: Terminal,
  device: string,
  kind: string | undefined,
): Promise<ExitCode> {
  const wanted = DeviceSigning.safeParse({ kind: kind === "none" ? null : (kind ?? null) });
  if (!wanted.success) {
    throw new VerbFailure(EXIT.usage, DEVICE.noSuchSigning, { kinds: SOURCE_KINDS.join(", ") });
  }
  const { id, name } = await deviceCalled(api, device);
  const path = `/api/v1/devices/${id}/signing`;
  const before = await api.get(path, DeviceSigning);
  const isNew = kind !== undefined && wanted.data.kind !== before.kind;
  const signing = isNew ? await api.post(path, wanted.data, DeviceSigning) : before;
  term.result({ device: id, name, ...signing });
  term.say(DEVICE.signing, { name, kind: signing.kind ?? "–" });
  return EXIT.ok;
}

/** Neither its token nor a certificate of it opens anything from then on. */
export async function deviceRetire(
  api: ApiClient,
  term: Terminal,
  device: string,
  reason: string | undefined,
): Promise<ExitCode> {
  const { id, name } = await deviceCalled(api, device);
  await api.remove(`/api/v1/devices/${id}`, { reason }, z.null());
  term.result({ device: id, name, retired: true });
  term.say(DEVICE.retired, { name });
  return EXIT.ok;
}

export interface AssignArguments {
  readonly nobody?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly replaces?: string;
  readonly reason?: string;
}

/** @throws VerbFailure where it is not said who, or both an officer and nobody. */
function requireWho(officer: string | undefined, given: AssignArguments): void {
  const { nobody, from, to, replaces, reason } = given;
  const isNobody = nobody === true;
  if (officer !== undefined && isNobody) throw new VerbFailure(EXIT.usage, DEVICE.twoCarriers);
  const isEntry = [from, to, replaces, reason].some((each) => each !== undefined);
  if (isEntry && officer === undefined && !isNobody) {
    throw new VerbFailure(EXIT.usage, DEVICE.noCarrier);
  }
}

/** Enters who carries the device, where an officer is named or `nobody` said; then shows the calendar. */
export async function deviceAssign(
  api: ApiClient,
  term: Terminal,
  device: string,
  officer: string | undefined,
  given: AssignArguments,
): Promise<ExitCode> {
  requireWho(officer, given);
  const { nobody, from, to, replaces, reason } = given;
  const { id, name } = await deviceCalled(api, device);
  const path = `/api/v1/devices/${id}/assignments`;
  const enters = officer !== undefined || nobody === true;
  const list = enters
    ? await api.post(
        path,
        {
          officer: officer ?? null,
          from: from ?? new Date().toISOString(),
          ...{ to, replaces, reason },
        },
        AssignmentList,
      )
    : await api.get(path, AssignmentList);
  term.result({ device: id, name, ...list });
  const replaced = new Set(list.entries.map((entry) => entry.replaces));
  for (const entry of list.entries) {
    term.say(replaced.has(entry.id) ? DEVICE.corrected : DEVICE.assigned, {
      ...{ id: entry.id, from: entry.from, to: entry.to ?? "…", officer: entry.officer ?? "–" },
      ...{ by: entry.enteredByName, at: entry.enteredAt, reason: entry.reason ?? "" },
    });
  }
  term.say(DEVICE.holder, { name, officer: list.holder?.officer ?? "–" });
  return EXIT.ok;
}

/** What need not be looked into: such a recording is there, and the page shows it. */
const HARMLESS: readonly ChainFinding["kind"][] = ["duplicate", "quarantined"];

/** All that is found in the device's chain, oldest first; its recordings too as JSON. Ends with 1 if anything is missing. */
export async function deviceChain(
  api: ApiClient,
  term: Terminal,
  device: string,
): Promise<ExitCode> {
  const { id, name } = await deviceCalled(api, device);
  const pages: DeviceChainBody[] = [];
  for (let cursor: string | null = ""; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
    const from = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    pages.push(await api.get(`/api/v1/devices/${id}/chain?limit=500${from}`, DeviceChain));
  }
  const entries = pages.flatMap((page) => page.entries);
  // Two pages tell of a visit between them.
  const findings = oncePerText(pages.flatMap((page) => page.findings)).toSorted((a, b) =>
    a.at < b.at ? -1 : 1,
  );
  const visits = oncePerText(pages.flatMap((page) => page.visits));
  term.result({ device: id, name, end: pages[0]?.end, findings, visits, entries });
  term.say(DEVICE.chain, { name, recordings: entries.length, sealed: pages[0]?.end.sequence ?? 0 });
  for (const { at, words, itemId, visitId } of findings) {
    term.say(DEVICE.found, { at, text: words[term.language], id: itemId ?? visitId ?? "" });
  }
  if (findings.length === 0) term.say(DEVICE.nothingFound);
  return findings.every(({ kind }) => HARMLESS.includes(kind)) ? EXIT.ok : EXIT.negative;
}

const oncePerText = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

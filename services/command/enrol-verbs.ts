/** The verbs about devices' certificates: codes, revocation, and enrolment on the device itself. */
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { renderUnicodeCompact } from "uqr";
import {
  DOCK_IDENTITY,
  FILES,
  type HeldIdentity,
  type IdentityTools,
  readIdentity,
  tlsOf,
} from "../access/device-identity.ts";
import { type Invitation, enrolHere, parseInvitation } from "../access/enrol-here.ts";
import { renewWhenDue } from "../access/renew-identity.ts";
import type { Clock } from "../kernel/clock.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { EnrolmentCode, Revoked } from "../review/certificate-schema.ts";
import type { ApiClient } from "./api-client.ts";
import type { DataFolder } from "./data-folder.ts";
import { deviceCalled } from "./device-verbs.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { DEVICE } from "./texts/device.ts";

export interface IdentityDeps {
  readonly host: Host;
  readonly tools: IdentityTools;
  readonly clock: Clock;
}

export interface RevokeArguments {
  readonly certificate?: string;
  readonly reason?: string;
}

export interface EnrolArguments {
  readonly code: string;
  readonly server?: string;
  readonly rootSha256?: string;
  /** Folder of the identity; without one it is the dock's. */
  readonly out?: string;
  /** The dock's folder of notes. */
  readonly state?: string;
}

export async function deviceCode(
  api: ApiClient,
  term: Terminal,
  device: string,
): Promise<ExitCode> {
  const { id, name } = await deviceCalled(api, device);
  const path = `/api/v1/devices/${id}/enrolment-codes`;
  const { code, expiresAt, uri } = await api.post(path, {}, EnrolmentCode);
  term.result({ device: id, name, code, expiresAt, uri });
  term.say(DEVICE.code, { name, code, uri, until: expiresAt });
  const lines = renderUnicodeCompact(uri, { border: 4 }).split("\n");
  // Blocks are light modules: white on black, whatever the terminal's colours, for a phone's camera.
  for (const line of lines) term.print(term.interactive ? `\x1b[97;40m${line}\x1b[0m` : line);
  return EXIT.ok;
}

export async function deviceRevoke(
  api: ApiClient,
  term: Terminal,
  device: string,
  { certificate, reason }: RevokeArguments,
): Promise<ExitCode> {
  const { id, name } = await deviceCalled(api, device);
  const one = certificate === undefined ? "" : `/${encodeURIComponent(certificate.toLowerCase())}`;
  const path = `/api/v1/devices/${id}/certificates${one}`;
  const { revoked } = await api.remove(path, { reason }, Revoked);
  term.result({ device: id, name, revoked });
  term.say(DEVICE.revoked, { name, count: revoked });
  return EXIT.ok;
}

export async function deviceCertificateOnly(
  api: ApiClient,
  term: Terminal,
  device: string,
  isOff: boolean,
): Promise<ExitCode> {
  const { id, name } = await deviceCalled(api, device);
  await api.send(`/api/v1/devices/${id}/proof`, { certificateOnly: !isOff });
  term.result({ device: id, name, certificateOnly: !isOff });
  term.say(isOff ? DEVICE.tokenToo : DEVICE.certificateOnly, { name });
  return EXIT.ok;
}

/** On the device itself: the key is made here and stays here. */
export async function enrolDevice(
  { host, tools }: Pick<IdentityDeps, "host" | "tools">,
  term: Terminal,
  dataFolder: DataFolder,
  given: EnrolArguments,
): Promise<ExitCode> {
  const dockState = given.state ?? join(dataFolder.root, "dock");
  const folder = resolve(given.out ?? join(dockState, DOCK_IDENTITY));
  const files = host.privateFolder(folder);
  const deps = { files, tools, ask: host.exchange, sleep };
  const { certificate, isKept } = await enrolHere(deps, invitationOf(given));
  const { commonName: device, notAfter: until, sha256 } = certificate;
  term.result({ device, certificateSha256: sha256, notAfter: until, folder, kept: isKept });
  term.say(isKept ? DEVICE.kept : DEVICE.enrolled, { device, until, folder });
  return EXIT.ok;
}

/** The one in use serves on where its renewal is refused for now; whether it counts the service tells. */
async function renewedIdentity(
  { host, tools, clock }: IdentityDeps,
  term: Terminal,
  folder: string,
): Promise<HeldIdentity> {
  const files = host.privateFolder(folder);
  const held = await readIdentity(files, tools);
  if (held === null) throw new VerbFailure(EXIT.usage, DEVICE.notEnrolled, { folder });
  try {
    return (await renewWhenDue({ files, tools, clock, ask: host.exchange, sleep })) ?? held;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    term.tell(DEVICE.notRenewed, { code: error.code, message: error.message });
    return held;
  }
}

function invitationOf({ code, server, rootSha256 }: EnrolArguments): Invitation {
  const whole = parseInvitation(code.trim());
  if (whole !== null) return server === undefined ? whole : { ...whole, server };
  const root = parseSha256((rootSha256 ?? "").replaceAll(":", ""));
  if (server === undefined || root === null || !URL.canParse(server)) {
    throw new VerbFailure(EXIT.usage, DEVICE.noInvitation);
  }
  return { server, code: code.trim(), rootSha256: root };
}

/** What `push` sends as, and what it trusts: what was pinned when the device enrolled, unless other is named. */
export async function heldIdentity(
  deps: IdentityDeps,
  term: Terminal,
  path: string,
  given: { readonly root?: string; readonly ledgerKey?: string },
) {
  const folder = resolve(path);
  const held = await renewedIdentity(deps, term, folder);
  const { url, ledgerKey, certificate } = held;
  const sender = { tls: tlsOf(held), deviceId: certificate.commonName };
  const root = join(folder, FILES.root);
  return {
    url,
    sender,
    trust: { root: given.root ?? root, ledgerKey: given.ledgerKey ?? ledgerKey },
  };
}

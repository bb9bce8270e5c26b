/** Certificates below the agency's own authorities: of devices, and of the server that devices speak to. */
import { X509Certificate, createPublicKey } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import type { CertificateIssuer } from "../../services/access/certificate-formats.ts";
import type { IssuedCertificate } from "../../services/access/device-certificate.ts";
import { type Clock, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import {
  type Credential,
  DEVICE_AUTHORITY,
  agencyOf,
  issuerOf,
  newKey,
  pemOfKey,
  readDeviceAuthority,
  readIssuing,
} from "./certificate-authority.ts";
import { readCertificateRequest } from "./certificate-request.ts";
import { issueCertificate, nameOf } from "./certificate.ts";
import { readOrNull, replaceFile } from "./private-file.ts";

const DAY_MS = 86_400_000;
/** A device's clock may be behind ours by this much; it judges the server's certificate by it. */
const DEVICE_SKEW_MS = DAY_MS;
const SERVER_DAYS = 365;

/**
 * The issuer whose key is in `folder`; null where there is none, because the house is older than device
 * certificates and its root's key was away when it was set up last.
 */
export async function openDeviceIssuer(
  folder: string,
  clock: Clock,
  days: number,
): Promise<CertificateIssuer | null> {
  const authority = await deviceAuthorityIfThere(folder);
  if (authority === null) return null;
  return {
    // What it refuses is a rejection too.
    issue: (request) =>
      new Promise((resolve) => resolve(issueFor(authority, request, clock, days))),
  };
}

function issueFor(
  authority: Credential,
  { csr, deviceId, publicKeySha256 }: Parameters<CertificateIssuer["issue"]>[0],
  clock: Clock,
  days: number,
): IssuedCertificate {
  // What a row says counts for nothing here: the request itself is judged again.
  const read = readCertificateRequest(csr);
  if (read.publicKeySha256 !== publicKeySha256) {
    throw new Refusal("tampered", "access/request-differs", "another key than was asked for");
  }
  const issuedAt = clock();
  const last = authority.certificate.validToDate;
  // A certificate counts whole seconds (RFC 5280 4.1.2.5); the register must not know better.
  const notAfter = new Date(Math.min(wholeSecond(plusMs(issuedAt, days * DAY_MS)), last.getTime()));
  const notBefore = new Date(wholeSecond(plusMs(issuedAt, -DEVICE_SKEW_MS)));
  const subject = nameOf(agencyOf(authority.certificate), deviceId);
  const { publicKey } = read;
  const der = issueCertificate(
    { profile: "device", subject, publicKey, notBefore, notAfter },
    issuerOf(authority),
  );
  return {
    ...{ sha256: sha256(der), der, issuedAt },
    notBefore: utcInstant(notBefore),
    notAfter: utcInstant(notAfter),
  };
}

/** That authority's certificate (PEM); null where there is none. */
export const readDeviceAuthorityCertificate = async (folder: string): Promise<string | null> =>
  (await deviceAuthorityIfThere(folder))?.certificate.toString() ?? null;

async function deviceAuthorityIfThere(folder: string): Promise<Credential | null> {
  const isThere = (await readOrNull(join(folder, DEVICE_AUTHORITY))) !== null;
  return isThere ? await readDeviceAuthority(folder) : null;
}

const wholeSecond = (instant: string): number => Math.floor(Date.parse(instant) / 1_000) * 1_000;

/** PEM of a new key, its certificate for `hosts` and the issuing authority's: all that a TLS server needs. */
export async function makeServerCertificate(
  folder: string,
  hosts: readonly string[],
  now: Date,
): Promise<string> {
  const issuing = await readIssuing(folder);
  const key = newKey();
  const end = Math.min(
    now.getTime() + SERVER_DAYS * DAY_MS,
    issuing.certificate.validToDate.getTime(),
  );
  const raw = issueCertificate(
    {
      profile: "server",
      subject: nameOf(agencyOf(issuing.certificate), "Holdfast machine port"),
      publicKey: createPublicKey(key),
      notBefore: new Date(now.getTime() - DEVICE_SKEW_MS),
      notAfter: new Date(end),
      hosts,
    },
    issuerOf(issuing),
  );
  return pemOfKey(key) + new X509Certificate(raw).toString() + issuing.certificate.toString();
}

/** Whether `pem`, made by makeServerCertificate, still serves all `hosts` for `restMs` from `now`. */
export function servesLonger(
  pem: string,
  hosts: readonly string[],
  now: Date,
  restMs: number,
): boolean {
  const certificate = new X509Certificate(pem);
  const isNamed = (host: string): boolean =>
    (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
  return hosts.every(isNamed) && certificate.validToDate.getTime() - now.getTime() > restMs;
}

/** A certificate that ends sooner is renewed when the system starts. */
const RENEW_WITHIN_MS = 60 * DAY_MS;

/**
 * Writes what the machine port needs from the keys in `folder`: the devices' authority, for everybody, and the
 * server's key and certificate, renewed in time and for its hosts. Nothing where no device can enrol.
 */
export async function prepareMachinePort(
  folder: string,
  paths: { readonly authority: string; readonly certificate: string },
  hosts: readonly string[],
  now: Date,
): Promise<void> {
  const authority = await deviceAuthorityIfThere(folder);
  if (authority === null) return;
  const write = (path: string, text: string, mode: 0o600 | 0o644): Promise<void> =>
    replaceFile(dirname(path), basename(path), text, mode);
  await write(paths.authority, authority.certificate.toString(), 0o644);
  const before = (await readOrNull(paths.certificate))?.toString("utf8") ?? "";
  if (before !== "" && servesLonger(before, hosts, now, RENEW_WITHIN_MS)) return;
  await write(paths.certificate, await makeServerCertificate(folder, hosts, now), 0o600);
}

/**
 * As `prepareMachinePort`, for an API that is told by files alone: `port` says which to open. Where no device can
 * enrol they are empty, which counts as unset: the API starts without that port.
 */
export async function prepareMachineFiles(
  folder: string,
  paths: { readonly authority: string; readonly certificate: string; readonly port: string },
  hosts: readonly string[],
  port: string,
  now: Date,
): Promise<void> {
  await prepareMachinePort(folder, paths, hosts, now);
  for (const path of [paths.authority, paths.certificate]) await appendFile(path, "");
  const isOpen = (await readFile(paths.certificate, "utf8")) !== "";
  await replaceFile(dirname(paths.port), basename(paths.port), isOpen ? port : "", 0o644);
}

/** Names and addresses of this machine's port: those that are configured, and those of any machine. */
export function serverHosts(publicUrl: string | undefined, host: string | undefined): string[] {
  const named =
    publicUrl !== undefined && URL.canParse(publicUrl) ? new URL(publicUrl).hostname : "";
  const wanted = ["localhost", "127.0.0.1", "::1", hostname(), named, host ?? ""];
  const plain = wanted.map((name) => name.replace(/^\[|\]$/g, ""));
  const isName = (name: string): boolean => /^[A-Za-z0-9.:-]+$/.test(name);
  return [...new Set(plain)].filter((name) => isName(name) && name !== "0.0.0.0" && name !== "::");
}

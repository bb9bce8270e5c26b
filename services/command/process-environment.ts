/** What each process of one box is told: its own variables, and secrets only as files. Pure. */
import { join } from "node:path";
import type { DataFolder } from "./data-folder.ts";

export interface Installation {
  /** Short name; the ledger is called <agency>/<year>, so it never changes. */
  readonly agency: string;
  /** Holds demo data: must be easy to throw away, and every page says so. */
  readonly demo: boolean;
}

export interface BoxSettings {
  readonly installation: Installation;
  readonly port: number;
  /** Where devices show their certificates; null without an authority for devices. */
  readonly machinePort: number | null;
  readonly pageFolder: string;
  /** There are SM2 keys. */
  readonly signsTwice: boolean;
  /** PATH, for the programs that processes start. */
  readonly path: string;
  /** Where a room's recorder of this machine will push to; null: nobody does from here. */
  readonly livePort: number | null;
  /** The operator's own HOLDFAST_ and OTEL_ variables; they win over what is chosen here. */
  readonly operator: Readonly<Record<string, string>>;
}

export type BoxProcess = "api" | "signer" | "custody" | "media";

/** The recorder of a room that is recorded from here. */
export const CAPTURE = "capture";

/** Where `up` keeps what processes read; the file names of secrets and public keys. */
export const boxFiles = (folder: DataFolder) => ({
  databaseUrl: join(folder.secrets, "database-url"),
  redisUrl: join(folder.secrets, "redis-url"),
  rootCertificate: join(folder.public, "root.pem"),
  ledgerPublicKey: join(folder.public, "ledger-key.pub.pem"),
  deviceAuthority: join(folder.public, "device-ca.pem"),
  /** Key and certificate of the machine port: the api's alone. */
  machineCertificate: join(folder.secrets, "machine.pem"),
  /** Of the device that the recorder of a room here sends as. */
  roomToken: join(folder.secrets, "room-token"),
  /** Only where second signatures are made. */
  gmRoot: join(folder.public, "gm-root.pem"),
});

/** Beside the page's port, with room for a dock's wall between. */
export const machinePortOf = (port: number): number => (port > 65_533 ? port - 2 : port + 2);

/** From the data folder, where processes start: a socket's path holds 107 bytes, and a data folder may be deep. */
export const SIGNER_SOCKET = "run/signer/socket";

/** No process gets a folder or a secret that its work does not need: the signer alone sees the keys. */
export function processEnvironment(
  process: BoxProcess,
  folder: DataFolder,
  settings: BoxSettings,
): Readonly<Record<string, string>> {
  const { installation, path, port, machinePort, livePort, pageFolder, signsTwice } = settings;
  const files = boxFiles(folder);
  const all = {
    PATH: path,
    LC_ALL: "C.UTF-8",
    // Each its own: what decodes hostile files must not leave code for what holds the keys.
    NODE_COMPILE_CACHE: join(folder.cache, process),
    // A thread waits while a disk syncs; with Node's four, sixteen that seal at once would wait for each other.
    UV_THREADPOOL_SIZE: "16",
  };
  const servers = {
    HOLDFAST_DATABASE_URL_FILE: files.databaseUrl,
    HOLDFAST_REDIS_URL_FILE: files.redisUrl,
    HOLDFAST_STORE: "filesystem",
    HOLDFAST_FILESYSTEM_DIR: folder.objects,
    HOLDFAST_FILESYSTEM_IMMUTABLE: installation.demo ? "off" : "auto",
  };
  const recordings = { HOLDFAST_WRAPPING_KEYS: folder.wrapping };
  const publicKeys = {
    HOLDFAST_ROOT_CERTIFICATE_FILE: files.rootCertificate,
    HOLDFAST_LEDGER_PUBLIC_KEY_FILE: files.ledgerPublicKey,
  };
  const own: Readonly<Record<BoxProcess, Readonly<Record<string, string>>>> = {
    api: {
      ...servers,
      ...recordings,
      ...publicKeys,
      HOLDFAST_AGENCY: installation.agency,
      HOLDFAST_DEMO: String(installation.demo),
      HOLDFAST_PORT: String(port),
      HOLDFAST_PAGE_DIR: pageFolder,
      ...(livePort === null ? {} : { HOLDFAST_LIVE_PORT: String(livePort) }),
      ...(machinePort === null
        ? {}
        : {
            HOLDFAST_MACHINE_PORT: String(machinePort),
            HOLDFAST_MACHINE_CERTIFICATE_FILE: files.machineCertificate,
            HOLDFAST_DEVICE_CA_FILE: files.deviceAuthority,
          }),
    },
    signer: { HOLDFAST_KEYS_DIR: folder.keys, HOLDFAST_SIGNER_SOCKET: SIGNER_SOCKET },
    custody: {
      ...servers,
      ...recordings,
      ...publicKeys,
      HOLDFAST_AGENCY: installation.agency,
      HOLDFAST_SIGNER_SOCKET: SIGNER_SOCKET,
      ...(signsTwice ? { HOLDFAST_GM_ROOT_CERTIFICATE_FILE: files.gmRoot } : {}),
    },
    media: { ...servers, ...recordings, HOLDFAST_SCRATCH_DIR: folder.scratch },
  };
  return { ...all, ...own[process], ...forProcess(process, settings) };
}

/** It knows one secret, its device's token; of the operator's variables the one about the box that its ffmpeg runs in. */
export function captureEnvironment(
  folder: DataFolder,
  { path, operator, locale }: Pick<BoxSettings, "path" | "operator"> & { readonly locale: string },
): Readonly<Record<string, string>> {
  const { HOLDFAST_MEDIA_SANDBOX: sandbox } = operator;
  return {
    ...{ PATH: path, LC_ALL: locale, NODE_COMPILE_CACHE: join(folder.cache, CAPTURE) },
    ...{ UV_THREADPOOL_SIZE: "16", HOLDFAST_DEVICE_TOKEN_FILE: boxFiles(folder).roomToken },
    ...(sandbox === undefined ? {} : { HOLDFAST_MEDIA_SANDBOX: sandbox }),
  };
}

/** How the names of variables that point at keys begin. */
const FOR_KEYS = ["HOLDFAST_KEYS", "HOLDFAST_SIGNER_KEY", "HOLDFAST_TOKEN_"];
/** How those begin that the signer has no part in. */
const FOR_RECORDINGS = "HOLDFAST_WRAPPING_";
/** Standard variables of OpenTelemetry: what holds the keys speaks to nobody but custody. */
const FOR_TELEMETRY = "OTEL_";
const OF_OPERATOR = ["HOLDFAST_", FOR_TELEMETRY];

/** Variables that point at keys stay with the signer, whoever set them; a port that cannot be opened is none. */
function forProcess(
  process: BoxProcess,
  { operator, machinePort }: BoxSettings,
): Record<string, string> {
  const taken = ["HOLDFAST_DATA", "HOLDFAST_PORT", "HOLDFAST_AGENCY", "HOLDFAST_DEMO"];
  if (machinePort === null) taken.push("HOLDFAST_MACHINE_PORT");
  const notFor = process === "signer" ? [FOR_RECORDINGS, FOR_TELEMETRY] : FOR_KEYS;
  const pairs = Object.entries(operator).filter(
    ([name]) =>
      OF_OPERATOR.some((start) => name.startsWith(start)) &&
      !taken.includes(name) &&
      !notFor.some((start) => name.startsWith(start)),
  );
  return Object.fromEntries(pairs);
}

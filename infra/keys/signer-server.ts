/**
 * The signer's only door: a UNIX socket, mode 0600 in a folder of mode 0700, so that the kernel lets nobody in but
 * this very user.
 */
import { chmod, lstat, rm, stat } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { dirname } from "node:path";
import type { CertificateIssuer } from "../../services/access/certificate-formats.ts";
import { Refusal, isRefusal } from "../../services/kernel/refusal.ts";
import { readBounded } from "../../services/kernel/read-bounded.ts";
import { parseStrictJson } from "../../services/kernel/strict-json.ts";
import type { CheckpointSigner } from "../../services/ledger/checkpoint-signer.ts";
import { SM2, suiteOf } from "./cms-suite.ts";
import { dersIn, pemOf } from "./pem.ts";
import { makePrivateFolder } from "./private-file.ts";
import {
  type Answer,
  CALLS,
  type CallName,
  type Heard,
  MAX_MESSAGE_BYTES,
  MESSAGE_BOUNDS,
  REFUSED,
} from "./signer-protocol.ts";
import type { Raw, SigningKey } from "./signing-key.ts";

export interface SignerKeys {
  readonly signing: SigningKey;
  /** SM2; null: the agency has no such keys. */
  readonly second: { readonly key: SigningKey; readonly rootCertificatePem: string } | null;
  readonly checkpoints: CheckpointSigner;
  /** Null: the agency has no authority for devices. */
  readonly devices: CertificateIssuer | null;
  readonly deviceAuthorityPem: string | null;
  readonly rootCertificatePem: string;
  readonly ledgerPublicKeyPem: string;
}

/** How one call ended: signed, refused with a code, or an error nobody expected. */
export interface SignerCall {
  readonly call: CallName | null;
  readonly ms: number;
  readonly code?: string;
  /** Of a refusal: what to do, and values of it that may be told. */
  readonly fix?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

const MAX_CONNECTIONS = 64;
/** Bodies are small and come from this machine. */
const REQUEST_LIMIT_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;

type Handlers = { readonly [Name in CallName]: (heard: Heard<Name>) => Promise<Answer<Name>> };

/**
 * Listens at `path`, taking the place of a socket that a dead signer left: the caller holds the lock of the keys.
 * @throws Refusal unavailable "sealing/socket-open-to-others" if the folder is not this user's alone.
 */
export async function serveSigner(
  path: string,
  keys: SignerKeys,
  onCall: (call: SignerCall) => void,
): Promise<{ close(): Promise<void> }> {
  await prepareSocket(path);
  const handlers = handlersOf(keys);
  const server = createServer(
    {
      maxHeaderSize: 4_096,
      headersTimeout: REQUEST_LIMIT_MS,
      requestTimeout: REQUEST_LIMIT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => void answer(handlers, request, response, onCall),
  );
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function prepareSocket(path: string): Promise<void> {
  const folder = dirname(path);
  await makePrivateFolder(folder);
  const { uid, mode } = await stat(folder);
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) {
    throw new Refusal(
      "unavailable",
      "sealing/socket-open-to-others",
      "others could reach the signer",
      { fix: "Give the socket's folder to the user of signer and custody alone: chmod 700." },
    );
  }
  const left = await lstat(path).catch(() => null);
  if (left?.isSocket() === true) await rm(path);
}

function handlersOf(keys: SignerKeys): Handlers {
  const { signing, second, checkpoints, devices, rootCertificatePem, ledgerPublicKeyPem } = keys;
  return {
    keys: async () => {
      await Promise.all([signing.check(), second?.key.check()]);
      const found = {
        rootCertificate: rootCertificatePem,
        certificates: await pemsOf(signing),
        ledgerKey: ledgerPublicKeyPem,
        deviceAuthority: keys.deviceAuthorityPem,
      };
      if (second === null) return { ...found, second };
      const certificates = await pemsOf(second.key);
      return { ...found, second: { rootCertificate: second.rootCertificatePem, certificates } };
    },
    manifest: async ({ certificate, attributes }) => {
      const named = certificateOf(certificate);
      const signature = await keyFor(keys, named).sign(attributes, named);
      return { signature: base64(signature) };
    },
    claim: async ({ certificate, claim }) => {
      const signature = await signing.signClaim(claim, certificateOf(certificate));
      return { signature: base64(signature) };
    },
    replace: async ({ certificate }) => {
      const named = certificateOf(certificate);
      await keyFor(keys, named).replace(named);
      return {};
    },
    head: async ({ origin }) => ({ head: await checkpoints.lastSigned(origin) }),
    checkpoint: async ({ origin, size, rootSha256, extension }) => ({
      note: await checkpoints.signCheckpoint(origin, size, rootSha256, extension),
    }),
    device: async (request) => {
      if (devices === null) {
        throw new Refusal("unavailable", "access/no-device-authority", "no authority for devices", {
          fix: "Put the root's key back into the keys folder, then start with `up`.",
        });
      }
      const { sha256, der, issuedAt, notBefore, notAfter } = await devices.issue(request);
      return { sha256, der: base64(der), issuedAt, notBefore, notAfter };
    },
  };
}

function keyFor({ signing, second }: SignerKeys, certificate: Raw): SigningKey {
  const key = isSm2(certificate) ? second?.key : signing;
  if (key === undefined) throw badRequest("there is no such key");
  return key;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

async function pemsOf(key: SigningKey): Promise<string[]> {
  const { certificate, intermediates } = await key.certificate();
  return [certificate, ...intermediates].map(({ raw }) => pemOf(raw, "CERTIFICATE"));
}

function certificateOf(pem: string): Raw {
  const [raw] = dersIn(pem, "CERTIFICATE");
  if (raw === undefined) throw badRequest("no certificate");
  return { raw };
}

function isSm2({ raw }: Raw): boolean {
  try {
    return suiteOf(raw) === SM2;
  } catch (cause) {
    throw badRequest("no certificate", cause);
  }
}

const badRequest = (why: string, cause?: unknown): Refusal =>
  new Refusal("invalid", "sealing/bad-signer-request", why, {
    fix: "Custody and signer must be of one release.",
    ...(cause === undefined ? {} : { cause }),
  });

async function answer(
  handlers: Handlers,
  request: IncomingMessage,
  response: ServerResponse,
  onCall: (call: SignerCall) => void,
): Promise<void> {
  const begun = performance.now();
  const call = nameOf(request);
  const ms = (): number => Math.round(performance.now() - begun);
  try {
    if (call === null) throw badRequest("no such call");
    send(response, 200, await handle(handlers, call, await bodyOf(request)));
    onCall({ call, ms: ms() });
  } catch (error) {
    if (isRefusal(error)) {
      const { kind, code, message, fix, facts } = error;
      const withFix = fix === undefined ? {} : { fix };
      send(response, REFUSED, { kind, code, message, ...withFix, facts });
      onCall({ call, ms: ms(), code, ...withFix, facts });
    } else {
      send(response, 500, {});
      onCall({ call, ms: ms(), error });
    }
  }
}

function nameOf({ method, url }: IncomingMessage): CallName | null {
  const names = Object.keys(CALLS) as CallName[];
  return method === "POST" ? (names.find((name) => CALLS[name].path === url) ?? null) : null;
}

async function handle<Name extends CallName>(
  handlers: Handlers,
  name: Name,
  body: Buffer,
): Promise<Answer<Name>> {
  let heard: Heard<Name>;
  try {
    heard = CALLS[name].request.parse(parseStrictJson(body, MESSAGE_BOUNDS)) as Heard<Name>;
  } catch (cause) {
    throw badRequest("not understood", cause);
  }
  return await handlers[name](heard);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const body = await readBounded(request, MAX_MESSAGE_BYTES).catch((cause: unknown) => {
    throw badRequest("cut off", cause);
  });
  if (body === null) throw badRequest("too long");
  return body;
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return; // whoever asked is gone; it asks again
  // A body that was not read to its end makes the connection useless for another call.
  const close = response.req.complete ? {} : { Connection: "close" };
  response.writeHead(status, { "Content-Type": "application/json", ...close });
  response.end(JSON.stringify(body));
}

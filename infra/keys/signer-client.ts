/** The signer as custody sees it: its ports, over the socket. What it signs with is held against what custody pins. */
import { type KeyObject, createPublicKey } from "node:crypto";
import { Agent, type IncomingMessage, request } from "node:http";
import type { CertificateIssuer } from "../../services/access/certificate-formats.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { readBounded } from "../../services/kernel/read-bounded.ts";
import { parseStrictJson } from "../../services/kernel/strict-json.ts";
import type { CheckpointSigner } from "../../services/ledger/checkpoint-signer.ts";
import { verifierKey } from "../../services/ledger/note.ts";
import type { HouseKey } from "../../services/keys/key.ts";
import { bareLedgerKey, certifiedKeys } from "./house-key.ts";
import { dersIn, pemOf } from "./pem.ts";
import {
  type Answered,
  CALLS,
  type CallName,
  MAX_MESSAGE_BYTES,
  MESSAGE_BOUNDS,
  REFUSED,
  RefusalBody,
  type Said,
} from "./signer-protocol.ts";
import type { SigningCertificate, SigningKey } from "./signing-key.ts";

export interface SignerPins {
  readonly rootCertificatePem: string;
  readonly ledgerPublicKey: KeyObject;
  /** The root of second signatures, with SM2; undefined: none are made. */
  readonly gmRootCertificatePem?: string | undefined;
}

/** Replacing a key is asked for by its certificate, whichever it is. */
type DistantKey = Omit<SigningKey, "replace">;

export interface SignerClient {
  readonly signing: DistantKey;
  /** The SM2 key. @throws Refusal tampered "sealing/other-keys" where the signer has none. */
  readonly second: DistantKey;
  /** A new key in the place of that of `certificate` (DER), if it is in use. @throws Refusal unavailable "keys/not-renewed". */
  replace(certificate: Uint8Array): Promise<void>;
  readonly checkpoints: CheckpointSigner;
  readonly devices: CertificateIssuer;
  /** The public halves of all it works with. */
  inUse(): Promise<readonly HouseKey[]>;
  /** @throws Refusal unavailable "sealing/signer-unavailable"; tampered "sealing/other-keys". */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A signature takes milliseconds; a disk that is busy may hold up the signer's memory. */
const ANSWER_LIMIT_MS = 10_000;

/** Nothing is asked yet: the signer may come up later. */
export function signerClient(path: string, pins: SignerPins): SignerClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const call = <Name extends CallName>(name: Name, said: Said<Name>): Promise<Answered<Name>> =>
    ask(agent, path, name, said);

  async function keys(): Promise<Answered<"keys">> {
    const found = await call("keys", {});
    requirePinned(found, pins);
    return found;
  }

  const signingKey = (chain: () => Promise<readonly string[]>): DistantKey => ({
    certificate: async () => chainOf(await chain()),
    sign: async (attributes, { raw }) => {
      const said = { certificate: pemOf(raw, "CERTIFICATE"), attributes: base64(attributes) };
      return (await call("manifest", said)).signature;
    },
    signClaim: async (claim, { raw }) => {
      const said = { certificate: pemOf(raw, "CERTIFICATE"), claim: base64(claim) };
      return (await call("claim", said)).signature;
    },
    check: async () => {
      await chain();
    },
  });

  return {
    signing: signingKey(async () => (await keys()).certificates),
    second: signingKey(async () => (await keys()).second?.certificates ?? []),
    replace: async (certificate) => {
      await call("replace", { certificate: pemOf(Buffer.from(certificate), "CERTIFICATE") });
    },
    checkpoints: {
      verifierKey: (origin) => verifierKey(origin, pins.ledgerPublicKey),
      lastSigned: async (origin) => (await call("head", { origin })).head,
      signCheckpoint: async (origin, size, rootSha256, extension) => {
        const said = { origin, size, rootSha256, extension: [...extension] };
        return (await call("checkpoint", said)).note;
      },
    },
    devices: {
      issue: ({ csr, deviceId, publicKeySha256 }) =>
        call("device", { csr: base64(csr), deviceId, publicKeySha256 }),
    },
    inUse: async () => keysOf(await keys()),
    check: async () => {
      await keys();
    },
    close: () => {
      agent.destroy();
      return Promise.resolve();
    },
  };
}

function keysOf(found: Answered<"keys">): HouseKey[] {
  const { rootCertificate, certificates, ledgerKey, second, deviceAuthority } = found;
  return [
    ...certifiedKeys(["root"], [rootCertificate]),
    ...certifiedKeys(["manifest-signer", "issuing"], certificates),
    bareLedgerKey(ledgerKey),
    ...certifiedKeys(["device-authority"], deviceAuthority === null ? [] : [deviceAuthority]),
    ...certifiedKeys(["second-root"], second === null ? [] : [second.rootCertificate]),
    ...certifiedKeys(["second-signer"], second?.certificates ?? []),
  ];
}

/** @throws Refusal unavailable for what is no chain. */
function chainOf(pems: readonly string[]): SigningCertificate {
  const [certificate, ...intermediates] = dersIn(pems.join(""), "CERTIFICATE").map((raw) => ({
    raw,
  }));
  if (certificate === undefined) throw unavailable(new Error("no certificate"));
  return { certificate, intermediates };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Custody verifies with its own pins: signatures of other keys would only be refused later. */
function requirePinned(
  { rootCertificate, ledgerKey, second }: Answered<"keys">,
  { rootCertificatePem, ledgerPublicKey, gmRootCertificatePem: gmRoot }: SignerPins,
): void {
  const isSame =
    isSameCertificate(rootCertificate, rootCertificatePem) &&
    createPublicKey(ledgerKey).equals(ledgerPublicKey) &&
    (gmRoot === undefined || isSameCertificate(second?.rootCertificate ?? "", gmRoot));
  if (isSame) return;
  throw new Refusal(
    "tampered",
    "sealing/other-keys",
    "the signer holds other keys than are pinned",
    {
      fix: "Compare HOLDFAST_KEYS_DIR of the signer with the root and the ledger key of custody.",
    },
  );
}

function isSameCertificate(one: string, other: string): boolean {
  const [a, b] = [one, other].map((pem) => dersIn(pem, "CERTIFICATE")[0]);
  return a !== undefined && b !== undefined && a.equals(b);
}

async function ask<Name extends CallName>(
  agent: Agent,
  path: string,
  name: Name,
  said: Said<Name>,
): Promise<Answered<Name>> {
  const { status, body } = await exchange(agent, path, CALLS[name].path, JSON.stringify(said));
  if (status === REFUSED) throw refusalOf(body);
  if (status !== 200) throw unavailable(new Error(`the signer answered ${status}`));
  return parsed(
    () => CALLS[name].answer.parse(parseStrictJson(body, MESSAGE_BOUNDS)) as Answered<Name>,
  );
}

function refusalOf(body: Buffer): Refusal {
  const { kind, code, message, fix, facts } = parsed(() =>
    RefusalBody.parse(parseStrictJson(body, MESSAGE_BOUNDS)),
  );
  return new Refusal(kind, code, message, { ...(fix === undefined ? {} : { fix }), facts });
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw unavailable(cause);
  }
}

const unavailable = (cause: unknown): Refusal =>
  new Refusal("unavailable", "sealing/signer-unavailable", "the signer does not answer", {
    fix: "Read `holdfast logs signer`, then start that process again. Nothing is sealed without it.",
    cause,
  });

interface Exchanged {
  readonly status: number;
  readonly body: Buffer;
}

/** Asking twice is safe: what was signed once is signed again. So a connection that died is not told on. */
async function exchange(
  agent: Agent,
  socketPath: string,
  path: string,
  said: string,
): Promise<Exchanged> {
  const attempt = await tryOnce(agent, socketPath, path, said);
  if ("answer" in attempt) return attempt.answer;
  const again = attempt.reused ? await tryOnce(agent, socketPath, path, said) : attempt;
  if ("answer" in again) return again.answer;
  throw unavailable(again.error);
}

type Attempt =
  | { readonly answer: Exchanged }
  | { readonly error: unknown; readonly reused: boolean };

async function tryOnce(
  agent: Agent,
  socketPath: string,
  path: string,
  said: string,
): Promise<Attempt> {
  const outgoing = request({
    ...{ agent, socketPath, path, method: "POST" },
    headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(said) },
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once("response", resolve);
      outgoing.on("error", reject);
      outgoing.end(said);
    });
    return { answer: { status: response.statusCode ?? 0, body: await read(response) } };
  } catch (error) {
    outgoing.destroy();
    return { error, reused: outgoing.reusedSocket };
  }
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const body = await readBounded(response, MAX_MESSAGE_BYTES);
  if (body === null) throw new Error("the answer is too long");
  return body;
}

/**
 * What a device proves itself with, kept in a folder of its own: written by enrolment, replaced by renewal.
 *
 *     root.pem          the agency's root, pinned by the enrolment code
 *     server.json       where the device enrolled, and the ledger's key that was given then
 *     identity.pem      its key, its certificate, and the authority above: one file, so that no cut parts them
 *     pending-key.pem   a key for which a certificate was asked: whoever asks again with it gets the same
 *     identity.new.pem  a renewed identity that has not yet been proven
 */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal, type RefusalCode, type RefusalKind } from "../kernel/refusal.ts";

export const FILES = {
  root: "root.pem",
  server: "server.json",
  identity: "identity.pem",
  pendingKey: "pending-key.pem",
  unproven: "identity.new.pem",
} as const;

/** Folder of a dock's identity, among its notes. */
export const DOCK_IDENTITY = "identity";

/** Port: the small files of one folder, each whole or not there, for their owner alone. */
export interface IdentityFiles {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What TLS needs of a client; PEM all. Without key and cert it shows nothing; without ca it trusts anybody. */
export interface ClientTls {
  readonly ca: string | null;
  readonly key?: string;
  readonly cert?: string;
}

export interface DeviceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Port: one request to the service; null where no whole answer came. infra/tus implements it. */
export type AskService = (
  sender: { readonly tls: ClientTls },
  method: string,
  url: URL,
  headers?: Readonly<Record<string, string>>,
  body?: Uint8Array,
) => Promise<DeviceAnswer | null>;

export interface KnownCertificate {
  readonly sha256: Sha256;
  /** The device's id. */
  readonly commonName: string;
  readonly notBefore: UtcInstant;
  readonly notAfter: UtcInstant;
}

/** Port: keys and certificates as texts (PEM); infra/keys implements it on OpenSSL. */
export interface IdentityTools {
  newKey(): string;
  /** PKCS#10, base64, for the key; `commonName` null names nobody. */
  request(key: string, commonName: string | null): string;
  /** Certificates of a certs-only answer (base64). @throws Refusal invalid "access/bad-answer". */
  certificates(body: string): readonly { readonly pem: string; readonly sha256: Sha256 }[];
  /**
   * The certificate in `pem`, if it is for its key and leads over those behind it to `root`.
   * @throws Refusal tampered "access/bad-identity".
   */
  check(pem: string, root: string): KnownCertificate;
}

export const Server = z.strictObject({
  url: z.url({ protocol: /^https$/ }),
  ledgerKey: z.string(),
});

export interface HeldIdentity extends z.infer<typeof Server> {
  readonly root: string;
  readonly pem: string;
  readonly certificate: KnownCertificate;
}

/** Null where nothing was enrolled. @throws Refusal tampered "access/bad-identity". */
export async function readIdentity(
  files: IdentityFiles,
  tools: IdentityTools,
): Promise<HeldIdentity | null> {
  const [root, server, pem] = await Promise.all(
    [FILES.root, FILES.server, FILES.identity].map((name) => files.read(name)),
  );
  if (root == null || server == null || pem == null) return null;
  const where = Server.parse(JSON.parse(server));
  return { ...where, root, pem, certificate: tools.check(pem, root) };
}

/** Key and certificates stand in one text; OpenSSL takes from it what it needs. */
export const tlsOf = ({
  root,
  pem,
}: {
  readonly root: string;
  readonly pem: string;
}): ClientTls => ({
  ca: root,
  key: pem,
  cert: pem,
});

const Problem = z.object({ code: z.string(), detail: z.string(), fix: z.string().optional() });

/** What the service said no with, as a refusal of this side. */
export function refusalOf(answer: DeviceAnswer | null): Refusal {
  if (answer === null) {
    return new Refusal("unavailable", "access/service-unreachable", "the service does not answer", {
      fix: "Check its address and the network; then run the same command again.",
    });
  }
  const { status } = answer;
  const kind: RefusalKind = status >= 500 || status === 429 ? "unavailable" : "forbidden";
  const problem = Problem.safeParse(parsed(answer.body));
  if (!problem.success) {
    return new Refusal(kind, "access/bad-answer", `an answer that makes no sense (HTTP ${status})`);
  }
  const { code, detail, fix } = problem.data;
  return new Refusal(kind, code as RefusalCode, detail, fix === undefined ? {} : { fix });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

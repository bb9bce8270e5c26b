/** Asks the service for a certificate (RFC 7030 §4.2), and waits while it is not signed yet. For devices. */
import { Refusal, type RefusalCode, isRefusal } from "../kernel/refusal.ts";
import {
  type AskService,
  type ClientTls,
  FILES,
  type IdentityFiles,
  type IdentityTools,
  refusalOf,
} from "./device-identity.ts";

export interface AskDeps {
  readonly files: IdentityFiles;
  readonly tools: IdentityTools;
  readonly ask: AskService;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export interface Wanted {
  readonly operation: "simpleenroll" | "simplereenroll";
  readonly server: string;
  readonly tls: ClientTls;
  readonly commonName: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const WAIT_LIMIT_MS = 60_000;
const MAX_RETRY_SECONDS = 30;

/**
 * The new identity (PEM: key, certificate, authorities). Its key is kept before anybody is
 * asked, so that after a cut the same key asks again and gets the same certificate. A key that is refused
 * for good is forgotten.
 * @throws Refusal as the service says, unavailable "access/not-signed-yet", "access/service-unreachable".
 */
export async function askCertificate(deps: AskDeps, wanted: Wanted): Promise<string> {
  const { files, tools } = deps;
  let key = await files.read(FILES.pendingKey);
  if (key === null) {
    key = tools.newKey();
    await files.write(FILES.pendingKey, key);
  }
  const own = tools.certificates(await untilSigned(deps, wanted, key).catch(forget(files)));
  const above = tools.certificates(await authorities(deps, wanted.server, wanted.tls));
  return key + [...own, ...above].map(({ pem }) => pem).join("");
}

/** Answers that the service has for a key for good: the next time another is tried. */
const FINAL = new Set<RefusalCode>(["access/certificate-refused", "access/certificate-revoked"]);

const forget =
  (files: IdentityFiles) =>
  async (error: unknown): Promise<never> => {
    if (isRefusal(error) && FINAL.has(error.code)) await files.remove(FILES.pendingKey);
    throw error;
  };

/** The body of /cacerts. @throws Refusal. */
export async function authorities(
  { ask }: Pick<AskDeps, "ask">,
  server: string,
  tls: ClientTls,
): Promise<string> {
  const answer = await ask({ tls }, "GET", new URL("/.well-known/est/cacerts", server));
  if (answer?.status !== 200) throw refusalOf(answer);
  return answer.body;
}

async function untilSigned({ tools, ask, sleep }: AskDeps, wanted: Wanted, key: string) {
  const url = new URL(`/.well-known/est/${wanted.operation}`, wanted.server);
  const body = Buffer.from(tools.request(key, wanted.commonName));
  const headers = {
    "Content-Type": "application/pkcs10",
    "Content-Length": String(body.byteLength),
    ...wanted.headers,
  };
  for (let waitedMs = 0; ;) {
    const answer = await ask({ tls: wanted.tls }, "POST", url, headers, body);
    if (answer?.status === 200) return answer.body;
    if (answer?.status !== 202) throw refusalOf(answer);
    if (waitedMs >= WAIT_LIMIT_MS) {
      throw new Refusal(
        "unavailable",
        "access/not-signed-yet",
        "the certificate is not signed yet",
        {
          fix: "Run the same again in a while: the request is kept. Is the custody process running?",
        },
      );
    }
    const seconds = Number(answer.headers["retry-after"] ?? "1");
    const ms = Math.min(seconds > 0 ? seconds : 1, MAX_RETRY_SECONDS) * 1_000;
    await sleep(ms);
    waitedMs += ms;
  }
}

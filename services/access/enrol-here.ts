/** Use case of a device: enrol with a code. Every step may be cut and done again; the key never leaves. */
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type AskDeps, askCertificate, authorities } from "./ask-certificate.ts";
import { askToEnter } from "./ask-to-enter.ts";
import { FILES, type HeldIdentity, Server, readIdentity, refusalOf } from "./device-identity.ts";

export interface Invitation {
  readonly server: string;
  readonly code: string;
  /** Digest of the agency's root certificate, DER, from the code's own paper and not from the server. */
  readonly rootSha256: Sha256;
}

/** What a QR code of `holdfast device code` says; null for any other text. */
export function parseInvitation(text: string): Invitation | null {
  if (!text.startsWith("holdfast-enrol:?")) return null;
  const parts = new URLSearchParams(text.slice(text.indexOf("?") + 1));
  const [server, code, root] = ["server", "code", "root"].map((name) => parts.get(name) ?? "");
  const rootSha256 = parseSha256(root ?? "");
  if (server === undefined || !/^https:/.test(server) || !URL.canParse(server)) return null;
  return code === undefined || code === "" || rootSha256 === null
    ? null
    : { server, code, rootSha256 };
}

export interface EnrolledIdentity extends HeldIdentity {
  /** It was there before and the service lets it in: the code was not used. */
  readonly isKept: boolean;
}

/**
 * A new identity, in place of one that the service no longer lets in; or the one that is there.
 * @throws Refusal as the service says, also where it does not tell whether it lets the old one in; tampered "access/other-root" if the server's house is another one;
 * conflict "access/enrolled-elsewhere" where the folder belongs to another server.
 */
export async function enrolHere(deps: AskDeps, invitation: Invitation): Promise<EnrolledIdentity> {
  const { files, tools } = deps;
  const url = new URL(invitation.server).origin;
  const there = await readIdentity(files, tools);
  if (there !== null) {
    if (there.url !== url) throw enrolledElsewhere();
    if (await isLetIn(deps, there)) return { ...there, isKept: true };
  }
  const root = await pinnedRoot(deps, url, invitation.rootSha256);
  const tls = { ca: root };
  await files.write(FILES.root, root);
  const pem = await askCertificate(deps, {
    ...{ operation: "simpleenroll", server: url, tls, commonName: null },
    headers: { Authorization: `Bearer ${invitation.code}` },
  });
  tools.check(pem, root);
  const key = await deps.ask({ tls }, "GET", new URL("/ledger/key", url));
  if (key?.status !== 200) throw refusalOf(key);
  const server = Server.parse({ url, ledgerKey: key.body.trim() });
  await files.write(FILES.server, JSON.stringify(server));
  // A renewal of the old identity must not take the new one's place.
  await files.remove(FILES.unproven);
  await files.write(FILES.identity, pem);
  await files.remove(FILES.pendingKey);
  return { ...server, root, pem, certificate: tools.check(pem, root), isKept: false };
}

async function isLetIn({ ask }: AskDeps, held: HeldIdentity): Promise<boolean> {
  const answer = await askToEnter(ask, held);
  if (answer?.status === 200) return true;
  if (answer?.status === 401 || answer?.status === 403) return false;
  throw refusalOf(answer);
}

const enrolledElsewhere = (): Refusal =>
  new Refusal("conflict", "access/enrolled-elsewhere", "this device is enrolled elsewhere", {
    fix: "Name another folder, or remove this one after its certificate was revoked.",
  });

/** The first request trusts nobody and tells nothing; the digest decides whether the root is the one meant. */
async function pinnedRoot(deps: AskDeps, url: string, rootSha256: Sha256): Promise<string> {
  const shown = deps.tools.certificates(await authorities(deps, url, { ca: null }));
  const root = shown.find(({ sha256 }) => sha256 === rootSha256);
  if (root !== undefined) return root.pem;
  throw new Refusal(
    "tampered",
    "access/other-root",
    "the server does not show the root of the code",
    {
      fix: "Check the address; if it is right, somebody stands in between: tell an administrator.",
    },
  );
}

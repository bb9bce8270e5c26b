/** Use case of a device: a new certificate at two thirds of the old one's life; the old stays until the new is proven. */
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type AskDeps, askCertificate } from "./ask-certificate.ts";
import { askToEnter } from "./ask-to-enter.ts";
import {
  FILES,
  type HeldIdentity,
  type KnownCertificate,
  readIdentity,
  refusalOf,
  tlsOf,
} from "./device-identity.ts";

export interface RenewDeps extends AskDeps {
  readonly clock: Clock;
}

export const renewalDue = ({ notBefore, notAfter }: KnownCertificate): UtcInstant =>
  plusMs(notBefore, ((Date.parse(notAfter) - Date.parse(notBefore)) * 2) / 3);

/**
 * The identity to use from now on; null where nothing is enrolled. Not due, it is the one that is there.
 * After a cut anywhere the next call goes on: the same key gets the same certificate, an unproven one is
 * proven again, and until then the old one serves.
 * @throws Refusal as the service says.
 */
export async function renewWhenDue(deps: RenewDeps): Promise<HeldIdentity | null> {
  const { files, tools, clock } = deps;
  const held = await readIdentity(files, tools);
  if (held === null) return null;
  const unproven = await files.read(FILES.unproven);
  if (unproven !== null) return prove(deps, held, unproven);
  if (clock() < renewalDue(held.certificate)) return held;
  const pem = await askCertificate(deps, {
    ...{ operation: "simplereenroll", server: held.url, tls: tlsOf(held), headers: {} },
    commonName: held.certificate.commonName,
  });
  const { notAfter } = tools.check(pem, held.root);
  // Of a key that lay here too long: the service has no other answer for it.
  if (notAfter <= clock()) {
    await files.remove(FILES.pendingKey);
    return held;
  }
  await files.write(FILES.unproven, pem);
  return prove(deps, held, pem);
}

/** The service itself says whether it lets the new one in. */
async function prove(deps: RenewDeps, held: HeldIdentity, pem: string): Promise<HeldIdentity> {
  const { files, tools, ask } = deps;
  const renewed = { ...held, pem, certificate: tools.check(pem, held.root) };
  const answer = await askToEnter(ask, renewed);
  if (answer?.status === 200) {
    await files.write(FILES.identity, pem);
    await files.remove(FILES.pendingKey);
    await files.remove(FILES.unproven);
    return renewed;
  }
  // Refused for good: the next time another key is tried, with the old certificate if that counts still.
  if (answer?.status === 403) {
    await files.remove(FILES.pendingKey);
    await files.remove(FILES.unproven);
  }
  throw refusalOf(answer);
}

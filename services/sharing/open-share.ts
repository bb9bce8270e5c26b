/** Use cases of a guest: acknowledge a share, once, and what must hold each time that something of it is opened. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { parseSha256, sha256 } from "../kernel/digest.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ShareId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { RecipientSignatures } from "../exports/acknowledge.ts";
import { isGranted } from "../secrecy/grant.ts";
import { noSuchShare, shareAction } from "./decide-share.ts";
import { stands } from "./guest.ts";
import type { GivenShare, ShareAcknowledgement } from "./share.ts";
import type { SharingStore } from "./sharing-store.ts";

export interface OpenDeps {
  readonly sharing: Pick<SharingStore, "share" | "change">;
  readonly today: () => CalendarDate;
}

export interface AcknowledgeDeps extends OpenDeps {
  readonly clock: Clock;
  readonly recipients: RecipientSignatures;
}

/**
 * Whether the guest may know of it on that day: whatever is over is not there any more. What a label shut once stays shut:
 * whoever ends the label judged the label, and not whether this agency is still to watch. A new share takes two people.
 */
export const isOpen = (share: GivenShare, today: CalendarDate): boolean => {
  const { guest, partner, grant, shutAt, isGone } = share;
  if (grant === null || shutAt !== null || isGone) return false;
  return isGranted(grant, today) && stands(guest, partner, today);
};

/**
 * Asked for each request, so that an end counts in the middle of what is playing. Of another's, one that was revoked and
 * one that never was alike. @throws Refusal missing "sharing/no-such-share".
 */
export async function shareOf(
  { sharing, today }: OpenDeps,
  id: ShareId,
  guest: UserId,
): Promise<GivenShare> {
  const found = await sharing.share(id);
  if (found !== null && found.guestId === guest && isOpen(found, today())) return found;
  throw noSuchShare();
}

/** @throws Refusal conflict "sharing/not-acknowledged"; as `shareOf`. */
export async function openShareOf(deps: OpenDeps, id: ShareId, guest: UserId): Promise<GivenShare> {
  const share = await shareOf(deps, id, guest);
  if (share.acknowledged !== null) return share;
  throw new Refusal("conflict", "sharing/not-acknowledged", "the share is not acknowledged yet", {
    fix: "Read the receipt and acknowledge it; after that it opens.",
  });
}

export interface Acknowledging {
  /** Of the text that they read. */
  readonly sha256: string;
  /** A CMS over that text, in DER; null: the password that they showed is their word. */
  readonly signature: Uint8Array | null;
}

/**
 * What was acknowledged stays; doing it again changes nothing.
 * @throws Refusal invalid "sharing/another-receipt", "exports/signature-invalid"; as `shareOf`.
 */
export async function acknowledgeShare(
  deps: AcknowledgeDeps,
  id: ShareId,
  guest: UserId,
  said: Acknowledging,
): Promise<void> {
  const { receipt } = await shareOf(deps, id, guest);
  if (receipt === null) throw noSuchShare();
  if (parseSha256(said.sha256) !== receipt.sha256 || sha256(receipt.text) !== receipt.sha256) {
    throw new Refusal("invalid", "sharing/another-receipt", "this is another text", {
      fix: "Read the receipt again, and acknowledge the text that stands there.",
    });
  }
  const acknowledged = signedBy(deps, receipt.text, said.signature);
  await deps.sharing.change(id, (before) => {
    if (before.acknowledged !== null) return null;
    const after = { ...before, acknowledged };
    const values = {
      ...{ receiptSha256: receipt.sha256, by: acknowledged.kind },
      certificateSha256: acknowledged.certificateSha256,
    };
    const action = shareAction(
      "share-acknowledged",
      after,
      acknowledged.at,
      `user:${guest}`,
      values,
    );
    return { after, given: null, signature: said.signature, action: { ...action, reason: null } };
  });
}

function signedBy(
  { recipients, clock }: AcknowledgeDeps,
  text: string,
  signature: Uint8Array | null,
): ShareAcknowledgement {
  const at = clock();
  if (signature === null) {
    return { at, kind: "password", signer: null, certificateSha256: null };
  }
  const verdict = recipients.judge(Buffer.from(text), signature, at);
  if (verdict.valid) {
    const { signer, certificateSha256 } = verdict;
    return { at, kind: "signature", signer, certificateSha256 };
  }
  throw new Refusal("invalid", "exports/signature-invalid", "this is no signature of the receipt", {
    fix: "Sign the text of the receipt exactly as it was given, detached, in DER: `openssl cms -sign -binary -in RECEIPT.txt -signer CERT.pem -inkey KEY.pem -outform DER -out RECEIPT.p7s`.",
    facts: { why: verdict.reason },
  });
}

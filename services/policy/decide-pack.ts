/**
 * Use cases: a pack, or a table of working days, becomes the agency's rules by two people. One proposes its exact text, another approves that very
 * text. The act, and not a publisher's signature, makes it law here: it is in the chain of actions, the ledger names the digest of the text, and
 * custody signs that text (sign-applied.ts). So a pack of whoever wrote it counts for as much as one that comes with the program: nothing before.
 */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { NewAction } from "../actions/action.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { type PolicyId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { PolicyEntry, PolicyStore, Proposal } from "./policy-store.ts";
import { NO_PUBLISHERS, type Publisher, type PublisherSigning, publisherOf } from "./publisher.ts";
import { requirePack } from "./read-pack.ts";

export interface PolicyDeps {
  readonly policies: PolicyStore;
  readonly clock: Clock;
}

/** What is proposed: a pack, or another text that counts by the same two acts. */
export interface TextKind {
  readonly about: "policy" | "calendar";
  /** @throws Refusal where the text is unsound, or cannot count. */
  readonly read: (
    text: string,
  ) => Promise<Pick<Proposal, "code" | "version" | "validFrom" | "sha256">>;
  /** Whose signature it came with. @throws Refusal as `publisherOf`. */
  readonly publisher: (
    text: string,
    signature: Uint8Array | null,
    now: UtcInstant,
  ) => Publisher | null;
}

export const packText = (signing: PublisherSigning): TextKind => ({
  about: "policy",
  read: (text) => {
    const { pack, sha256 } = requirePack(Buffer.from(text));
    const { code, version, validFrom } = pack;
    return Promise.resolve({ code, version, validFrom, sha256 });
  },
  publisher: (text, signature, now) => publisherOf(signing, text, signature, now),
});

const UNSIGNED_PACK = packText(NO_PUBLISHERS);

/** @throws Refusal as `TextKind`; conflict "policy/proposed-already", "policy/version-taken". */
export async function proposePack(
  { policies, clock }: PolicyDeps,
  by: UserId,
  text: string,
  why: string,
  kind: TextKind = UNSIGNED_PACK,
  signature: Uint8Array | null = null,
): Promise<PolicyEntry> {
  const at = clock();
  const proposal: Proposal = {
    ...{ ...(await kind.read(text)), id: newId<PolicyId>(), why },
    ...{ proposedBy: by, proposedAt: at },
    publisher: kind.publisher(text, signature, at),
  };
  const action = actionAbout([kind.about, "proposed"], proposal, by, at, why);
  await policies.propose(proposal, { text, signature }, action);
  return { ...proposal, decision: null, isSigned: false };
}

/**
 * `sha256` is what the approver has read: another text under the same id cannot be approved by mistake. A publisher's signature
 * must still hold, and be there where the house has come to require one.
 * @throws Refusal missing "policy/no-such-pack"; forbidden as `requireAnother`; conflict "policy/other-text", "policy/decided",
 * "policy/version-taken"; invalid "policy/pack-unsound" if the text is sound no more for this version of the program, and as `publisherOf`.
 */
export async function approvePack(
  { policies, clock, people }: PolicyDeps & TwoPeopleDeps,
  by: UserId,
  { id, sha256, why }: { readonly id: PolicyId; readonly sha256: Sha256; readonly why: string },
  kind: TextKind = UNSIGNED_PACK,
): Promise<PolicyEntry> {
  const { entry, text, publisherSignature } = await known(policies, id);
  await requireAnother({ people, clock }, entry.proposedBy, by);
  if (entry.sha256 !== sha256) {
    throw new Refusal("conflict", "policy/other-text", "this is not the text that was proposed", {
      fix: "Read the proposal again, then approve the digest that stands there.",
    });
  }
  await kind.read(text);
  const at = clock();
  kind.publisher(text, publisherSignature, at);
  const action = actionAbout([kind.about, "applied"], entry, by, at, why);
  return policies.decide(id, { act: "applied", by, at, why }, action);
}

/** Anybody who may propose may take a proposal back. @throws Refusal missing "policy/no-such-pack"; conflict "policy/decided". */
export async function withdrawPack(
  { policies, clock }: PolicyDeps,
  by: UserId,
  { id, why }: { readonly id: PolicyId; readonly why: string },
  kind: TextKind = UNSIGNED_PACK,
): Promise<PolicyEntry> {
  const { entry } = await known(policies, id);
  const at = clock();
  const action = actionAbout([kind.about, "withdrawn"], entry, by, at, why);
  return policies.decide(id, { act: "withdrawn", by, at, why }, action);
}

/** @throws Refusal missing "policy/no-such-pack". */
export async function known(policies: PolicyStore, id: PolicyId) {
  const found = await policies.find(id);
  if (found === null) throw new Refusal("missing", "policy/no-such-pack", "no such policy pack");
  return found;
}

const actionAbout = (
  [about, act]: readonly [TextKind["about"], "proposed" | "applied" | "withdrawn"],
  { id, code, version, sha256, publisher }: Proposal,
  by: UserId,
  at: NewAction["at"],
  reason: string,
): NewAction => ({
  ...{ kind: `${about}-${act}`, at, actor: `user:${by}`, subject: `${about}:${id}` },
  ...{ before: null, reason },
  after: {
    ...{ name: `${code} v${version}`, code, version, sha256 },
    ...(publisher !== null && {
      ...{ publisher: publisher.signer, certificateSha256: publisher.certificateSha256 },
      signatureSha256: publisher.sha256,
    }),
  },
});

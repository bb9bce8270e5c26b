/**
 * Use cases: a pack, or a table of working days, becomes the agency's rules by two people. One proposes its exact text, another approves that very
 * text. The act, and not a signature in the file, makes it law here: it is in the chain of actions, and the ledger, whose heads the house
 * signs, names the digest of the text. So a pack of whoever wrote it counts for as much as one that comes with the program: nothing before.
 */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { NewAction } from "../actions/action.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { type PolicyId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { PolicyEntry, PolicyStore, Proposal } from "./policy-store.ts";
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
}

const PACK: TextKind = {
  about: "policy",
  read: (text) => {
    const { pack, sha256 } = requirePack(Buffer.from(text));
    const { code, version, validFrom } = pack;
    return Promise.resolve({ code, version, validFrom, sha256 });
  },
};

/** @throws Refusal invalid "policy/pack-unsound"; conflict "policy/proposed-already", "policy/version-taken". */
export async function proposePack(
  { policies, clock }: PolicyDeps,
  by: UserId,
  text: string,
  why: string,
  kind: TextKind = PACK,
): Promise<PolicyEntry> {
  const proposal: Proposal = {
    ...{ ...(await kind.read(text)), id: newId<PolicyId>(), why },
    ...{ proposedBy: by, proposedAt: clock() },
  };
  const at = proposal.proposedAt;
  const action = actionAbout([kind.about, "proposed"], proposal, by, at, why);
  await policies.propose(proposal, text, action);
  return { ...proposal, decision: null };
}

/**
 * `sha256` is what the approver has read: another text under the same id cannot be approved by mistake.
 * @throws Refusal missing "policy/no-such-pack"; forbidden as `requireAnother`; conflict "policy/other-text", "policy/decided",
 * "policy/version-taken"; invalid "policy/pack-unsound" if the text is sound no more for this version of the program.
 */
export async function approvePack(
  { policies, clock, people }: PolicyDeps & TwoPeopleDeps,
  by: UserId,
  { id, sha256, why }: { readonly id: PolicyId; readonly sha256: Sha256; readonly why: string },
  kind: TextKind = PACK,
): Promise<PolicyEntry> {
  const { entry, text } = await known(policies, id);
  await requireAnother({ people, clock }, entry.proposedBy, by);
  if (entry.sha256 !== sha256) {
    throw new Refusal("conflict", "policy/other-text", "this is not the text that was proposed", {
      fix: "Read the proposal again, then approve the digest that stands there.",
    });
  }
  await kind.read(text);
  const at = clock();
  const action = actionAbout([kind.about, "applied"], entry, by, at, why);
  return policies.decide(id, { act: "applied", by, at, why }, action);
}

/** Anybody who may propose may take a proposal back. @throws Refusal missing "policy/no-such-pack"; conflict "policy/decided". */
export async function withdrawPack(
  { policies, clock }: PolicyDeps,
  by: UserId,
  { id, why }: { readonly id: PolicyId; readonly why: string },
  kind: TextKind = PACK,
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
  { id, code, version, sha256 }: Proposal,
  by: UserId,
  at: NewAction["at"],
  reason: string,
): NewAction => ({
  ...{ kind: `${about}-${act}`, at, actor: `user:${by}`, subject: `${about}:${id}` },
  ...{ before: null, reason },
  after: { name: `${code} v${version}`, code, version, sha256 },
});

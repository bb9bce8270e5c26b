/** PolicyStore in memory. */
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PolicyEntry, PolicyStore, PolicyText } from "../../services/policy/policy-store.ts";
import { MemoryActionStore } from "./action-store.ts";

type Kept = { -readonly [Part in keyof PolicyText]: PolicyText[Part] };

export class MemoryPolicyStore implements PolicyStore {
  readonly #kept: Kept[] = [];
  readonly #actions: MemoryActionStore;

  constructor(actions = new MemoryActionStore()) {
    this.#actions = actions;
  }

  async propose(...[proposal, given, action]: Parameters<PolicyStore["propose"]>): Promise<void> {
    const isSame = ({ entry }: Kept): boolean =>
      entry.sha256 === proposal.sha256 && entry.decision?.act !== "withdrawn";
    if (this.#kept.some(isSame)) throw new Refusal("conflict", "policy/proposed-already", "again");
    this.#requireNewer(proposal);
    const entry = { ...proposal, decision: null, isSigned: false };
    this.#kept.push({
      ...{ entry, text: given.text, signature: null, publisherSignature: given.signature },
    });
    this.#actions.add(action);
  }

  async decide(...[id, decision, action]: Parameters<PolicyStore["decide"]>): Promise<PolicyEntry> {
    const kept = this.#kept.find(({ entry }) => entry.id === id);
    if (kept === undefined) throw new Refusal("missing", "policy/no-such-pack", "none");
    if (kept.entry.decision !== null) throw new Refusal("conflict", "policy/decided", "decided");
    if (decision.act === "applied") this.#requireNewer(kept.entry);
    kept.entry = { ...kept.entry, decision };
    this.#actions.add(action);
    return kept.entry;
  }

  async unsigned(limit: number, skip: number) {
    const all = this.#kept.filter(
      ({ entry, signature }) => entry.decision?.act === "applied" && signature === null,
    );
    return all.slice(skip, skip + limit).map((kept) => ({ ...kept }));
  }

  async signOnce(...[id, signature]: Parameters<PolicyStore["signOnce"]>): Promise<Uint8Array> {
    const kept = this.#kept.find(({ entry }) => entry.id === id);
    if (kept?.entry.decision?.act !== "applied") throw new Error("only what is applied is signed");
    kept.signature ??= signature;
    kept.entry = { ...kept.entry, isSigned: true };
    return kept.signature;
  }

  async find(...[id]: Parameters<PolicyStore["find"]>) {
    const kept = this.#kept.find(({ entry }) => entry.id === id);
    return kept === undefined ? null : { ...kept };
  }

  async entries(): Promise<readonly PolicyEntry[]> {
    return this.#kept.map(({ entry }) => entry).reverse();
  }

  async applied() {
    const applied = this.#kept.filter(({ entry }) => entry.decision?.act === "applied");
    return applied
      .filter(({ entry: { code, version } }) =>
        applied.every(({ entry }) => entry.code !== code || entry.version <= version),
      )
      .sort((a, b) => ((a.entry.decision?.at ?? "") < (b.entry.decision?.at ?? "") ? -1 : 1))
      .map((kept) => ({ ...kept }));
  }

  async inForce(...[at, day]: Parameters<PolicyStore["inForce"]>) {
    const applied = this.#kept.filter(
      ({ entry: { decision, validFrom } }) =>
        decision?.act === "applied" && decision.at <= at && validFrom <= day,
    );
    const [last] = applied.sort((a, b) =>
      (a.entry.decision?.at ?? "") < (b.entry.decision?.at ?? "") ? 1 : -1,
    );
    return last === undefined ? null : { ...last };
  }

  #requireNewer({ code, version }: Pick<PolicyEntry, "code" | "version">): void {
    const isAsNew = ({ entry }: Kept): boolean =>
      entry.code === code && entry.decision?.act === "applied" && entry.version >= version;
    if (this.#kept.some(isAsNew)) throw new Refusal("conflict", "policy/version-taken", "taken");
  }
}

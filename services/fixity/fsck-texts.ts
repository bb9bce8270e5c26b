/** Looks at texts that are kept as rows and told of by the ledger (lists of the audit, verdicts on sources, statements of docks), and at the chain of actions. */
import { type Action, firstBrokenAction } from "../actions/action.ts";
import type { ActionStore } from "../actions/action-store.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { type LedgerEntry, type LedgerStore } from "../ledger/ledger-store.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import { type HouseStore, TEXT_KINDS, type TextKind } from "./house-store.ts";
import type { Violation } from "./invariants.ts";

export interface FsckTextsDeps {
  readonly house: Pick<HouseStore, "texts" | "textsWith">;
  readonly ledger: Pick<LedgerStore, "locate">;
  readonly actions: Pick<ActionStore, "from">;
}

type Tell = (violation: Violation) => void;
const PAGE = 100;
const ACTIONS = 1_000;

/** Every text is the one of its digest, and the ledger has the leaf that it is marked to have. */
export async function textViolations(deps: FsckTextsDeps, tell: Tell): Promise<void> {
  for (const kind of TEXT_KINDS) {
    for (let after = 0, more = true; more;) {
      const page = await deps.house.texts(kind, after, PAGE);
      for (const { subject, text, sha256: digest, leaf } of page) {
        const told = (what: string): void =>
          tell({ invariant: "texts", subject: `${kind}/${subject}`, what, facts: {} });
        if (sha256(text) !== digest) told("digest-differs");
        if (leaf !== null && (await deps.ledger.locate(leaf)) === null) told("not-in-ledger");
      }
      after = page.at(-1)?.position ?? after;
      more = page.length === PAGE;
    }
  }
}

/** Entries that name a text that is not there. */
export async function entriesWithoutText(
  { house }: Pick<FsckTextsDeps, "house">,
  entries: readonly LedgerEntry[],
): Promise<readonly number[]> {
  const named = entries.flatMap(({ index, leaf }) => {
    const text = textOf(leaf);
    return text === null ? [] : [{ index, ...text }];
  });
  const missing: number[] = [];
  for (const kind of TEXT_KINDS) {
    const own = named.filter((each) => each.kind === kind);
    const there = new Set(
      await house.textsWith(
        kind,
        own.map(({ digest }) => digest),
      ),
    );
    missing.push(...own.filter(({ digest }) => !there.has(digest)).map(({ index }) => index));
  }
  return missing;
}

function textOf(text: string): { readonly kind: TextKind; readonly digest: Sha256 } | null {
  const leaf = parseLeaf(text);
  if (leaf?.type === "source") return { kind: "source", digest: leaf.verdictSha256 };
  if (leaf?.type === "batch") return { kind: "batch", digest: leaf.statementSha256 };
  return leaf?.type === "fixity" ? { kind: "fixity", digest: leaf.resultsSha256 } : null;
}

/** The first action that does not follow from the one before; more are not told, for each after it would be one. */
export async function actionViolations(
  { actions }: Pick<FsckTextsDeps, "actions">,
  tell: Tell,
): Promise<void> {
  let before: Action | null = null;
  for (let more = true; more;) {
    const page: readonly Action[] = await actions.from((before?.index ?? -1) + 1, ACTIONS);
    const broken = firstBrokenAction(page, before);
    if (broken !== null) {
      tell({ invariant: "actions", subject: `action/${broken}`, what: "chain-broken", facts: {} });
      return;
    }
    before = page.at(-1) ?? before;
    more = page.length === ACTIONS;
  }
}

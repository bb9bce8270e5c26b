/** Check of a recording that was made of others: that its signed manifest names them as their own manifests do, where these are in the package. */
import { MACHINE_MADE_WORDS } from "../evidence/transcript-taken.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Manifest } from "../sealing/manifest.ts";
import { type CheckDeps, manifestOf } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";
import { itemPaths } from "./package-layout.ts";

/** None for what was received. */
export function checkDerived(
  { read }: Pick<CheckDeps, "read">,
  itemId: ItemId,
  manifest: Manifest,
): readonly Finding[] {
  if (!("derived" in manifest) || manifest.derived === undefined) return [];
  const { kind, from, madeBy } = manifest.derived;
  const check = about("made-of", itemPaths(itemId, "original").manifest);
  const there = from.filter(
    ({ item }) => read.bytes(itemPaths(item as ItemId, "original").manifest) !== null,
  );
  const isAs = ({ item, sha256 }: (typeof from)[number]): boolean => {
    const known = manifestOf(read, { itemId: item as ItemId, subject: "original" });
    return item !== itemId && known?.manifest.media.sha256 === sha256;
  };
  const mark = kind === "transcript" ? { words: MACHINE_MADE_WORDS } : {};
  const facts = { kind, method: madeBy.method, inputs: from.length, here: there.length, ...mark };
  if (!there.every(isAs)) return [check.failed("packages/inputs-differ", facts)];
  return there.length === from.length
    ? [check.passed("packages/inputs-as-signed", facts)]
    : [check.open("packages/inputs-not-here", facts)];
}

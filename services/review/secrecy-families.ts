/** The families of secrecy of a policy pack, as the rules of labels read them. */
import type { IsoTerm } from "../calendar/term.ts";
import type { Clock } from "../kernel/clock.ts";
import type { SecrecyFamily, SecrecyKind } from "../policy/house-rules.ts";
import { packInForce } from "../policy/in-force.ts";
import type { Pack } from "../policy/pack.ts";
import type { Families, Family } from "../secrecy/family.ts";
import type { LabelKind } from "../secrecy/label-kind.ts";

/** The kinds of labels of each family, highest first, as its levels stand in a pack. */
const KINDS: Readonly<Record<SecrecyKind, readonly LabelKind[]>> = {
  "state-secret": ["top-secret", "highly-secret", "secret"],
  "work-secret": ["work"],
  "trade-secret": ["trade"],
  "personal-privacy": ["privacy"],
  minors: ["minor"],
  informants: ["informant"],
};

/** Of the pack that is in force at each call. */
export const familiesNow =
  (deps: Parameters<typeof packInForce>[0] & { readonly clock: Clock }) =>
  async (): Promise<Families> =>
    familiesOf((await packInForce(deps, deps.clock()))?.pack ?? null);

export function familiesOf(pack: Pack | null): Families {
  const all = (pack?.secrecy ?? []).flatMap((family) =>
    KINDS[family.kind].flatMap((kind, at) => {
      const said = familyOf(family, at);
      return said === null ? [] : [[kind, said] as const];
    }),
  );
  return Object.fromEntries(all);
}

function familyOf(family: SecrecyFamily, at: number): Family | null {
  const level = family.levels[at];
  if (level === undefined) return null;
  return {
    // The schema of packs lets nothing else through.
    longest: level.longest as IsoTerm | null,
    review: family.review as IsoTerm | null,
    ...{ setBy: level.setBy, beforeRelease: family.beforeRelease },
  };
}

/** Whether what a list says of cameras with two recorders, and of clocks, is what their links say. Pure. */
import type { LiveLink } from "./chain.ts";
import { LinkNotes } from "./link-notes.ts";
import { listedCovers } from "./list-covers.ts";
import { type ListText, MOST_GAPS } from "./live-papers.ts";

type Listed = ListText["channels"][number];

interface Judged {
  readonly holds: boolean;
  readonly facts: Readonly<Record<string, string | number>>;
}

export class CoverCheck {
  readonly #list: ListText | null;
  readonly #notes = new Map<string, LinkNotes>();

  constructor(list: ListText | null) {
    this.#list = list;
    const all = list?.channels ?? [];
    for (const { channel, secondOf, clock } of all) {
      const isPaired = secondOf !== undefined || all.some((one) => one.secondOf === channel);
      if (isPaired || clock !== undefined) this.#notes.set(channel, new LinkNotes(isPaired));
    }
  }

  /** Links that the list does not tell of say nothing about it. */
  noteFor(channel: string): (link: LiveLink) => void {
    const notes = this.#notes.get(channel);
    const listed = this.#list?.channels.find((one) => one.channel === channel);
    return (link) => {
      if (listed !== undefined && link.index < listed.links) notes?.see(link);
    };
  }

  /** Of those alone whose links are all there. */
  found(isWhole: ReadonlySet<string | number | undefined>): readonly Judged[] {
    const list = this.#list;
    if (list === null) return [];
    const noted = list.channels.flatMap((listed) => {
      const notes = this.#notes.get(listed.channel);
      return notes === undefined ? [] : { ...listed, notes };
    });
    if (!noted.every(({ channel }) => isWhole.has(channel))) return [];
    const { states, missing } = listedCovers(noted);
    const channels = noted.map((listed): Judged => {
      const own = states.get(listed.channel) ?? new Map<number, string>();
      const isSame = listed.gaps.every(({ link, cover }) => cover === own.get(link));
      const holds = isSame && sameText(listed.clock ?? null, listed.notes.clock());
      return { holds, facts: factsOf(listed, [...own.values()]) };
    });
    if (missing === null) return channels;
    const holds =
      list.missingCount === missing.length && sameText(list.missing, missing.slice(0, MOST_GAPS));
    return [...channels, { holds, facts: { missing: missing.length } }];
  }
}

const sameText = (left: unknown, right: unknown): boolean => textOf(left) === textOf(right);

/** Keys in order, for strict JSON sorts none. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

function factsOf({ channel, clock, secondOf }: Listed, states: readonly string[]): Judged["facts"] {
  const covered = states.filter((state) => state === "covered").length;
  return {
    channel,
    ...(secondOf === undefined ? {} : { secondOf }),
    ...(states.length === 0 ? {} : { covered, uncovered: states.length - covered }),
    ...(clock === undefined ? {} : { measured: clock.measured, claimed: clock.claimed }),
  };
}

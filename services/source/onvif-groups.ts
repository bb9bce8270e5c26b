/**
 * Follows a stream that is signed by ONVIF Media Signing (specification 23.06): groups of pictures, the
 * hashes claimed for them, and the order of the claims. Strict where a player would be generous: a claim that
 * does not fit what is here is a difference, never a reason to look elsewhere.
 */
import { hash } from "node:crypto";
import type { Nal } from "./nal.ts";
import type { GopClaim, OnvifSei } from "./onvif-sei.ts";

export type HashName = "sha256" | "sha384" | "sha512";

/** A claim counts its units in 16 bits. */
const MAX_CLAIMED = 1 << 16;

export interface Count {
  /** Slices of pictures. */
  readonly units: number;
  /** Groups that begin among them. */
  readonly groups: number;
  /** Most units that one of the claims for them took. */
  readonly most: number;
}
const NONE: Count = { units: 0, groups: 0, most: 0 };
const sum = (counts: readonly Count[]): Count => ({
  units: counts.reduce((all, { units }) => all + units, 0),
  groups: counts.reduce((all, { groups }) => all + groups, 0),
  most: counts.reduce((all, { most }) => Math.max(all, most), 0),
});

/** One hashed unit that no claim has taken yet. */
interface Pending {
  readonly hash: Buffer;
  readonly startsGroup: boolean;
  /** Pictures that count as covered once this one is: itself, or what an unsigned SEI speaks of. */
  readonly covers: Count;
}

export class OnvifGroups {
  readonly #hashName: HashName;
  readonly #pending: Pending[] = [];
  #anchor: Buffer;
  #counter: number | null = null;
  /** First unit's hash of the group that was taken last. */
  #lastFirst: Buffer | null = null;
  #dropped = NONE;
  /** Claims that fit nothing before any did. */
  unplaced = 0;
  /** What valid signatures cover. */
  covered = NONE;
  /** Most groups that one signature covered. */
  longest = 0;
  differing = 0;
  lost = 0;
  startsMidStream = false;

  constructor(hashName: HashName) {
    this.#hashName = hashName;
    this.#anchor = this.#zeros();
  }

  picture(nal: Nal): void {
    const own = hash(this.#hashName, nal.bytes, "buffer");
    const startsGroup = nal.role === "intra" && nal.firstSlice;
    if (startsGroup) this.#anchor = own;
    const linked = startsGroup
      ? own
      : hash(this.#hashName, Buffer.concat([this.#anchor, own]), "buffer");
    const covers = { units: 1, groups: startsGroup ? 1 : 0, most: 0 };
    this.#pending.push({ hash: linked, startsGroup, covers });
    if (this.#pending.length > 2 * MAX_CLAIMED) this.#drop(this.#pending.splice(0, MAX_CLAIMED));
  }

  /** A claim whose SEI is signed rightly, or by a later SEI that takes its hash. */
  claim(sei: OnvifSei, claim: GopClaim): void {
    const covers = this.#take(claim) ?? NONE;
    if (sei.signature === null) {
      const own = hash(this.#hashName, sei.hashed, "buffer");
      this.#pending.push({ hash: own, startsGroup: false, covers });
      return;
    }
    this.covered = sum([this.covered, covers]);
    this.longest = Math.max(this.longest, covers.groups);
  }

  /** What no signature covers, at the end of the recording. */
  get uncovered(): Count {
    this.#drop(this.#pending.splice(0));
    return this.#dropped;
  }

  #drop(gone: readonly Pending[]): void {
    this.#dropped = sum([this.#dropped, ...gone.map(({ covers }) => covers)]);
  }

  /** What `claim` covers of what is pending; null if it does not fit. */
  #take(claim: GopClaim): Count | null {
    const taken = this.#next(claim);
    const links = this.#lastFirst === null || claim.linkedHash.equals(this.#lastFirst);
    const fits = links && this.#isOf(claim, taken);
    if (this.#counter === null && !(fits && this.#isStart(claim))) {
      this.startsMidStream = true;
      // It may speak of pictures before the recording. If it does not, the next claim will not fit either.
      if (!fits) this.unplaced += 1;
      if (!fits) return null;
    }
    const missing = this.#missingBefore(claim);
    this.#counter = claim.counter;
    if (missing > 0) {
      this.lost += missing;
      // Which of the pending ones the lost claims spoke of is unknown: none is covered.
      this.#drop(this.#pending.splice(0));
      this.#lastFirst = null;
      return null;
    }
    this.#pending.splice(0, taken.length);
    this.#lastFirst = taken[0]?.hash ?? null;
    if (!fits) this.differing += 1;
    const all = sum(taken.map(({ covers }) => covers));
    return fits ? { ...all, most: Math.max(all.most, taken.length) } : null;
  }

  /** Claims between the last one and this, by their counter of 32 bits. */
  #missingBefore({ counter }: GopClaim): number {
    return this.#counter === null ? 0 : (counter - (this.#counter + 1)) >>> 0;
  }

  /** At most one group; of a partial one, as many units as it says. */
  #next({ partial, units }: GopClaim): readonly Pending[] {
    const end = this.#pending.findIndex(
      ({ startsGroup }, at) => at > 0 && (startsGroup || (partial && at >= units)),
    );
    return end < 0 ? [...this.#pending] : this.#pending.slice(0, end);
  }

  /** By the hash of all, or by the list of each: the last claim of a stream has only the list right. */
  #isOf(claim: GopClaim, taken: readonly Pending[]): boolean {
    const all = Buffer.concat(taken.map((each) => each.hash));
    return (
      hash(this.#hashName, all, "buffer").equals(claim.hash) || claim.hashes?.equals(all) === true
    );
  }

  #isStart = ({ linkedHash }: GopClaim): boolean => linkedHash.equals(this.#zeros());

  #zeros(): Buffer {
    return Buffer.alloc({ sha256: 32, sha384: 48, sha512: 64 }[this.#hashName]);
  }
}

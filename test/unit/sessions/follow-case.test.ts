/** Which links of a recording come of the case of its session: never against a person's word. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CaseId, type SessionId, newId } from "../../../services/kernel/ids.ts";
import {
  type CaseLink,
  type CaseStanding,
  FOLLOWER,
  caseChanges,
  followCases,
} from "../../../services/sessions/follow-case.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";

const A = { caseId: newId<CaseId>(), caseNumber: "A" };
const B = { caseId: newId<CaseId>(), caseNumber: "B" };
const CASES = [A, B];
const of = (named: typeof A | null): CaseStanding["session"] => ({
  ...{ id: newId<SessionId>(), number: "S-1", case: named },
});
const PERSON = "user:x" as const;
const link = (
  named: typeof A,
  linkedBy: CaseLink["linkedBy"],
  unlinkedBy: CaseLink["unlinkedBy"] = null,
): CaseLink => ({ ...named, linkedBy, unlinkedBy });

describe("what was recorded as part of a session", () => {
  it("comes into the case that its session is told to be of, once", () => {
    expect(caseChanges({ session: of(A), links: [] })).toEqual([{ kind: "linked", ...A }]);
    expect(caseChanges({ session: of(A), links: [link(A, FOLLOWER)] })).toEqual([]);
    expect(caseChanges({ session: of(null), links: [] })).toEqual([]);
    expect(caseChanges({ session: null, links: [] })).toEqual([]);
  });

  it("goes over with its session, and back", () => {
    const moved = caseChanges({ session: of(B), links: [link(A, FOLLOWER)] });
    expect(moved).toEqual([
      { kind: "unlinked", ...A },
      { kind: "linked", ...B },
    ]);
    const links = [link(A, FOLLOWER, FOLLOWER), link(B, FOLLOWER)];
    expect(caseChanges({ session: of(A), links })).toEqual([
      { kind: "unlinked", ...B },
      { kind: "linked", ...A },
    ]);
    expect(caseChanges({ session: of(null), links })).toEqual([{ kind: "unlinked", ...B }]);
  });

  it("stays where a person linked it, and out of what a person took it out of", () => {
    expect(caseChanges({ session: of(B), links: [link(A, PERSON)] })).toEqual([
      { kind: "linked", ...B },
    ]);
    expect(caseChanges({ session: of(A), links: [link(A, FOLLOWER, PERSON)] })).toEqual([]);
    expect(caseChanges({ session: of(A), links: [link(A, PERSON, PERSON)] })).toEqual([]);
  });

  it("needs no second look, and no person's link ends, whatever stood there", () => {
    const actor = fc.constantFrom(FOLLOWER, PERSON);
    const links = fc.array(
      fc.record({
        named: fc.constantFrom(...CASES),
        linkedBy: actor,
        unlinkedBy: fc.option(actor),
      }),
      { maxLength: 5 },
    );
    const session = fc.constantFrom(null, of(null), of(A), of(B));
    fc.assert(
      fc.property(session, links, (told, all) => {
        // At most one of a case stands, as the store has it.
        const seen = new Set<CaseId>();
        const before: readonly CaseLink[] = all.flatMap(({ named, linkedBy, unlinkedBy }) => {
          if (unlinkedBy === null && seen.has(named.caseId)) return [];
          if (unlinkedBy === null) seen.add(named.caseId);
          return [link(named, linkedBy, unlinkedBy)];
        });
        const changes = caseChanges({ session: told, links: before });
        const ended = changes.filter(({ kind }) => kind === "unlinked");
        const after: CaseLink[] = before.map((one) =>
          one.unlinkedBy === null && ended.some(({ caseId }) => caseId === one.caseId)
            ? { ...one, unlinkedBy: FOLLOWER }
            : one,
        );
        for (const { kind, ...named } of changes) {
          if (kind === "linked") after.push(link(named, FOLLOWER));
        }
        expect(caseChanges({ session: told, links: after })).toEqual([]);
        const persons = (of: readonly CaseLink[]) =>
          of.filter(({ linkedBy, unlinkedBy }) => linkedBy === PERSON && unlinkedBy === null);
        expect(persons(after)).toEqual(persons(before));
      }),
    );
  });
});

it("one that fails keeps no other from being looked at, and is told", async () => {
  const looked: string[] = [];
  const sessionCases = {
    due: () => Promise.resolve(["a", "b", "c"] as never),
    follow: (id: string) => {
      looked.push(id);
      return id === "b" ? Promise.reject(new Error("lost")) : Promise.resolve(1);
    },
  };
  await expect(followCases({ sessionCases, clock: () => utcInstant(new Date()) })).rejects.toThrow(
    "lost",
  );
  expect(looked).toEqual(["a", "b", "c"]);
});

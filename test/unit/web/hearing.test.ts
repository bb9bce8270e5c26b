/** What the page reads again when something happened: once for much of it, soon, and not more often than it asked before. */
import { expect, test } from "vitest";
import { EVENT_TYPES } from "../../../services/events/event-type.ts";
import { Gathered, HEARD, type Key, staleKeys } from "../../../services/web/src/api/hearing.ts";

const ID = "3f2b8c1e-1111-4111-8111-111111111111";

test("every published name makes its list be read again, and the thing itself by its id", () => {
  for (const type of EVENT_TYPES) {
    const subject = type.slice(0, type.indexOf("."));
    const about = { [`${subject}Id`]: ID };
    const keys = staleKeys({ type, ...about });
    expect(
      keys.some((key) => key.length === 1 && key[0] !== "waiting"),
      type,
    ).toBe(true);
    expect(keys.flat().includes(ID), type).toBe(subject !== "hold" && subject !== "batch");
    // What an event makes old is also read when the stream begins.
    const heads = new Set(HEARD.map(([head]) => head));
    for (const [head] of keys) expect(heads.has(head), `${type}: ${head}`).toBe(true);
  }
  expect(staleKeys({ type: "item.linked", itemId: "1", caseId: ID })).toContainEqual(["case", ID]);
  expect(staleKeys({ type: "moon.rose" })).toEqual([]);
});

test("what happens together is read once, soon; what goes on is read every two seconds", () => {
  let now = 0;
  const due: { at: number; act: () => void }[] = [];
  const read: (readonly [number, readonly Key[]])[] = [];
  const gathered = new Gathered(
    (keys) => read.push([now, keys]),
    () => now,
    (ms, act) => due.push({ at: now + ms, act }),
  );
  const passTo = (until: number): void => {
    for (;;) {
      const next = due.toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined || next.at > until) break;
      due.splice(due.indexOf(next), 1);
      now = next.at;
      next.act();
    }
    now = until;
  };
  gathered.add([]);
  expect(due).toEqual([]);
  for (let at = 0; at < 10_000; at += 100) {
    passTo(at);
    gathered.add([["items"], ["item", at < 200 ? "a" : "b"]]);
  }
  passTo(60_000);
  expect(read.slice(0, 2)).toEqual([
    [300, [["items"], ["item", "a"], ["item", "b"]]],
    [2_300, [["items"], ["item", "b"]]],
  ]);
  expect(read.map(([at]) => at)).toEqual([300, 2_300, 4_300, 6_300, 8_300, 10_300]);
});

/** The verbs about secrecy, as they are used at a terminal on the whole API in memory. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  accessExplain,
  accessGrant,
  accessList,
  accessNarrow,
  accessRevoke,
} from "../../../services/command/access-verbs.ts";
import {
  accessApprove,
  accessRefuse,
  accessRequest,
  accessRequests,
  accessWithdraw,
} from "../../../services/command/request-verbs.ts";
import { label } from "../../../services/command/secrecy-verbs.ts";
import { type UserId, newId } from "../../../services/kernel/ids.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
const { english, chinese, machine, hear } = twoTerminals();
const as = (role: Role) => apiClient(house.url, house.tokens[role]);

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it("labels an item, shows what stands on it, and tells by which rule who sees it", async () => {
  const { id } = house.item;
  const shown = (kind?: string, options = {}) =>
    hear(() => label(as("reviewer"), english, [id, kind], options));
  expect(await shown()).toEqual([EXIT.ok, "no label\n"]);
  const explain = (term = english) => hear(() => accessExplain(as("auditor"), term, "officer", id));
  expect(await explain()).toEqual([
    EXIT.ok,
    expect.stringMatching(/^items:see: yes \(.*open|no label/),
  ]);
  await expect(shown("privacy")).rejects.toMatchObject({ exitCode: EXIT.usage });
  const options = { basis: "document 1", until: "2099-01-01" };
  const [, set] = await shown("privacy", options);
  expect(set).toContain("privacy (confirmed)");
  expect((await shown())[1]).toBe(set);
  const [code, told] = await explain();
  expect([code, told]).toEqual([
    EXIT.negative,
    expect.stringMatching(/^items:see: no \(the clearance/),
  ]);
  expect((await explain(chinese))[1]).toMatch(/^items:see：不可以（其知悉权限不够）/);
});

it("gives access for a time, tells how it stands, and narrows and ends it with a reason", async () => {
  const api = as("records");
  const given = {
    purpose: "evidence",
    until: "2099-01-01",
    download: true,
    why: "joint case",
  } as const;
  const number = house.file.number;
  await expect(accessGrant(api, english, "officer", given)).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
  const [, told] = await hear(() =>
    accessGrant(api, english, "officer", { ...given, case: number }),
  );
  expect(told).toMatch(
    /The officer: case 2026-17, evidence, to watch and take away; .* not yet opened/,
  );
  const id = told.split(" ")[0] ?? "";
  await hear(() => accessNarrow(api, english, id, { watchOnly: true, why: "seen is enough" }));
  expect((await hear(() => accessList(api, chinese)))[1]).toMatch(
    /案件 2026-17，证据，只可观看；.*有效，尚未查阅/,
  );
  expect((await hear(() => accessRevoke(api, english, id, { why: "it is over" })))[0]).toBe(
    EXIT.ok,
  );
  expect((await hear(() => accessList(api, english)))[1]).toContain("taken back");
});

it("knows no account and no item that is not there, and shows nobody what is not theirs", async () => {
  const { id } = house.item;
  await expect(accessExplain(as("admin"), english, "nobody", id)).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
  await expect(accessExplain(as("reviewer"), english, "officer", id)).rejects.toThrow();
  await expect(label(as("officer"), english, [id, undefined], {})).rejects.toMatchObject({
    code: "evidence/no-such-item",
  });
});

it("finds an account by name or id however many there are", async () => {
  const clerk = { displayName: "A clerk", role: "officer", passwordHash: "" } as const;
  const accounts = Array.from({ length: 205 }, (_, at) => ({
    ...clerk,
    ...{ id: newId<UserId>(), name: `clerk-${at}`, createdAt: NOON, disabledAt: null },
  }));
  for (const account of accounts) await house.access.addUser(account, ANY_ACTION);
  const people = [accounts[0]!, accounts.at(-1)!, { id: house.userIds.officer, name: "officer" }];
  const explained = async (user: string) => {
    const [, said] = await hear(() => accessExplain(as("auditor"), machine, user, house.item.id));
    return (JSON.parse(said) as { user: string }).user;
  };
  for (const { id, name } of people) {
    for (const user of [id, name]) {
      expect(await explained(user), user).toBe(id);
    }
  }
  await expect(
    accessExplain(as("auditor"), english, newId<UserId>(), house.item.id),
  ).rejects.toMatchObject({ code: "access/no-such-user" });
});

it("asks for access, shows it to whoever decides and to whoever asked, and approves, refuses and withdraws", async () => {
  const [asker, decider] = [as("reviewer"), as("records")];
  const wish = { purpose: "supervision", authority: "order 7", until: "2099-01-01" } as const;
  const ask = async (about: string) =>
    (await hear(() => accessRequest(asker, english, about, wish)))[1];
  const told = await ask(house.file.number);
  expect(told).toMatch(/“2026-17”: supervision, to watch, until 2099-01-01; by order 7; waits/);
  expect(told).toContain("The answer is the same whether there is such a thing or not");
  const id = told.split(" ")[0] ?? "";
  const listed = () => hear(() => accessRequests(decider, chinese, {}));
  expect((await listed())[1]).toMatch(/The reviewer：“2026-17”[^]*案件 2026-17/);
  const given = { case: house.file.number, why: "it fits" };
  await hear(() => accessApprove(decider, english, id, given));
  const [other, last] = [await ask("a film of May"), await ask("another")].map(
    (words) => words.split(" ")[0] ?? "",
  );
  await hear(() => accessRefuse(decider, english, other ?? "", { why: "not by this order" }));
  await hear(() => accessWithdraw(asker, english, last ?? ""));
  expect((await listed())[1]).toBe("没有查阅申请\n");
  const own = (await hear(() => accessRequests(asker, english, { mine: true })))[1];
  expect(own).toMatch(/withdrawn[^]*refused[^]*not by this order[^]*approved[^]*not yet opened/);
  expect((await hear(() => accessRequests(decider, english, { all: true })))[1]).toContain(other);
});

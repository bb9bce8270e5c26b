/** The verbs about policy packs, as two people at two terminals use them on the whole API in memory. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiClient, apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  policyCheck,
  policyDecide,
  policyPropose,
  policyShow,
} from "../../../services/command/policy-verbs.ts";
import type { Role } from "../../../services/access/permission.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { policyRoutes } from "../../../services/review/policy-routes.ts";
import { memoryPolicy, packBytes, shippedBytes, shippedPack } from "../../fixtures/packs.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

const HOME = join(import.meta.dirname, "../../..");
const PACK = "us-oregon-133-741";
let house: House;
let folder: string;
const { english, chinese, hear } = twoTerminals();
const as = (role: Role): ApiClient => apiClient(house.url, house.tokens[role]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-policy-"));
  house = await openHouse((shared) => policyRoutes({ ...shared, ...memoryPolicy(shared.actions) }));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

it("checks a file or a name, and tells every fault with its place in the reader's language", async () => {
  const [code, text] = await hear(() => policyCheck(HOME, english, PACK));
  expect([code, text]).toEqual([EXIT.ok, expect.stringContaining(sha256(shippedBytes(PACK)))]);
  expect(text).toContain("numbers that no rule gives");
  const file = join(folder, "rules.json");
  const broken = { version: 0, "classes.0.floor.iso": "180 days" };
  await writeFile(file, packBytes(shippedPack(PACK), broken));
  const [bad, faults] = await hear(() => policyCheck(HOME, chinese, file));
  expect([bad, faults.split("\n").length]).toEqual([EXIT.negative, 3]);
  expect(faults).toMatch(/^version：.*\p{Script=Han}.*\nclasses\.0\.floor\.iso：/u);
  for (const none of ["no-such-pack", "../../packs/cn-hainan-2019.json", join(folder, "none")]) {
    await expect(policyCheck(HOME, english, none)).rejects.toMatchObject({ exitCode: EXIT.usage });
  }
});

it("takes two people from a file to law, and shows the exact text", async () => {
  const why = "our state's law";
  const [, none] = await hear(() => policyShow(as("officer"), english, undefined));
  expect(none).toContain("No pack is in force");
  const proposed = () => policyPropose(HOME, as("records"), english, { file: PACK, why });
  const [, told] = await hear(proposed);
  const short = sha256(shippedBytes(PACK)).slice(0, 12);
  expect(told).toContain(`policy approve ${short}`);
  const decide = (role: Role, pack = short) =>
    policyDecide(as(role), english, { act: "approval", pack, why });
  await expect(decide("records")).rejects.toMatchObject({ code: "access/same-person" });
  await expect(decide("legal", "0011aabb")).rejects.toMatchObject({ exitCode: EXIT.usage });
  await expect(decide("legal", short.slice(0, 7))).rejects.toMatchObject({ exitCode: EXIT.usage });
  expect(await decide("legal")).toBe(EXIT.ok);
  const [, list] = await hear(() => policyShow(as("officer"), english, undefined));
  expect(list).toMatch(/us-oregon-133-741 v2 .*\n {2}in force; proposed by/);
  const [, text] = await hear(() => policyShow(as("officer"), english, short));
  expect(text).toBe(shippedBytes(PACK).toString());
});

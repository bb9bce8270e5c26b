/** What an item is looked at by before it is played: told once it is sealed, given out to whoever may watch, and by nobody else. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { Item, Verification } from "../../../services/review/api-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { NUMBERS, PICTURES, keepStoryboard } from "../../fixtures/storyboard.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());
const sealed = (stage: "made" | "ready") => keepStoryboard(house, stage);

const path = (rest: string): string => `/api/v1/items/${house.item.id}${rest}`;
const body = async () => Item.parse(await (await house.fetch(path(""), "reviewer")).json());

test("is told once it is sealed, and not before", async () => {
  await sealed("made");
  expect((await body()).overview).toEqual({
    state: "made",
    storyboard: null,
    peaks: null,
    positions: null,
  });
  expect((await house.fetch(path("/storyboard.vtt"), "reviewer")).status).toBe(404);
  await sealed("ready");
  expect((await body()).overview).toEqual({
    state: "ready",
    storyboard: NUMBERS,
    peaks: null,
    positions: null,
  });
});

test("its cues lead to the picture, with the purpose that was stated", async () => {
  await sealed("ready");
  const answer = await house.fetch(
    path("/storyboard.vtt?purpose=a%20look%26%0A&purposeKind=evidence"),
    "reviewer",
  );
  expect(answer.headers.get("content-type")).toMatch(/^text\/vtt/);
  const text = await answer.text();
  const [address] = /derivatives\S+(?=#xywh=160,0,160,90)/.exec(text) ?? [];
  expect(text.match(/ --> /g)).toHaveLength(3);
  const events = (await house.evidence.custody(house.item.id)).length;
  const picture = await house.fetch(path(`/${address}`), "reviewer");
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURES);
  expect(picture.headers.get("content-type")).toBe("image/jpeg");
  const chain = await house.evidence.custody(house.item.id);
  expect(chain.slice(events)).toMatchObject([
    { kind: "accessed", data: { representation: "storyboard", purpose: "a look&", use: "view" } },
  ]);
});

test("its pictures are given out for a purpose alone, and its cues tell nothing of one", async () => {
  await sealed("ready");
  expect((await house.fetch(path("/derivatives/storyboard"), "reviewer")).status).toBe(400);
  expect(await (await house.fetch(path("/storyboard.vtt"), "reviewer")).text()).toContain(
    "\nderivatives/storyboard#xywh=0,0,160,90",
  );
});

test("nothing of it is for an auditor, who may not watch", async () => {
  await sealed("ready");
  for (const rest of ["/storyboard.vtt", "/derivatives/storyboard?purpose=a%20look"]) {
    expect((await house.fetch(path(rest), "auditor")).status).toBe(403);
  }
});

test("numbers that are none of ours are shown to nobody", async () => {
  await sealed("ready");
  const { evidence, item } = house;
  const copies = await evidence.derivatives(item.id);
  evidence.derivatives = async () => copies.map((copy) => ({ ...copy, numbers: { atMs: "x" } }));
  expect((await body()).overview.storyboard).toBeNull();
  expect((await house.fetch(path("/storyboard.vtt"), "reviewer")).status).toBe(404);
});

test("what is made and not sealed yet fails no verification of the copies, and once it is through its seal must be there", async () => {
  const verdict = async () => {
    const answer = await house.fetch(path("/verification"), "reviewer");
    const { checks } = Verification.parse(await answer.json());
    return checks.find(({ name }) => name === "copies")?.reason;
  };
  const before = await verdict();
  await sealed("made");
  expect(await verdict()).toBe(before);
  await sealed("ready");
  expect(await verdict()).toBe("verification/copy-not-signed");
});

/** `device assign`: what says nobody and somebody, or nothing of who, is a usage error and asks the service nothing. */
import { expect, it } from "vitest";
import type { ApiClient } from "../../../services/command/api-client.ts";
import {
  type AssignArguments,
  deviceAssign,
  deviceChain,
} from "../../../services/command/device-verbs.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import { terminal } from "../../../services/command/terminal.ts";

const asked: string[] = [];
const entry = { id: "e", replaces: null };
const answer = async (path: string) => {
  asked.push(path);
  const device = { id: "d", name: "camera-7" };
  return path.includes("assignments") ? { entries: [], holder: entry } : { entries: [device] };
};
const api = { get: answer, post: answer } as unknown as ApiClient;
const silent = { write: () => undefined };
const term = terminal(
  { out: silent, err: silent },
  { language: "en", json: false, interactive: false },
);
const assign = (officer: string | undefined, given: AssignArguments) => {
  asked.length = 0;
  return deviceAssign(api, term, "camera-7", officer, given);
};

it("refuses an entry that does not say who, and one that says it twice", async () => {
  for (const given of [
    { replaces: "x", reason: "r" },
    { from: "x" },
    { to: "x" },
    { reason: "r" },
  ]) {
    await expect(assign(undefined, given), JSON.stringify(given)).rejects.toMatchObject({
      exitCode: EXIT.usage,
    });
    expect(asked).toEqual([]);
  }
  await expect(assign("wang", { nobody: true })).rejects.toMatchObject({ exitCode: EXIT.usage });
  expect(asked).toEqual([]);
});

it("shows the calendar where nothing is given, and enters an officer or nobody", async () => {
  expect(await assign(undefined, {})).toBe(EXIT.ok);
  expect(await assign("wang", { replaces: "x", reason: "r" })).toBe(EXIT.ok);
  expect(await assign(undefined, { nobody: true })).toBe(EXIT.ok);
});

it("reads a chain page by page, tells what two pages tell once, and ends with 1 if anything is missing", async () => {
  const said: string[] = [];
  const out = { write: (text: string) => said.push(text) };
  const english = terminal({ out, err: out }, { language: "en", json: false, interactive: false });
  const gap = { kind: "numbers-missing", words: { "zh-CN": "缺", en: "missing 3" }, at: "2" };
  const twice = { kind: "duplicate", words: { "zh-CN": "同", en: "the same" }, at: "1" };
  const page = { end: { sequence: 7 }, entries: [{}, {}], visits: [] };
  const ended = (findings: readonly object[]) => {
    const get = async (path: string) => {
      if (!path.includes("/chain")) return { entries: [{ id: "d", name: "camera-7" }] };
      return { ...page, findings, nextCursor: path.includes("cursor=") ? null : "n" };
    };
    return deviceChain({ get } as unknown as ApiClient, english, "camera-7");
  };
  expect(await ended([gap, twice])).toBe(EXIT.negative);
  expect(said.join("")).toBe(
    "camera-7: 4 recordings; its own chain has 7 manifests\n  1  the same  \n  2  missing 3  \n",
  );
  expect(await ended([twice])).toBe(EXIT.ok);
  expect(await ended([])).toBe(EXIT.ok);
  expect(said.at(-1)).toContain("Nothing is missing");
});

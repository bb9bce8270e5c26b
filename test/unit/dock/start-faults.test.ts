/** A dock that cannot start says why and what to do, in the language of whoever starts it, and shows no value of a setting. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { START_FAULTS } from "../../../services/dock/start-faults.ts";

const MAIN = new URL("../../../services/dock/main.ts", import.meta.url).pathname;
const SECRET = "a-value-that-nobody-may-see";
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "holdfast-start-"))));
afterAll(() => rmSync(folder, { recursive: true }));

function start(args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ code: unknown; said: string }>((resolve) => {
    const options = {
      env: { PATH: process.env["PATH"], LANG: "zh_CN.UTF-8", ...env },
      ...{ timeout: 15_000, killSignal: "SIGKILL" as const },
    };
    execFile(process.execPath, [MAIN, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });
}

function settings(changes: object, name = "dock.json"): string {
  const whole = { url: "http://127.0.0.1:9", root: join(folder, "none.pem"), ledgerKey: "k" };
  const state = join(folder, "state");
  writeFileSync(join(folder, name), JSON.stringify({ ...whole, state, ...changes }));
  return join(folder, name);
}

const TOKEN = { HOLDFAST_DEVICE_TOKEN: SECRET };

it.each<[string, () => string[], Record<string, string>, number, RegExp]>([
  ["no verb", () => [], {}, 2, /用法/],
  ["no file", () => ["run", "--config", join(folder, "x")], {}, 2, /无法读取采集站的设置文件/],
  [
    "settings that are wrong",
    () => ["run", "--config", settings({ policy: SECRET, window: 1, [`odd`]: SECRET })],
    TOKEN,
    2,
    /policy, window, odd/,
  ],
  ["no token", () => ["run", "--config", settings({})], {}, 4, /没有采集站的证书或设备令牌/],
  [
    "no root",
    () => ["run", "--config", settings({})],
    { ...TOKEN, LANG: "en_GB" },
    4,
    /root certificate/,
  ],
  [
    "a certificate folder that is broken",
    () => {
      const state = join(folder, "broken");
      mkdirSync(join(state, "identity"), { recursive: true });
      for (const name of ["root.pem", "identity.pem", "server.json"])
        writeFileSync(join(state, "identity", name), "broken");
      return ["run", "--config", settings({ state })];
    },
    { LANG: "en_GB" },
    4,
    /certificate \(folder identity\) cannot be read.*enrol/,
  ],
  [
    "a ledger key that is none",
    () => ["run", "--config", settings({ root: MAIN })],
    TOKEN,
    4,
    /账本公钥无效/,
  ],
])("with %s", async (_what, args, env, code, words) => {
  const ended = await start(args(), env);
  expect(ended.code, ended.said).toBe(code);
  expect(ended.said).toMatch(words);
  expect(ended.said).not.toContain(SECRET);
  expect(ended.said.trim().split("\n")).toHaveLength(1);
});

it("a settings file that is no JSON is told, and not quoted", async () => {
  writeFileSync(join(folder, "broken.json"), `{"token": "${SECRET}"`);
  const { code, said } = await start(["run", "--config", join(folder, "broken.json")]);
  expect([code, said]).toEqual([
    2,
    `${START_FAULTS["settings-no-json"].what["zh-CN"]}。检查逗号、引号和括号。\n`,
  ]);
});

it("every fault has words and a next step in both languages", () => {
  for (const { what, next } of Object.values(START_FAULTS)) {
    for (const each of [what, next]) {
      expect(each["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(each.en).not.toMatch(/\p{Script=Han}/u);
    }
  }
});

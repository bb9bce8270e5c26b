/** A pack from the bytes of its file: strictly read, every fault told at once in both languages. */
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { Text } from "../kernel/language.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { type Json, parseStrictJson } from "../kernel/strict-json.ts";
import { type PackProblem, checkPack } from "./check-pack.ts";
import { Pack } from "./pack.ts";

/** Of a pack's file; as a member of a request its quotes are longer, and both stay below what a body may be. */
export const MAX_PACK_BYTES = 160 << 10;
const MAX_DEPTH = 8;
/** More are not shown: whoever has so many mends the first ones first. */
const MAX_PROBLEMS = 100;

export interface PackFile {
  readonly pack: Pack;
  /** Of the bytes of the file as they stand. */
  readonly sha256: Sha256;
}

export type ReadPack =
  | { readonly file: PackFile; readonly problems: readonly [] }
  | { readonly file: null; readonly problems: readonly PackProblem[] };

const zh = z.locales.zhCN().localeError;
const en = z.locales.en().localeError;

export function readPack(bytes: Uint8Array): ReadPack {
  const json = strictJson(bytes);
  if ("problem" in json) return { file: null, problems: [json.problem] };
  const inEnglish = Pack.safeParse(json.value, { error: en });
  if (inEnglish.success) {
    const problems = checkPack(inEnglish.data).slice(0, MAX_PROBLEMS);
    if (problems.length > 0) return { file: null, problems };
    return { file: { pack: inEnglish.data, sha256: sha256(bytes) }, problems: [] };
  }
  // The same faults in the same order, in the other language.
  const inChinese = Pack.safeParse(json.value, { error: zh }).error?.issues ?? [];
  const problems = inEnglish.error.issues.slice(0, MAX_PROBLEMS).map((issue, at) => ({
    path: issue.path.map(String).join("."),
    text: textOf(issue, inChinese[at]?.message ?? issue.message),
  }));
  return { file: null, problems };
}

/** @throws Refusal invalid "policy/pack-unsound", with the first problems in its words. */
export function requirePack(bytes: Uint8Array): PackFile {
  const { file, problems } = readPack(bytes);
  if (file !== null) return file;
  const first = problems.slice(0, 3).map(({ path, text }) => `${path || "(file)"}: ${text.en}`);
  throw new Refusal(
    "invalid",
    "policy/pack-unsound",
    `the pack is not sound: ${first.join("; ")}`,
    {
      fix: "`holdfast policy check FILE` tells every fault of it. Mend them, then propose it again.",
      facts: { problems: problems.length },
    },
  );
}

function strictJson(bytes: Uint8Array): { value: Json } | { problem: PackProblem } {
  try {
    return { value: parseStrictJson(bytes, { maxBytes: MAX_PACK_BYTES, maxDepth: MAX_DEPTH }) };
  } catch (error) {
    if (!isRefusal(error, "kernel/not-strict-json")) throw error;
    const text = {
      "zh-CN": `不是严格的 JSON：${error.message}`,
      en: `no strict JSON: ${error.message}`,
    };
    return { problem: { path: "", text } };
  }
}

function textOf(issue: z.core.$ZodIssue, chinese: string): Text {
  if (issue.code === "custom") {
    const { "zh-CN": said = chinese, en: told = issue.message } = (issue.params ??
      {}) as Partial<Text>;
    return { "zh-CN": said, en: told };
  }
  if (issue.code === "invalid_union" && "options" in issue && Array.isArray(issue.options)) {
    return { "zh-CN": `${chinese}：期望 ${issue.options.join("|")}`, en: issue.message };
  }
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) {
    return { "zh-CN": "缺少这一项", en: "it is missing" };
  }
  return { "zh-CN": chinese, en: issue.message };
}

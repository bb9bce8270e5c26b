/** Everything the command says exists in both languages, with the same facts in both. */
import { describe, expect, it } from "vitest";
import { CEREMONY } from "../../../services/command/texts/ceremony.ts";
import { DEVICE } from "../../../services/command/texts/device.ts";
import { CHECKS, DOCTOR, FINDINGS } from "../../../services/command/texts/doctor.ts";
import type { Explanation } from "../../../services/command/texts/doctor-devices.ts";
import { EXPORT_STATE_NAMES, EXPORTS } from "../../../services/command/texts/exports.ts";
import { GENERAL } from "../../../services/command/texts/general.ts";
import { HELP } from "../../../services/command/texts/help.ts";
import { HOLD_KIND_NAMES, HOLDS } from "../../../services/command/texts/holds.ts";
import { CHANNEL_KIND_WORDS, LIVE } from "../../../services/command/texts/live.ts";
import { POLICY } from "../../../services/command/texts/policy.ts";
import { PUSH } from "../../../services/command/texts/push.ts";
import { OTHER_STORE } from "../../../services/command/texts/store.ts";
import {
  FAULT_WORDS,
  STATE_WORDS,
  STOP_WORDS,
  WEBHOOKS,
} from "../../../services/command/texts/webhooks.ts";
import { UP } from "../../../services/command/texts/up.ts";
import {
  CAUSE_WORDS,
  EVENT_WORDS,
  HOLE_WORDS,
  STATUS_WORDS,
} from "../../../services/live/live-words.ts";
import { LANGUAGES, type Text } from "../../../services/kernel/language.ts";

const explanations: Readonly<Record<string, Explanation>> = FINDINGS;
const tables: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  CEREMONY,
  CHECKS,
  DEVICE,
  CHANNEL_KIND_WORDS,
  DOCTOR,
  EXPORT_STATE_NAMES,
  EXPORTS,
  GENERAL,
  HELP,
  HOLD_KIND_NAMES,
  HOLDS,
  LIVE,
  STATUS_WORDS,
  HOLE_WORDS,
  CAUSE_WORDS,
  EVENT_WORDS,
  OTHER_STORE,
  POLICY,
  PUSH,
  FAULT_WORDS,
  STATE_WORDS,
  STOP_WORDS,
  WEBHOOKS,
  UP,
  causes: Object.fromEntries(
    Object.entries(explanations).map(([name, { cause }]) => [name, cause]),
  ),
  cures: Object.fromEntries(
    Object.entries(explanations).flatMap(([name, { cure }]) =>
      cure === null ? [] : [[name, cure]],
    ),
  ),
};
const all = Object.entries(tables).flatMap(([table, texts]) =>
  Object.entries(texts).map(([key, text]) => ({ name: `${table}.${key}`, text })),
);
const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Proper names and bare facts need no translation. */
const needsWords = (text: string) =>
  /\p{L}/u.test(text.replace(/\{\w+\}|Node\.js|PostgreSQL|Redis/g, ""));

describe("the command's texts", () => {
  it.each(all)("$name has both languages and the same facts in both", ({ text }) => {
    for (const language of LANGUAGES) expect(text[language].trim()).not.toBe("");
    expect(facts(text["zh-CN"])).toEqual(facts(text.en));
  });

  it.each(all.filter(({ text }) => needsWords(text.en)))(
    "$name is Chinese in zh-CN and not in English",
    ({ text }) => {
      expect(text["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it("every finding that is not well says what to do", () => {
    const bad = Object.entries(explanations).filter(
      ([name, { cure }]) => !/(Fine|Empty|None|Elsewhere)$/.test(name) && cure === null,
    );
    expect(bad.map(([name]) => name)).toEqual([]);
  });
});

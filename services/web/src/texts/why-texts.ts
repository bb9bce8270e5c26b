/** Texts of what opens a word that says a state. */
import type { Texts } from "./text.ts";

export const whyTexts = {
  "why.ask": ["为什么？", "Why?"],
  "why.of": ["为什么？{{word}}", "Why? {{word}}"],
  "why.custody": ["查看经过（保管记录）", "What happened to it (custody record)"],
  "why.labels": ["谁设定的、依据是什么", "Who set this, and on what ground"],
  "why.calendar": ["查看工作日表", "See the tables of working days"],
  "why.rule": ["按生效的规则包", "By the rules in force"],
} as const satisfies Texts;

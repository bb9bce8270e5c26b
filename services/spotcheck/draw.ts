/** How a sample is drawn, so that anybody can draw it again: every unit gets a rank from the seed, and the lowest ranks are the sample. Pure. */
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { Text } from "../kernel/language.ts";

/** So many units, or so many of a hundred. */
export type SampleSize = { readonly count: number } | { readonly percent: number };

/** A part of a hundred is rounded up: of a small population at least one is drawn. */
export const sampleSize = (population: number, size: SampleSize): number =>
  Math.min(population, "count" in size ? size.count : Math.ceil((population * size.percent) / 100));

/** As the text of each population tells it. */
export const DRAW_RULE: Text = {
  "zh-CN":
    "种子：账本中第一个覆盖本文件登记项的签名检查点的根哈希（十六进制小写）；本文件固定之前，该值不存在。对每个单元计算 SHA-256（种子、冒号、单元编号，UTF-8），按十六进制升序排列，取前 sampleSize 个。",
  en: "The seed is the root hash, in lower-case hex, of the first signed checkpoint of the ledger that covers the entry of this text; before this text was fixed there was no such value. Of each unit take SHA-256 over seed, colon and the unit's id in UTF-8; sort by its lower-case hex; the first sampleSize are the sample.",
};

/** In the order in which they were drawn. */
export const drawOf = (
  seed: Sha256,
  population: readonly string[],
  size: number,
): readonly string[] =>
  population
    .map((unit) => ({ unit, rank: sha256(`${seed}:${unit}`) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ unit }) => unit);

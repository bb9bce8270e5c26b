/** Maker of labelled copies: one recording with lines, clocks or subtitles in its picture. */
import { Refusal } from "../../kernel/refusal.ts";
import { sha256 } from "../../kernel/digest.ts";
import { type Maker, fromInputs } from "../maker.ts";
import type { Labeller } from "./labeller.ts";
import { readSubtitles } from "./subtitles.ts";

export const labelledMaker = (labeller: Labeller): Maker<"labelled"> => ({
  async make({ request, job, files: [source], onProgress, signal }) {
    const { parameters, inputs, words } = request;
    const { itemId: _, ...label } = parameters;
    // They are kept with the request until it ends, and are those that it names.
    if ((label.subtitles?.sha256 ?? null) !== (words === null ? null : sha256(words)))
      throw wordsGone();
    const cues = words === null ? [] : readSubtitles(words);
    const wanted = { ...source, label, cues };
    const { path, madeBy, taken } = await labeller.label(job, wanted, onProgress, signal);
    return { path, derivation: { kind: "labelled", taken, from: fromInputs(inputs), madeBy } };
  },
});

const wordsGone = (): Refusal =>
  new Refusal("conflict", "derived/not-made", "the subtitles are not those that were asked for", {
    fix: "Ask for it again.",
  });

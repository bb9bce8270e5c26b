/** Maker of redacted recordings: one recording with parts of its picture and of its sound hidden. */
import { Refusal } from "../../kernel/refusal.ts";
import { isPicture } from "../../media/media-info.ts";
import { type Maker, fromInputs } from "../maker.ts";
import type { Redactor } from "./redactor.ts";

export const redactedMaker = (redactor: Redactor): Maker<"redacted"> => ({
  async make({ request, job, files: [source], onProgress, signal }) {
    const { parameters, inputs } = request;
    const { pictures, sound } = parameters;
    // It was told of before it was looked at, by another name.
    if (isPicture(source) !== (request.announced.mediaType === "image/png")) throw otherForm();
    const wanted = { ...source, masks: { pictures, sound } };
    const { path, madeBy, proof } = await redactor.redact(job, wanted, onProgress, signal);
    const taken = { pictures, sound, proof };
    return { path, derivation: { kind: "redacted", taken, from: fromInputs(inputs), madeBy } };
  },
});

const otherForm = (): Refusal =>
  new Refusal("conflict", "derived/not-made", "it was asked for before it was looked at", {
    fix: "Ask for it again.",
  });

/** Maker of redacted recordings: one recording with parts of its picture and of its sound hidden. */
import { type Maker, fromInputs } from "../maker.ts";
import type { Redactor } from "./redactor.ts";

export const redactedMaker = (redactor: Redactor): Maker<"redacted"> => ({
  async make({ request, job, files: [source], onProgress, signal }) {
    const { parameters, inputs } = request;
    const { pictures, sound } = parameters;
    const wanted = { ...source, masks: { pictures, sound } };
    const { path, madeBy, proof } = await redactor.redact(job, wanted, onProgress, signal);
    const taken = { pictures, sound, proof };
    return { path, derivation: { kind: "redacted", taken, from: fromInputs(inputs), madeBy } };
  },
});

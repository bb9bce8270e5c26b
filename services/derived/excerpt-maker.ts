/** Maker of excerpts: a part of one recording, as it is or coded anew. */
import type { Excerpter } from "./excerpter.ts";
import { type Maker, fromInputs } from "./maker.ts";

export const excerptMaker = (excerpter: Excerpter): Maker<"excerpt"> => ({
  async make({ request, job, files: [source], onProgress, signal }) {
    const { parameters, inputs } = request;
    const { path, madeBy, taken } = await excerpter.excerpt(
      ...[job, source, parameters, onProgress, signal],
    );
    return { path, derivation: { kind: "excerpt", taken, from: fromInputs(inputs), madeBy } };
  },
});

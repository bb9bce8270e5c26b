/** What `doctor` says of the programs of makers: which are sound, which are broken, and whether they are boxed. */
import type { z } from "zod";
import type { MediaConfig } from "./config.ts";
import { allPrograms } from "./installed-programs.ts";
import { openSandbox } from "./sandbox.ts";

export const PROGRAM_SETTINGS = {
  HOLDFAST_MEDIA_PROGRAMS: true,
  HOLDFAST_MEDIA_SANDBOX: true,
} as const;

/** Null: there are none, and nobody misses our own. */
export async function programsFound(
  config: Pick<z.infer<typeof MediaConfig>, keyof typeof PROGRAM_SETTINGS>,
) {
  const { sound, broken } = await allPrograms(config.HOLDFAST_MEDIA_PROGRAMS);
  const isBoxed =
    config.HOLDFAST_MEDIA_SANDBOX === "required" &&
    (await openSandbox(config)
      .then(({ boxed }) => boxed)
      .catch(() => false));
  // Our own are missed by nobody who runs without a box.
  if (!isBoxed && config.HOLDFAST_MEDIA_PROGRAMS === "") return null;
  return {
    names: sound.map(({ description: { name, version } }) => `${name} ${version}`),
    broken,
    isBoxed,
  };
}

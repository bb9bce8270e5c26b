/** The programs of makers that a process may run: those of the operator's folder, and our own, that are as they must be, where there is a box. */
import type { z } from "zod";
import type { JobFolders } from "../../services/media/media-tools.ts";
import type { MediaConfig } from "./config.ts";
import { allPrograms } from "./installed-programs.ts";
import { BoxedMakerPrograms } from "./maker-programs.ts";
import type { Sandbox } from "./sandbox.ts";

/** `onBroken` hears how many are not used, and for want of what. */
export async function openPrograms(
  config: Pick<z.infer<typeof MediaConfig>, "HOLDFAST_MEDIA_PROGRAMS">,
  sandbox: Pick<Sandbox, "launcher" | "boxed">,
  folders: Pick<JobFolders, "open" | "read">,
  onBroken: (facts: { readonly count: number; readonly why: string }) => void,
): Promise<BoxedMakerPrograms> {
  const { sound, broken } = await allPrograms(config.HOLDFAST_MEDIA_PROGRAMS);
  const faults = new Set(broken.map(({ why }) => why));
  if (broken.length > 0) onBroken({ count: broken.length, why: [...faults].join(" ") });
  if (!sandbox.boxed && sound.length > 0) onBroken({ count: sound.length, why: "no-box" });
  return new BoxedMakerPrograms(sandbox, folders, sound);
}

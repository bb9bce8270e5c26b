/** What a redacted and a rebuilt recording are made again of: masks, and a second recording; signed, or as the running service says. */
import { MasksWish } from "../../derived/redaction/masks.ts";
import { writeRebuilt } from "../../derived/rebuilt/rebuilt-maker.ts";
import type { Masks } from "../../evidence/redaction-taken.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { fillVerified } from "../../media/local-copy.ts";
import type { JobFolders } from "../../media/media-tools.ts";
import { REBUILD_METHODS, type RebuildMethod } from "../../evidence/rebuilt-taken.ts";
import { REBUILD_METHOD } from "../../media/rebuild/statement.ts";
import type { KeptOriginal, OwnMaking } from "../../media/rederive.ts";
import type { ClipManifest } from "../../sealing/manifest.ts";

type Signed = Extract<NonNullable<ClipManifest["derived"]>, { kind: "redacted" }>["taken"];

/** @throws ZodError for what no masks can be, however soundly it is signed. */
export function masksOfManifest({ pictures, sound }: Signed): Masks {
  const range = ({
    fromMs,
    toMs,
  }: {
    readonly fromMs: string;
    readonly toMs?: string | undefined;
  }) => ({
    ...{ fromMs: Number(fromMs), toMs: toMs === undefined ? null : Number(toMs) },
  });
  return MasksWish.parse({
    pictures: pictures.map((mask) => ({
      ...{ fill: mask.fill, ...range(mask) },
      points: mask.points.split(";").map((point) => {
        const [atMs, x, y, width, height] = point.split(" ").map(Number);
        return { atMs, x, y, width, height };
      }),
    })),
    sound: sound.map((stretch) => ({ how: stretch.how, ...range(stretch) })),
  });
}

/** `version`: what the sealed copy was made with. `like`: the sound recording whose index it was rebuilt by; null: it is not here. */
export const rebuildAgain = (
  folders: JobFolders,
  version: string,
  like: KeptOriginal | null,
): OwnMaking => ({
  version: methodOf(version),
  async make(job, onProgress, signal) {
    if (like === null) {
      throw new Refusal("invalid", "rederive/no-like", "the second recording is not here");
    }
    await fillVerified(folders, job, await like.read(), like, "like");
    const writing = { folders, job, onProgress, signal, method: methodOf(version) };
    return { path: (await writeRebuilt(writing)).path, packets: null };
  },
});

/** A way that this version does not know is tried by that of today, and the difference is told. */
const methodOf = (version: string): RebuildMethod =>
  REBUILD_METHODS.find((known) => known === version) ?? REBUILD_METHOD;

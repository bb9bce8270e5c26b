/** A photograph and clips of two seconds, as bytes that a device sends. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ffmpeg } from "../../fixtures/make-media.ts";

export async function photograph(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-photograph-"));
  try {
    const picture = ["-f", "lavfi", "-i", "testsrc2=size=640x480", "-frames:v", "1"];
    await ffmpeg([...picture, "-c:v", "mjpeg", "-f", "mjpeg"], join(folder, "photograph.jpg"));
    return await readFile(join(folder, "photograph.jpg"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Another one for each seed. */
export async function film(seed: number, ...more: readonly string[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-film-"));
  try {
    const picture = `testsrc2=size=160x120:rate=25:duration=2,noise=alls=9:all_seed=${seed}`;
    const coded = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25", ...more, "-f", "mp4"];
    await ffmpeg(["-f", "lavfi", "-i", picture, ...coded], join(folder, "film.mp4"));
    return await readFile(join(folder, "film.mp4"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

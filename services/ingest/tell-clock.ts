/** The device's side of a clock check: it tells its time, and then when it heard the answer. */
import { z } from "zod";

export const CLOCK_PATH = "/api/v1/devices/clock";

/** Posts JSON to CLOCK_PATH; null where no answer came. */
type Post = (
  body: Uint8Array,
) => Promise<{ readonly status: number; readonly body: string } | null>;

const Check = z.object({ id: z.uuid() });

/**
 * True if the service knows now how the clock of this machine stands. Where it does not answer nothing is
 * lost: recordings go on their way and say that the clock was not checked.
 */
export async function tellClock(post: Post, now: () => Date = () => new Date()): Promise<boolean> {
  const send = (body: object) => post(Buffer.from(JSON.stringify(body)));
  const first = await send({ deviceTime: now().toISOString() });
  const heardAt = now().toISOString();
  const id = idIn(first);
  return id !== null && (await send({ check: id, heardAt }))?.status === 201;
}

function idIn(answer: Awaited<ReturnType<Post>>): string | null {
  if (answer?.status !== 201) return null;
  try {
    return Check.parse(JSON.parse(answer.body)).id;
  } catch {
    return null;
  }
}

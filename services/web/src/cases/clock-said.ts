/** How sure the place of a recording on the one clock is, in words. */
import type { CaseLineBody } from "../../../review/recording-schema.ts";
import { clockWords } from "../item/clock-words.ts";
import type { Say } from "../texts/texts.ts";

type Clock = CaseLineBody["recordings"][number]["clock"];

export function clockSaid(say: Say, clock: Clock): string {
  if (clock === null) return say("line.clock-never");
  if (clock.isJump) return say("line.clock-set");
  const { offsetMs, errorMs: uncertaintyMs } = clock;
  const { key, length, sure } = clockWords({ offsetMs, uncertaintyMs });
  const words = say(key, { length }) + (sure === null ? "" : say("clock.sure", { length: sure }));
  return say("line.clock-corrected", { words });
}

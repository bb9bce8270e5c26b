/** Lines from a terminal that shows nothing of them. */
import type { ReadStream } from "node:tty";

export interface Screen {
  write(text: string): unknown;
}

const END = "\u0004";
const CANCEL = "\u0003";
const ERASE = new Set(["\u007f", "\b"]);

/** Asks on `screen`; answers what is typed before Return, or null when the person gives up (Ctrl-C, Ctrl-D). */
export async function hiddenLine(
  keyboard: Pick<ReadStream, "setRawMode" | "setEncoding" | "resume" | "pause" | "on" | "off">,
  screen: Screen,
  question: string,
): Promise<string | null> {
  // Before the question: who answers at once must not see it either.
  keyboard.setRawMode(true);
  screen.write(question);
  keyboard.setEncoding("utf8");
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const typed: string[] = [];
  const take = (text: string): void => {
    for (const character of text) {
      if (character === CANCEL || character === END) resolve(null);
      else if (character === "\r" || character === "\n") resolve(typed.join(""));
      else if (ERASE.has(character)) typed.pop();
      else typed.push(character);
    }
  };
  const lost = (): void => resolve(null);
  keyboard.on("data", take).on("end", lost);
  keyboard.resume();
  try {
    return await promise;
  } finally {
    keyboard.off("data", take).off("end", lost);
    keyboard.pause();
    keyboard.setRawMode(false);
    screen.write("\n");
  }
}

/** Reads a connection a few times a second and not once a packet: a read costs the same, however much it brings. */
import type { Socket } from "node:net";

/** Well below what a watcher notices, or a clock's measurement rests on. */
export const READ_EVERY_MS = 120;

export interface PacedReading {
  /** Nothing is read until `release`. */
  hold(): void;
  release(): void;
}

/** Reads all that is there, then nothing for a while. Nobody else pauses or resumes `socket`. */
export function pacedReading(socket: Socket): PacedReading {
  let isResting = false;
  let isHeld = false;
  let timer: NodeJS.Timeout | undefined;
  const go = (): void => {
    if (!isResting && !isHeld) socket.resume();
  };
  // One turn of the loop reads all that has come (libuv: up to 32 reads); records of TLS are told one by one in it.
  const rest = (): void => {
    socket.pause();
    timer = setTimeout(() => {
      isResting = false;
      go();
    }, READ_EVERY_MS);
  };
  socket.on("data", () => {
    if (isResting) return;
    isResting = true;
    setImmediate(rest);
  });
  socket.once("close", () => clearTimeout(timer));
  return {
    hold: () => {
      isHeld = true;
      socket.pause();
    },
    release: () => {
      isHeld = false;
      go();
    },
  };
}

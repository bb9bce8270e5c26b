/** Who listens to events in this process: a stream is kept open, so each person has a few. */
import type { UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

const EACH = 6;
const ALL = 500;

export class Listeners {
  readonly #open = new Map<UserId, number>();
  #all = 0;

  /** Answers how to leave, once or oftener. @throws Refusal unavailable "events/too-many-listeners". */
  enter(userId: UserId): () => void {
    const open = this.#open.get(userId) ?? 0;
    if (open >= EACH || this.#all >= ALL) {
      throw new Refusal("unavailable", "events/too-many-listeners", "too many streams are open", {
        fix: "Close a stream that you have open, then try again.",
        facts: { retryAfterSeconds: 30 },
      });
    }
    this.#open.set(userId, open + 1);
    this.#all += 1;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#all -= 1;
      const left = (this.#open.get(userId) ?? 1) - 1;
      if (left > 0) this.#open.set(userId, left);
      else this.#open.delete(userId);
    };
  }
}

/** Cuts what is still being sent when somebody ends the session that asked for it, on whichever node. */
import type { Clock } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { AccessStore, Session } from "./access-store.ts";
import { isLive } from "./session.ts";

/** An answer that is shorter costs no look. */
const LOOK_EVERY_MS = 1_000;

export interface OpenAnswersDeps {
  readonly access: Pick<AccessStore, "sessionsAmong">;
  readonly clock: Clock;
}

interface OpenAnswer {
  readonly key: Sha256;
  readonly cut: () => void;
  /** As it was last seen; null: not looked at yet. */
  session: Session | null;
}

/** A session that only ran out cuts nothing: a long download goes on while its person is away. */
export class OpenAnswers {
  readonly #deps: OpenAnswersDeps;
  readonly #open = new Set<OpenAnswer>();
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: OpenAnswersDeps) {
    this.#deps = deps;
  }

  /** `key`: the session's digest. Answers how to leave, once the answer is over. */
  enter(key: Sha256, cut: () => void): () => void {
    const one: OpenAnswer = { key, cut, session: null };
    this.#open.add(one);
    if (this.#timer === null) this.#timer = this.#later();
    return () => void this.#open.delete(one);
  }

  #later(): NodeJS.Timeout {
    return setTimeout(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  async #look(): Promise<void> {
    const open = [...this.#open];
    try {
      const keys = new Set(open.map(({ key }) => key));
      const found = open.length === 0 ? [] : await this.#deps.access.sessionsAmong([...keys]);
      const there = new Map(found.map((session) => [session.tokenSha256, session]));
      for (const one of open) this.#judge(one, there.get(one.key));
    } catch {
      // The next look asks again; that the database does not answer is told by /readyz.
    }
    this.#timer = this.#open.size > 0 ? this.#later() : null;
  }

  #judge(one: OpenAnswer, found: Session | undefined): void {
    const before = one.session;
    if (found !== undefined) {
      one.session = found;
      return;
    }
    // Whoever comes back after it ran out removes its row, too.
    if (this.#open.delete(one) && (before === null || isLive(before, this.#deps.clock()))) {
      one.cut();
    }
  }
}

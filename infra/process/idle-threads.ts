/** Threads of one kind that each do one thing at a time; the last that was done is kept for a moment, as starting one costs more than a short work. */
import { Worker, type WorkerOptions } from "node:worker_threads";

export interface IdleThreadsOptions extends Pick<WorkerOptions, "resourceLimits"> {
  /** A thread that is done waits so long for the next work. */
  readonly idleMs: number;
}

export class IdleThreads {
  readonly #entry: URL;
  readonly #options: IdleThreadsOptions;
  #idle: Worker | null = null;
  #ending: NodeJS.Timeout | undefined;

  constructor(entry: URL, options: IdleThreadsOptions) {
    this.#entry = entry;
    this.#options = options;
  }

  take(): Worker {
    clearTimeout(this.#ending);
    const thread = this.#idle ?? this.#start();
    this.#idle = null;
    thread.ref();
    return thread;
  }

  /** Only of a thread that did its work to the end. */
  giveBack(thread: Worker): void {
    if (this.#idle !== null) return void thread.terminate();
    this.#idle = thread;
    // Neither holds up the end of the process.
    thread.unref();
    this.#ending = setTimeout(() => void thread.terminate(), this.#options.idleMs).unref();
  }

  #start(): Worker {
    const { resourceLimits } = this.#options;
    const thread = new Worker(this.#entry, resourceLimits === undefined ? {} : { resourceLimits });
    const forget = (): void => {
      if (this.#idle === thread) this.#idle = null;
    };
    // Whoever works in it hears of its end as well; one that is idle ends unheard.
    return thread.on("error", forget).on("exit", forget);
  }
}

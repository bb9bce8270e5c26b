/** OtherNodes in memory: processes that know each other. */
import type { UploadId } from "../../services/kernel/ids.ts";
import type { OtherNodes } from "../../services/ingest/other-nodes.ts";

type Settle = (id: UploadId) => Promise<unknown>;

export class MemoryNodes {
  readonly #settles = new Map<string, Settle>();

  /** What the process called `name` has for others. */
  join(name: string, settle: Settle): OtherNodes {
    this.#settles.set(name, settle);
    return {
      settle: async (id, owner) => {
        const others = [...this.#settles].filter(([other]) => other !== name);
        const asked = others.map(async ([other, end]) => ({ other, ended: end(id) }));
        for (const { other, ended } of await Promise.all(asked)) {
          if (other === owner) await limited(ended);
        }
      },
    };
  }

  leave(name: string): void {
    this.#settles.delete(name);
  }
}

async function limited(ended: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, 1_000);
  });
  await Promise.race([ended, limit]);
  clearTimeout(timer);
}

/** What the use cases of ingest need, put together by the process's main. */
import type { ActionStore } from "../actions/action-store.ts";
import type { Ceiling } from "../secrecy/ceiling.ts";
import type { Clock } from "../kernel/clock.ts";
import type { JobQueue } from "../evidence/job-queue.ts";
import type { IncomingStore } from "../objects/incoming-store.ts";
import type { ClockStore } from "./clock-store.ts";
import type { FairTurns } from "./fair-turns.ts";
import type { GatherMemory } from "./gather-memory.ts";
import type { IngestLimits } from "./ingest-config.ts";
import type { OtherNodes } from "./other-nodes.ts";
import type { StoreRoom } from "./store-room.ts";
import type { UploadStore } from "./upload-store.ts";
import type { UploadTurns } from "./upload-turns.ts";

export interface IngestDeps {
  readonly uploads: UploadStore;
  readonly incoming: IncomingStore;
  readonly clocks: ClockStore;
  /** Of state secrets. */
  readonly ceiling: Ceiling;
  readonly actions: Pick<ActionStore, "count">;
  readonly queue: JobQueue;
  readonly clock: Clock;
  /** One of each a process. */
  readonly turns: UploadTurns;
  readonly nodes: OtherNodes;
  readonly memory: GatherMemory;
  readonly fair: FairTurns;
  readonly room: StoreRoom;
  readonly limits: IngestLimits;
}

/** DeviceEventStore in memory: what is added is due until it is done. */
import type { DeviceEvent, DeviceEventStore } from "../../services/ledger/device-event-store.ts";

const KINDS = ["enrolled", "certified", "retired", "clock"] as const;

export class MemoryDeviceEventStore implements DeviceEventStore {
  readonly #due: DeviceEvent[] = [];

  add(...events: readonly DeviceEvent[]): void {
    this.#due.push(...events);
  }

  async due(limit: number): Promise<readonly DeviceEvent[]> {
    return KINDS.flatMap((kind) => this.#due.filter((each) => each.kind === kind).slice(0, limit));
  }

  async done(event: DeviceEvent): Promise<void> {
    const at = this.#due.findIndex((each) => idOf(each) === idOf(event));
    if (at >= 0) this.#due.splice(at, 1);
  }
}

function idOf(event: DeviceEvent): string {
  if (event.kind === "clock") return event.checkId;
  return `${event.kind} ${event.kind === "certified" ? event.certificateSha256 : event.deviceId}`;
}

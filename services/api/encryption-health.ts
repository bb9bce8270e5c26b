/** What /readyz and /metrics tell of the keys of encrypted items: which do not open what they wrap. */
import { Gauge, type Registry } from "prom-client";
import type { LostKek } from "../encryption/known-keks.ts";
import type { Dependency } from "./health.ts";

export interface EncryptionLooks {
  /** As of the last minute. */
  readonly lostKeks: () => readonly LostKek[];
}

export const encryptionDependency = ({ lostKeks }: EncryptionLooks): Dependency => ({
  name: "encryption",
  check: () =>
    lostKeks().length === 0
      ? Promise.resolve()
      : Promise.reject(new Error("a key-encryption key does not open what it wraps")),
  fix: "Encrypted items cannot be read, or what is to be encrypted waits: `holdfast doctor` names the key and what to do. Put no new key in its place.",
  kind: "alarm",
});

/** Each API process tries its own keys: over several take the greatest. */
export function encryptionMetrics({ lostKeks }: EncryptionLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [registry] });
    const keys = gauge(
      "holdfast_wrapping_keys_lost",
      "Key-encryption keys that do not open what they wrap, or are missing",
    );
    const items = gauge(
      "holdfast_wrapping_keys_lost_items",
      "Items that cannot be read because the key over their data key is lost or another",
    );
    return () => {
      const lost = lostKeks();
      keys.set(lost.length);
      items.set(lost.reduce((total, each) => total + each.items, 0));
      return Promise.resolve();
    };
  };
}

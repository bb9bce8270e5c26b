/** Whether the items of each device in a package follow one another, by the numbers and digests in their signed manifests. */
import type { ItemId } from "../kernel/ids.ts";
import { type DeviceLink, linkFault, linkOf } from "../sealing/device-links.ts";
import { manifestOf } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";
import { itemPaths } from "./package-layout.ts";
import type { ReadPackage } from "./read-files.ts";

interface Link extends DeviceLink {
  readonly deviceId: string;
  readonly path: string;
}

/** One finding a device. What stood before its first item here and behind its last, a package cannot tell. */
export function checkDeviceChains(read: ReadPackage, itemIds: readonly ItemId[]): Finding[] {
  const byDevice = new Map<string, Link[]>();
  for (const link of [...new Set(itemIds)].flatMap((itemId) => linkIn(read, itemId))) {
    byDevice.set(link.deviceId, [...(byDevice.get(link.deviceId) ?? []), link]);
  }
  return [...byDevice.values()].map((links) =>
    checkChain(links.toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1))),
  );
}

function linkIn(read: ReadPackage, itemId: ItemId): Link[] {
  const known = manifestOf(read, { itemId, subject: "original" });
  if (known === null || !("device" in known.manifest)) return [];
  const { device } = known.manifest;
  const path = itemPaths(itemId, "original").manifest;
  return [{ ...linkOf(device, known.digest), deviceId: device.id, path }];
}

const FAULTS = {
  twice: "packages/device-sequence-twice",
  broken: "packages/device-chain-broken",
} as const;

function checkChain(links: readonly Link[]): Finding {
  for (const [at, link] of links.entries()) {
    const fault = linkFault(links[at - 1] ?? null, link);
    if (fault !== null) return about("device-chain", link.path).failed(FAULTS[fault]);
  }
  const [first, last] = [links.at(0), links.at(-1)];
  const check = about("device-chain", null);
  if (first === undefined || last === undefined) return check.open("packages/nothing-checked");
  const missing = last.sequence - first.sequence + 1n - BigInt(links.length);
  const facts = {
    ...{ deviceId: first.deviceId, items: links.length },
    ...{ first: String(first.sequence), last: String(last.sequence), missing: String(missing) },
  };
  return missing === 0n && links.length > 1
    ? check.passed("packages/device-chain-sound", facts)
    : check.open("packages/device-neighbours-elsewhere", facts);
}

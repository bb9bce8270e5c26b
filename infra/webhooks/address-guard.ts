/** Which addresses a webhook may be sent to: public ones, and inner networks that the operator named. */
import { BlockList, isIPv4, isIPv6 } from "node:net";
import { ConfigError } from "../process/read-config.ts";

/** IPv4 that is not public (IANA special-purpose registry, 2026), and multicast. */
const NOT_PUBLIC_4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"],
  ...["192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24"],
  ...["203.0.113.0/24", "224.0.0.0/3"],
];
/** Of IPv6 only global unicast is public; of that not what stands for something else: Teredo, documentation, 6to4. */
const PUBLIC_6 = ["2000::/3"];
const NOT_PUBLIC_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];
/** Whatever the operator names: where clouds tell a machine its secrets, what reaches nobody or everybody, and IPv4 in other clothes. */
const NEVER_4 = ["0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "100.100.100.200/32"];
const NEVER_6 = [
  ...["::/128", "::ffff:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64"],
  ...["2001::/32", "2002::/16", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254/128"],
];
const [LOOPBACK_4, LOOPBACK_6] = [["127.0.0.0/8"], ["::1/128"]];

export interface AddressRule {
  /** CIDRs. */
  readonly networks: readonly string[];
  /** This machine itself. */
  readonly loopback: boolean;
}

/** Whether an address may be connected to. @throws ConfigError for a network that is none. */
export function addressGuard({ networks, loopback }: AddressRule): (address: string) => boolean {
  const of = (version: 4 | 6) => networks.filter((cidr) => versionOf(cidr) === version);
  const four = guardOf("ipv4", {
    ...{ never: NEVER_4, named: [...of(4), ...(loopback ? LOOPBACK_4 : [])] },
    ...{ isPublic: ["0.0.0.0/0"], notPublic: NOT_PUBLIC_4 },
  });
  const six = guardOf("ipv6", {
    // ::/96 holds ::1, which has a name of its own.
    ...{ never: NEVER_6, named: [...of(6), ...(loopback ? LOOPBACK_6 : [])] },
    ...{ isPublic: PUBLIC_6, notPublic: NOT_PUBLIC_6 },
  });
  return (address) => (isIPv4(address) ? four(address) : isIPv6(address) && six(address));
}

interface Lists {
  readonly never: readonly string[];
  readonly named: readonly string[];
  readonly isPublic: readonly string[];
  readonly notPublic: readonly string[];
}

function guardOf(family: "ipv4" | "ipv6", lists: Lists): (address: string) => boolean {
  const [never, named, isPublic, notPublic] = [
    listOf(lists.never, family),
    listOf(lists.named, family),
    listOf(lists.isPublic, family),
    listOf(lists.notPublic, family),
  ];
  const isSelf = listOf(family === "ipv6" ? LOOPBACK_6 : [], family);
  return (address) => {
    // An address with a zone is of a link, and so of nobody else.
    if (address.includes("%")) return false;
    if (never.check(address, family) && !isSelf.check(address, family)) return false;
    if (named.check(address, family)) return true;
    return isPublic.check(address, family) && !notPublic.check(address, family);
  };
}

function listOf(cidrs: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [net = "", prefix = ""] = cidr.split("/");
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}

function versionOf(cidr: string): 4 | 6 {
  const [, net = "", prefix = ""] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(cidr) ?? [];
  const bits = prefix === "" ? Number.NaN : Number(prefix);
  if (isIPv4(net) && bits <= 32) return 4;
  if (isIPv6(net) && bits <= 128) return 6;
  throw new ConfigError(
    "configuration is not usable:\n  HOLDFAST_WEBHOOK_NETWORKS: networks as CIDRs, by commas, e.g. 10.20.0.0/16",
  );
}

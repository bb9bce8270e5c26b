/** Where a log-in comes from, as failed ones are counted. */

const GROUPS_OF_A_NETWORK = 4;

/** Without the zone of a link-local address, in small letters; what is IPv4 by another way of writing is IPv4. */
export function plainAddress(address: string | undefined): string {
  const plain = (address ?? "").replace(/%.*$/, "").toLowerCase();
  const isMapped = plain.includes(":") && plain.includes(".");
  return isMapped ? plain.slice(plain.lastIndexOf(":") + 1) : plain;
}

/**
 * An IPv4 address, or the /64 of an IPv6 one: whoever has one address there has them all. `address` is the connection's, or
 * what a proxy that the operator trusts says of it.
 */
export function loginSource(address: string | undefined): string {
  const plain = plainAddress(address);
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - groups.length - after.length }, () => "0");
  const all = tail === undefined ? groups : [...groups, ...zeros, ...after];
  const network = all.slice(0, GROUPS_OF_A_NETWORK);
  return `${network.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}

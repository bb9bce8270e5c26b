/** Where a webhook may lead: public addresses, and what the operator named; never where a cloud keeps a machine's secrets. */
import { describe, expect, it } from "vitest";
import { addressGuard } from "../../../infra/webhooks/address-guard.ts";

const REFUSED = [
  ...["0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9"],
  ...["169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1"],
  ...["192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1"],
  ...["240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::10.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1"],
  ...["64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:a00:1::1", "3fff::1", "fc00::1"],
  ...["fd00:ec2::254", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "5f00::1"],
  ...["", "localhost", "1.2.3", "0x7f.1", "[::1]", "8.8.8.8%eth0"],
];
const PUBLIC = ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "223.5.5.5"];
const PUBLIC_6 = ["2400:3200::1", "2606:4700:4700::1111", "2a00:1450:4001::1"];

describe("without inner networks", () => {
  const isAllowed = addressGuard({ networks: [], loopback: false });
  it.each(REFUSED)("refuses %s", (address) => expect(isAllowed(address)).toBe(false));
  it.each([...PUBLIC, ...PUBLIC_6])("allows %s", (address) =>
    expect(isAllowed(address)).toBe(true),
  );
});

describe("with inner networks", () => {
  const isAllowed = addressGuard({ networks: ["10.20.0.0/16", "fd00::/8"], loopback: false });
  it.each(["10.20.3.4", "fd12::1", ...PUBLIC])("allows %s", (address) =>
    expect(isAllowed(address)).toBe(true),
  );
  it.each(["10.21.0.1", "127.0.0.1", "::1", "fd00:ec2::254", "::ffff:10.20.3.4"])(
    "refuses %s",
    (address) => expect(isAllowed(address)).toBe(false),
  );
});

it("refuses what tells a cloud's machine its secrets, whatever the operator names", () => {
  const all = addressGuard({ networks: ["0.0.0.0/0", "::/0"], loopback: true });
  for (const never of [
    "169.254.169.254",
    "100.100.100.200",
    "fe80::1",
    "::ffff:127.0.0.1",
    "0.0.0.0",
  ]) {
    expect([never, all(never)]).toEqual([never, false]);
  }
  expect(all("192.168.1.1")).toBe(true);
});

it("lets this machine itself be where that is said, and not its other clothes", () => {
  const isAllowed = addressGuard({ networks: [], loopback: true });
  expect(["127.0.0.1", "::1"].map(isAllowed)).toEqual([true, true]);
  expect(["::ffff:127.0.0.1", "10.0.0.1"].map(isAllowed)).toEqual([false, false]);
});

it.each(["10.0.0.0", "10.0.0.0/33", "fd00::/129", "example.org/8", "/8", "10.0.0.0/8/8"])(
  "takes %s for no network",
  (network) =>
    expect(() => addressGuard({ networks: [network], loopback: false })).toThrow(
      "HOLDFAST_WEBHOOK_NETWORKS",
    ),
);

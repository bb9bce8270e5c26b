/** Names as this machine resolves them keep the contract. */
import { expect, test } from "vitest";
import { hostsOf, resolveHere } from "../../infra/webhooks/resolve.ts";
import { resolveContract } from "../contract/resolve.contract.ts";

const names = { known: "localhost", unknown: "no-such-name.invalid" };
resolveContract("this machine", resolveHere, names);

test("a hosts file names addresses, in any case of letters, and remarks are none", () => {
  const text =
    "127.0.0.1 localhost\n# 10.0.0.1 cases.example\n10.0.0.2\tX Cases.Example # y\n::2 cases.example\nno cases.example\n";
  expect(hostsOf(text, "cases.EXAMPLE.")).toEqual(["10.0.0.2", "::2"]);
  expect(hostsOf(text, "example")).toEqual([]);
});

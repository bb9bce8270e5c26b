/** A policy of reading back that can spare nothing is told of at the start; one that can, or that reads all anyway, is not. */
import { expect, it } from "vitest";
import { readShareHere } from "../../../workers/custody/read-share.ts";

const s3 = { store: "s3", moreDigests: [] } as const;
const folder = { store: "filesystem", moreDigests: [] } as const;
const hashedTwice = { store: "s3", moreDigests: ["sm3"] } as const;

it.each([
  ["always", folder, 1, []],
  ["always", hashedTwice, 1, []],
  ["when-not-proven", s3, 0, []],
  ["sample:0.2", s3, 0.2, []],
  ["sample:0.2", folder, 0.2, ["a folder computes no checksum"]],
  ["when-not-proven", hashedTwice, 0, ["another digest is wanted of each original"]],
] as const)("%s in a house like %o", (policy, house, share, told) => {
  const reasons: unknown[] = [];
  const warn = ({ why }: { readonly why?: unknown }): void => void reasons.push(why);
  expect(readShareHere(policy, house, { warn })).toBe(share);
  expect(reasons).toEqual(told);
});

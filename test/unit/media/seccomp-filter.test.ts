/** What the kernel is told to refuse in the box: the files that the launcher reads, run here as the kernel runs them. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  MACHINES,
  type Machine,
  filterFile,
  seccompFilter,
} from "../../../infra/ffmpeg/seccomp-filter.ts";

interface Asked {
  readonly number: number;
  readonly arch?: number;
  readonly first?: number;
}

const ARCH: Record<Machine, number> = { x86_64: 0xc000003e, aarch64: 0xc00000b7 };
const ANSWERS = new Map([
  [0x7fff0000, "allowed"],
  [0x50001, "EPERM"],
  [0x50026, "ENOSYS"],
  [0x80000000, "killed"],
]);

/** The five instructions that our filters are made of (linux/filter.h). */
function answerTo(program: Buffer, { number, arch = 0, first = 0 }: Asked): string {
  const data = new Map([
    [0, number],
    [4, arch],
    [16, first],
  ]);
  let loaded = 0;
  for (let at = 0; at < program.length / 8; at++) {
    const code = program.readUInt16LE(8 * at);
    const k = program.readUInt32LE(8 * at + 4);
    if (code === 0x06) return ANSWERS.get(k) ?? `0x${k.toString(16)}`;
    if (code === 0x20) {
      loaded = data.get(k) ?? Number.NaN;
      continue;
    }
    const holds = code === 0x15 ? loaded === k : code === 0x35 ? loaded >= k : (loaded & k) !== 0;
    at += program.readUInt8(8 * at + (holds ? 2 : 3));
  }
  return "fell off the end";
}

describe.each(MACHINES)("on %s", (machine) => {
  const arch = ARCH[machine];
  const [closed, net] = [false, true].map((wanted) => readFileSync(filterFile(machine, wanted)));
  const told = (first: number): Asked => ({ number: machine === "x86_64" ? 56 : 220, arch, first });
  const number = (x86: number, arm: number): Asked => ({
    number: machine === "x86_64" ? x86 : arm,
    arch,
  });
  if (closed === undefined || net === undefined) throw new Error("two filters a machine");

  test("the files are what the rules make", () => {
    expect(closed.equals(seccompFilter(machine, false))).toBe(true);
    expect(net.equals(seccompFilter(machine, true))).toBe(true);
  });

  test.each([
    ["socket", number(41, 198), "EPERM", "allowed"],
    ["connect", number(42, 203), "EPERM", "allowed"],
    ["sendmmsg", number(307, 269), "EPERM", "allowed"],
    ["ptrace", number(101, 117), "EPERM", "EPERM"],
    ["mount", number(165, 40), "EPERM", "EPERM"],
    ["unshare", number(272, 97), "EPERM", "EPERM"],
    ["bpf", number(321, 280), "EPERM", "EPERM"],
    ["io_uring_setup", number(425, 425), "EPERM", "EPERM"],
    ["the last of the list that both have", number(259, 33), "EPERM", "EPERM"],
    ["clone3", number(435, 435), "ENOSYS", "ENOSYS"],
    ["clone of a thread", told(0x3d0f00), "allowed", "allowed"],
    ["clone into a user name space", told(0x10000011), "EPERM", "EPERM"],
    ["clone into a mount name space", told(0x20000), "EPERM", "EPERM"],
    ["read", number(0, 63), "allowed", "allowed"],
    ["futex", number(202, 98), "allowed", "allowed"],
    ["execve", number(59, 221), "allowed", "allowed"],
  ] as const)("%s", (_name, asked, inBox, withNet) => {
    expect([answerTo(closed, asked), answerTo(net, asked)]).toEqual([inBox, withNet]);
  });

  test("numbers of another machine end the program", () => {
    for (const other of [
      0x40000003,
      0x40000028,
      ARCH[machine === "x86_64" ? "aarch64" : "x86_64"],
    ]) {
      expect(answerTo(closed, { number: 0, arch: other })).toBe("killed");
    }
  });

  test("no number falls off the end", () => {
    for (let each = 0; each < 512; each++) {
      expect(["allowed", "EPERM", "ENOSYS"]).toContain(answerTo(closed, { number: each, arch }));
    }
  });
});

test("the second set of numbers of x86_64 is refused whole", () => {
  const filter = seccompFilter("x86_64", true);
  expect(answerTo(filter, { number: 0x40000000, arch: ARCH.x86_64 })).toBe("EPERM");
  expect(answerTo(filter, { number: 0x40000000 + 41, arch: ARCH.x86_64 })).toBe("EPERM");
});

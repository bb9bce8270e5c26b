/**
 * What the kernel refuses to whatever runs in the box, as the program that the kernel runs at each system call (seccomp(2)).
 * `boxed.sh` reads the files beside this one; `node infra/ffmpeg/seccomp-filter.ts` writes them again.
 */
import { writeFileSync } from "node:fs";

export const MACHINES = ["x86_64", "aarch64"] as const;
export type Machine = (typeof MACHINES)[number];

/** AUDIT_ARCH_* of linux/audit.h. */
const ARCHITECTURE: Record<Machine, number> = { x86_64: 0xc000003e, aarch64: 0xc00000b7 };

/** Numbers on x86_64 and aarch64 (asm/unistd.h, asm-generic/unistd.h); null: there is none. */
type Call = readonly [name: string, x86: number, arm: number | null];

/** All that makes, names or uses a connection. A socket pair too: neither ffmpeg nor a validator talks to another process. */
const CONNECTIONS: readonly Call[] = [
  ["socket", 41, 198],
  ["socketpair", 53, 199],
  ["connect", 42, 203],
  ["bind", 49, 200],
  ["listen", 50, 201],
  ["accept", 43, 202],
  ["accept4", 288, 242],
  ["sendto", 44, 206],
  ["sendmsg", 46, 211],
  ["sendmmsg", 307, 269],
];

/** Parts of the kernel that no decoder needs and that ways out of boxes have led through. */
const NEVER: readonly Call[] = [
  ["ptrace", 101, 117],
  ["process_vm_readv", 310, 270],
  ["process_vm_writev", 311, 271],
  ["kcmp", 312, 272],
  ["pidfd_getfd", 438, 438],
  ["mount", 165, 40],
  ["umount2", 166, 39],
  ["pivot_root", 155, 41],
  ["chroot", 161, 51],
  ["open_tree", 428, 428],
  ["move_mount", 429, 429],
  ["fsopen", 430, 430],
  ["fsconfig", 431, 431],
  ["fsmount", 432, 432],
  ["fspick", 433, 433],
  ["mount_setattr", 442, 442],
  ["unshare", 272, 97],
  ["setns", 308, 268],
  ["bpf", 321, 280],
  ["perf_event_open", 298, 241],
  ["userfaultfd", 323, 282],
  ["vmsplice", 278, 75],
  ["io_uring_setup", 425, 425],
  ["io_uring_enter", 426, 426],
  ["io_uring_register", 427, 427],
  ["add_key", 248, 217],
  ["request_key", 249, 218],
  ["keyctl", 250, 219],
  ["init_module", 175, 105],
  ["finit_module", 313, 273],
  ["delete_module", 176, 106],
  ["kexec_load", 246, 104],
  ["kexec_file_load", 320, 294],
  ["reboot", 169, 142],
  ["swapon", 167, 224],
  ["swapoff", 168, 225],
  ["acct", 163, 89],
  ["quotactl", 179, 60],
  ["settimeofday", 164, 170],
  ["clock_settime", 227, 112],
  ["adjtimex", 159, 171],
  ["clock_adjtime", 305, 266],
  ["sethostname", 170, 161],
  ["setdomainname", 171, 162],
  ["syslog", 103, 116],
  ["personality", 135, 92],
  ["name_to_handle_at", 303, 264],
  ["open_by_handle_at", 304, 265],
  ["fanotify_init", 300, 262],
  ["mknodat", 259, 33],
  ["mknod", 133, null],
  ["iopl", 172, null],
  ["ioperm", 173, null],
  ["modify_ldt", 154, null],
];

/** A process may be started, a name space may not: CLONE_NEW* of linux/sched.h. */
const CLONE: Call = ["clone", 56, 220];
const NEW_NAME_SPACE = 0x7e020000;
/** Its flags lie in memory that a filter cannot see; who is told that there is none takes `clone` (so do Docker and systemd). */
const CLONE3: Call = ["clone3", 435, 435];
/** Calls of x86_64 by a second set of numbers (asm/unistd.h, __X32_SYSCALL_BIT). */
const X32 = 0x40000000;

/** linux/bpf_common.h and linux/seccomp.h. */
const LOAD = 0x20;
const IS = 0x15;
const AT_LEAST = 0x35;
const HAS_ONE_OF = 0x45;
const RETURN = 0x06;
const KILL = 0x80000000;
const ALLOW = 0x7fff0000;
const FAIL = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;
/** Places in struct seccomp_data: number, architecture, lower half of the first argument on these little-endian machines. */
const NUMBER = 0;
const ARCH = 4;
const FIRST_ARGUMENT = 16;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, k: number];

/** `net`: for a camera's box, which has the machine's loopback. */
export function seccompFilter(machine: Machine, net: boolean): Buffer {
  const numberOf = ([, x86, arm]: Call): number | null => (machine === "x86_64" ? x86 : arm);
  const refused = [...(net ? [] : CONNECTIONS), ...NEVER]
    .map(numberOf)
    .filter((number) => number !== null);
  const jumps = refused.length + 2 + (machine === "x86_64" ? 1 : 0);
  /** From the jump at `at` (0 is the first) to the ends behind them all. */
  const to = { allow: 0, flags: 1, fail: 4, none: 5 };
  const jump = (at: number, end: keyof typeof to): number => jumps - 1 - at + to[end];
  let at = 0;
  const when = (code: number, k: number, end: keyof typeof to): Instruction => [
    code,
    jump(at++, end),
    0,
    k,
  ];
  return assembled([
    [LOAD, 0, 0, ARCH],
    [IS, 1, 0, ARCHITECTURE[machine]],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER],
    ...(machine === "x86_64" ? [when(AT_LEAST, X32, "fail")] : []),
    when(IS, numberOf(CLONE3) ?? 0, "none"),
    when(IS, numberOf(CLONE) ?? 0, "flags"),
    ...refused.map((number) => when(IS, number, "fail")),
    [RETURN, 0, 0, ALLOW],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    [HAS_ONE_OF, 1, 0, NEW_NAME_SPACE],
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, FAIL | EPERM],
    [RETURN, 0, 0, FAIL | ENOSYS],
  ]);
}

function assembled(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(8 * program.length);
  for (const [index, [code, ifTrue, ifFalse, k]] of program.entries()) {
    bytes.writeUInt16LE(code, 8 * index);
    bytes.writeUInt8(ifTrue, 8 * index + 2);
    bytes.writeUInt8(ifFalse, 8 * index + 3);
    bytes.writeUInt32LE(k, 8 * index + 4);
  }
  return bytes;
}

export const filterFile = (machine: Machine, net: boolean): URL =>
  new URL(`seccomp.${machine}${net ? ".net" : ""}.bpf`, import.meta.url);

if (import.meta.main) {
  for (const machine of MACHINES) {
    for (const net of [false, true]) {
      writeFileSync(filterFile(machine, net), seccompFilter(machine, net));
    }
  }
}

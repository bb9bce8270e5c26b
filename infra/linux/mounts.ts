/** What is mounted where, and of which medium: /proc/self/mountinfo (proc(5)) and `lsblk --json`. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { z } from "zod";

export interface Mount {
  readonly device: string;
  readonly point: string;
}
export interface Medium {
  readonly serial: string | null;
  readonly uuid: string | null;
}

/** Spaces and such stand as \040 in the file. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );

export function parseMountinfo(text: string): Mount[] {
  return text.split("\n").flatMap((line) => {
    const [, , device, , point] = line.split(" ");
    return device === undefined || point === undefined ? [] : [{ device, point: unescaped(point) }];
  });
}

const Device = z.object({
  "maj:min": z.string().transform((text) => text.trim()),
  serial: z.string().nullish(),
  uuid: z.string().nullish(),
  get children() {
    return z.array(Device).optional();
  },
});

/** By device number. A partition has the serial of the medium it lies on. */
export function parseLsblk(json: string): ReadonlyMap<string, Medium> {
  const media = new Map<string, Medium>();
  const add = (device: z.infer<typeof Device>, parent: string | null): void => {
    const serial = device.serial ?? parent;
    media.set(device["maj:min"], { serial, uuid: device.uuid ?? null });
    for (const child of device.children ?? []) add(child, serial);
  };
  const { blockdevices } = z.object({ blockdevices: z.array(Device) }).parse(JSON.parse(json));
  for (const device of blockdevices) add(device, null);
  return media;
}

export const readMounts = async (): Promise<Mount[]> =>
  parseMountinfo(await readFile("/proc/self/mountinfo", "utf8"));

/** Empty where lsblk is missing or says nothing of use: then no card is known by serial. */
export async function readMedia(): Promise<ReadonlyMap<string, Medium>> {
  try {
    const args = ["--json", "--output", "MAJ:MIN,SERIAL,UUID"];
    const { stdout } = await promisify(execFile)("lsblk", args, { timeout: 10_000 });
    return parseLsblk(stdout);
  } catch {
    return new Map();
  }
}

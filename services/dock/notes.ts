/**
 * The dock's notes: a small file for each recording, upload, receipt and visit, so that a torn one costs
 * one recording a second look and no more. Each is written beside, flushed and renamed; a flush that failed
 * is never tried again on the same file. An upload's note is written once, so that a recording whose own
 * note is torn finds its upload again and asks the server how far it came.
 */
import { mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { sha256 } from "../kernel/digest.ts";
import { type UploadId, parseId } from "../kernel/ids.ts";
import { BatchReceiptFile } from "../batches/batch-receipt-file.ts";
import { ReceiptFile } from "../sealing/receipt-file.ts";
import { Clip, clipKey, uploadKey } from "./clip.ts";
import type { Notes, VisitNotes } from "./ports.ts";
import { Visit } from "./visit.ts";

/** See infra/host/durable-file.ts. */
export type WriteDurably = (path: string, text: string) => Promise<void>;

const Kept = z.strictObject({ sum: z.string(), text: z.string() });

export interface OpenNotes extends Notes, VisitNotes {
  readonly clips: readonly Clip[];
  readonly visits: readonly Visit[];
  /** Notes that could not be read; they were put aside. */
  readonly damaged: number;
}

export async function openNotes(folder: string, writeDurably: WriteDurably): Promise<OpenNotes> {
  const place = {
    clips: join(folder, "clips"),
    uploads: join(folder, "uploads"),
    receipts: join(folder, "receipts"),
    visits: join(folder, "visits"),
    batchReceipts: join(folder, "batch-receipts"),
  };
  for (const each of Object.values(place)) {
    await mkdir(each, { recursive: true, mode: 0o700 });
    await dropHalfWritten(each);
  }
  const write = async (path: string, value: unknown): Promise<void> => {
    const text = JSON.stringify(value);
    try {
      await writeDurably(path, JSON.stringify({ sum: sha256(text), text }));
    } catch (error) {
      // What a full disk left half written would fill it further. Nobody else writes this note now.
      await dropHalfWritten(dirname(path), `${basename(path)}.`).catch(() => undefined);
      throw error;
    }
  };
  const clips = await keptIn(place.clips, Clip, ({ file }) => clipKey(file));
  const visits = await keptIn(place.visits, Visit, ({ id }) => id);
  const drop = (below: string, name: string) => rm(join(below, `${name}.json`), { force: true });
  return {
    clips: clips.values,
    visits: visits.values,
    damaged: clips.damaged + visits.damaged,
    save: (clip) => write(join(place.clips, `${clipKey(clip.file)}.json`), clip),
    uploadOf: async (file, digest) => {
      const found = await readNote(join(place.uploads, `${uploadKey(file, digest)}.json`));
      return typeof found === "string" ? parseId<UploadId>(found) : null;
    },
    keepUpload: (file, digest, upload) =>
      write(join(place.uploads, `${uploadKey(file, digest)}.json`), upload),
    forgetUpload: (file, digest) => drop(place.uploads, uploadKey(file, digest)),
    receipt: async (upload) => {
      const found = ReceiptFile.safeParse(await readNote(join(place.receipts, `${upload}.json`)));
      return found.success ? found.data : null;
    },
    keepReceipt: (upload, receipt) => write(join(place.receipts, `${upload}.json`), receipt),
    forget: async (clip) => {
      if ("upload" in clip) await drop(place.receipts, clip.upload);
      if ("sha256" in clip) await drop(place.uploads, uploadKey(clip.file, clip.sha256));
      await drop(place.clips, clipKey(clip.file));
    },
    saveVisit: (visit) => write(join(place.visits, `${visit.id}.json`), visit),
    batchReceipt: async (batch) => {
      const kept = await readNote(join(place.batchReceipts, `${batch}.json`));
      const found = BatchReceiptFile.safeParse(kept);
      return found.success ? found.data : null;
    },
    keepBatchReceipt: (batch, receipt) =>
      write(join(place.batchReceipts, `${batch}.json`), receipt),
    forgetVisit: async (batch) => {
      await drop(place.batchReceipts, batch);
      await drop(place.visits, batch);
    },
  };
}

/** All notes of a folder; one that is torn, or has another's name, is put aside. */
async function keptIn<T>(folder: string, schema: z.ZodType<T>, nameOf: (value: T) => string) {
  const values: T[] = [];
  let damaged = 0;
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(".json"))) {
    const value = schema.safeParse(await readNote(join(folder, name)));
    if (value.success && `${nameOf(value.data)}.json` === name) values.push(value.data);
    else {
      damaged += 1;
      await rename(join(folder, name), join(folder, `${name}.damaged`));
    }
  }
  return { values, damaged };
}

/** Null: nothing there, or not as it was written. */
async function readNote(path: string): Promise<unknown> {
  try {
    const { sum, text } = Kept.parse(JSON.parse(await readFile(path, "utf8")));
    return sum === sha256(text) ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

async function dropHalfWritten(folder: string, prefix = ""): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix) && /\.json\.[0-9a-f]{12}$/.test(name))
      await rm(join(folder, name), { force: true });
  }
}

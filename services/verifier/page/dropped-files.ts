/** What was dropped on the page: one file, or every file of a folder. */

import { MAX_REVOCATIONS_BYTES, REVOCATIONS_FORM } from "../../ledger/key-revocations.ts";

/** A file with its path from the folder that was dropped. */
export interface DroppedFile {
  readonly path: string;
  readonly blob: File;
}

/** Must be called while the event lasts. @throws whatever the browser says that hands no folder over. */
export async function filesOfDrop(items: DataTransferItemList): Promise<DroppedFile[]> {
  const entries = [...items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    return entry === null ? [] : [{ entry, file: item.getAsFile() }];
  });
  const files: DroppedFile[] = [];
  for (const { entry, file } of entries) {
    if (file !== null && entry.isFile) files.push({ path: file.name, blob: file });
    else if (isFolder(entry)) await walk(entry, entry.name, files);
  }
  return files;
}

/** A chosen folder comes as a list already. */
export const filesOfFolder = (files: readonly File[]): DroppedFile[] =>
  files.map((blob) => ({ path: blob.webkitRelativePath, blob }));

/** A list of revoked keys among single files, by its first line, and the rest. */
export async function takeList(
  dropped: readonly DroppedFile[],
): Promise<{ readonly list: string | null; readonly files: readonly DroppedFile[] }> {
  for (const file of dropped) {
    const { path, blob } = file;
    if (path.includes("/") || blob.size > MAX_REVOCATIONS_BYTES) continue;
    const list = await blob.text();
    if (!list.startsWith(`${REVOCATIONS_FORM}\n`)) continue;
    return { list, files: dropped.filter((each) => each !== file) };
  }
  return { list: null, files: dropped };
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

async function walk(
  folder: FileSystemDirectoryEntry,
  inside: string,
  files: DroppedFile[],
): Promise<void> {
  const reader = folder.createReader();
  const some = () =>
    new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  // A browser gives a hundred at a time, and none at the end.
  for (let entries = await some(); entries.length > 0; entries = await some()) {
    for (const entry of entries) {
      const path = `${inside}/${entry.name}`;
      if (isFolder(entry)) await walk(entry, path, files);
      else if (isFile(entry)) files.push({ path, blob: await fileOf(entry) });
    }
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

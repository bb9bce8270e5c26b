/** How a person sees the lock of an object in the folder, on its machine, with coreutils and without Holdfast. */
import type { ObjectLock, ObjectRef } from "../../services/objects/object-store.ts";
import { ObjectFiles } from "./object-files.ts";

/** Run in the store's folder. The locks are files whose names say until when; lsattr shows the "i". */
export function folderLockYourself(ref: ObjectRef, lock: ObjectLock | null): string {
  const files = new ObjectFiles("");
  const path = files.object(ref.key);
  return [
    'cd "$HOLDFAST_FILESYSTEM_DIR"',
    `stat -c '%A  %s bytes  %y' ${path}`,
    `ls -l ${files.locks(ref)}`,
    ...(lock === null ? [] : [`date -u -d @${Math.ceil(Date.parse(lock.until) / 1000)}`]),
    `lsattr ${path}`,
  ].join("\n");
}

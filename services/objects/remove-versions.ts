/** What may be deleted is gone from a key altogether: a write that was not heard of may have put it there twice. */
import type { ObjectKey } from "./object-key.ts";
import type { ObjectStore } from "./object-store.ts";

/** Only for what is not evidence, or not any more. May run twice. @throws as `ObjectStore.remove`. */
export async function removeVersions(
  objects: Pick<ObjectStore, "find" | "remove">,
  key: ObjectKey,
): Promise<void> {
  for (;;) {
    const ref = await objects.find(key);
    if (ref === null) return;
    await objects.remove(ref);
  }
}

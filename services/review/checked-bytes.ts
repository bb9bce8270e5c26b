/** Bytes on their way out, hashed as they pass: the last of them leaves only if the whole is what it should be. */
import { createHash } from "node:crypto";
import { type Readable, Transform } from "node:stream";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";

/** `source`, which must have the digest `expected`; else the stream breaks before its end, and so does the answer. */
export function checkedBytes(source: Readable, expected: Sha256): Readable {
  const hasher = createHash("sha256");
  let held: Buffer | null = null;
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hasher.update(chunk);
      const next = held;
      held = chunk;
      done(null, next ?? undefined);
    },
    flush(done) {
      if (hasher.digest("hex") === expected) done(null, held ?? undefined);
      else
        done(
          new Refusal("tampered", "review/stored-bytes-differ", "the store gave other bytes", {
            fix: "Run the item's verification with bytes=read and tell your administrator.",
          }),
        );
    },
  });
  source.once("error", (error) => checked.destroy(error));
  checked.once("close", () => source.destroy());
  return source.pipe(checked);
}

/** What a store sends of an object: where it breaks off in the middle that is an outage, and says nothing about the object. */
import { PassThrough, type Readable, finished } from "node:stream";
import { storeError } from "./bucket.ts";

export function orOutage(body: Readable): Readable {
  const told = new PassThrough();
  finished(body, (error) => {
    if (error !== undefined && error !== null) told.destroy(storeError(error, "objects"));
  });
  // A reader that has enough gives the connection back.
  told.once("close", () => body.destroy());
  return body.pipe(told);
}

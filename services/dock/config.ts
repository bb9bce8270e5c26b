/** Settings of a dock: a JSON file, over it the command line; the device's token comes by environment, its certificate by enrolment. */
import { z } from "zod";
import { isCameraPattern } from "./camera-folder.ts";
import type { Policy } from "./next-act.ts";
import { parseMinutes } from "./pace.ts";

const minutes = z.string().transform((text, context) => {
  const value = parseMinutes(text);
  if (value === null) context.addIssue("a time of day such as 22:30");
  return value ?? 0;
});
const text = z.string().min(1).max(1_000);

/** Below a card's root, in names that every file system of cards takes. */
const cardPath = z.string().regex(/^\w[\w.-]{0,30}(\/\w[\w.-]{0,30}){0,3}$/);

const PolicyText = z
  .string()
  .regex(/^(keep|mark|delete-after-days=\d{1,4})$/)
  .transform((value): Policy => {
    if (value === "keep" || value === "mark") return { kind: value };
    return { kind: "delete-after-days", days: Number(value.split("=")[1]) };
  });

export const DockSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** File of the pinned root certificate (PEM). */
  root: text,
  /** The pinned verifier key of the ledger. */
  ledgerKey: text,
  /** Where the dock keeps its notes. */
  state: text,
  folders: z.array(text).default([]),
  /** Folders that other systems, as a CCTV recorder, write to for good. */
  watched: z
    .array(
      z.strictObject({
        folder: text,
        camera: z
          .string()
          .refine(isCameraPattern, "folders as `*/{camera}`, the last of them {camera}")
          .nullable()
          .default(null),
      }),
    )
    .default([]),
  /** Mount points to watch, with `*`. */
  mounts: z.array(text).default([]),
  cameras: z
    .record(
      text,
      z.strictObject({
        serial: text.optional(),
        layout: z.strictObject({ file: text, contains: text.optional() }).optional(),
        /** Where a checkpoint is left on its card, e.g. HOLDFAST/ANCHOR.TXT; unset: nothing is written. */
        anchor: cardPath.optional(),
      }),
    )
    .default({}),
  acceptUnknownCards: z.boolean().default(false),
  ignore: z.array(text).default([]),
  flagged: z
    .strictObject({ names: z.array(text).default([]), sidecars: z.array(text).default([]) })
    .default({ names: [], sidecars: [] }),
  /** Endings of files that belong to the recording of the same name. */
  sideFiles: z
    .array(z.string().regex(/^\.[^/]{1,30}$/))
    .default([".srt", ".gpx", ".nmea", ".csv", ".key", ".log"]),
  policy: PolicyText.default({ kind: "keep" }),
  /** Marks and deletes also what the service did not read back, on the word of its store. */
  acceptStoreChecksum: z.boolean().default(false),
  parallel: z.number().int().min(1).max(16).default(3),
  bytesPerSecond: z.number().int().min(16_384).nullable().default(null),
  /** Hours of sending, local time. */
  window: z.strictObject({ from: minutes, to: minutes }).nullable().default(null),
  steadySeconds: z.number().min(0).max(3_600).default(5),
  wallPort: z.number().int().min(0).max(65_535).default(8421),
});
export type DockSettings = z.infer<typeof DockSettings>;

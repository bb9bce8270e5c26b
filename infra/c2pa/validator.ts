/** SourceValidator for C2PA: @contentauth/c2pa-wasm in a process of its own, in the box. */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import {
  C2PA_MAX_BYTES,
  C2PA_MEDIA_TYPES,
  REPORT_BYTES,
  c2paNotRead,
  readC2paReport,
} from "../../services/source/c2pa.ts";
import type { RunBoxed, SourceValidator } from "../../services/source/validator.ts";

const CHILD = fileURLToPath(new URL("main.ts", import.meta.url));
const LIBRARY = dirname(
  createRequire(import.meta.url).resolve("@contentauth/c2pa-wasm/package.json"),
);
/** Says that ".ts" here are modules. */
const PACKAGE = fileURLToPath(new URL("../../package.json", import.meta.url));
const ANCHORS = "c2pa-anchors.pem";
const LIMITS = {
  wallMs: 120_000,
  // Twice the largest recording, the engine and its code: 1.1 GiB were seen at 500 MiB, 2.2 GiB of data set aside.
  memoryBytes: 2.25 * (1 << 30),
  answerBytes: REPORT_BYTES,
};

/** `anchors`: PEM certificates whose signers count; "" for none. */
export const c2paValidator = (run: RunBoxed, anchors: string): SourceValidator => ({
  ...{ kind: "c2pa", asksAll: false },
  judge: async ({ folder, sizeBytes, container }, signal) => {
    const mediaType = container === null ? undefined : C2PA_MEDIA_TYPES[container];
    if (mediaType === undefined) return c2paNotRead("container-not-supported");
    if (sizeBytes > C2PA_MAX_BYTES) return c2paNotRead("too-large");
    const hasTrust = anchors.trim() !== "";
    const engine = ["--max-old-space-size=256", "--no-warnings", CHILD];
    const rest = [...engine, "in/src", mediaType, ...(hasTrust ? [`in/${ANCHORS}`] : [])];
    const report = await run(
      {
        folder,
        program: [process.execPath, ...rest],
        sees: [process.execPath, CHILD, LIBRARY, PACKAGE],
        inputs: hasTrust ? { [ANCHORS]: anchors } : {},
        limits: LIMITS,
      },
      signal,
    );
    return readC2paReport(report, hasTrust);
  },
});

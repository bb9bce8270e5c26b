/** HTTP at /api/v1/uploads: a device asks which of its files are known here, before it sends or deletes any. */
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { type AuthenticateDeps, authenticateDevice } from "../access/authenticate-device.ts";
import { deviceProof } from "../access/guard.ts";
import { checkFiles } from "../ingest/check-files.ts";
import type { ProgressDeps } from "../ingest/upload-progress.ts";
import { parseSha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { deviceAnswer } from "./device-door.ts";
import { readJson } from "./read-json.ts";

const MAX_FILES = 200;

export const HeldFiles = z.strictObject({
  files: z
    .array(
      z.strictObject({
        sha256: z.string().transform((text, context) => {
          const digest = parseSha256(text);
          if (digest === null) context.addIssue("no SHA-256 in hex");
          return digest ?? z.NEVER;
        }),
        sizeBytes: z.int().nonnegative(),
      }),
    )
    .min(1)
    .max(MAX_FILES),
});

type CheckDeps = ProgressDeps & AuthenticateDeps;

export function checkDoor(deps: CheckDeps): Router {
  const router = Router();
  const check = deviceAnswer("/api/v1/uploads/check", (...asked) => answer(deps, ...asked));
  router.post("/check", check);
  return router;
}

async function answer(deps: CheckDeps, request: Request, response: Response): Promise<void> {
  const { deviceId } = await authenticateDevice(deps, deviceProof(request));
  const asked = HeldFiles.safeParse(await readJson(request));
  if (!asked.success) {
    throw new Refusal("invalid", "ingest/bad-file-list", "no list of files as it should be", {
      fix: `Send {"files": [{"sha256": "<64 hex digits>", "sizeBytes": <bytes>}]} with 1 to ${MAX_FILES} files.`,
    });
  }
  const standings = await checkFiles(deps, deviceId, asked.data.files);
  response.json({
    files: standings.map(({ uploadId, ...standing }) => ({
      ...standing,
      upload: uploadId === null ? null : `/uploads/${uploadId}`,
      receipt: standing.state === "sealed" ? `/uploads/${uploadId}/receipt` : null,
    })),
  });
}

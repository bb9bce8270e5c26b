/** What the media process reads from its environment. */
import { z } from "zod";

export const MediaConfig = z.object({
  HOLDFAST_SCRATCH_DIR: z
    .string()
    .min(1)
    .describe(
      "Folder of this machine alone for copies being worked on; needs twice the largest recording",
    ),
  HOLDFAST_MEDIA_PROGRAMS: z
    .string()
    .regex(/^(\/[^:]+)?$/)
    .default("")
    .describe(
      "Folder of programs of makers that open their own containers, each in a folder of its own with a program.json; unset: those that come with Holdfast alone",
    ),
  HOLDFAST_MEDIA_SANDBOX: z
    .enum(["required", "off"])
    .default("required")
    .describe(
      "`off` decodes hostile files without a box where the system allows none; not for real evidence",
    ),
  HOLDFAST_MEDIA_CHECK: z
    .enum(["on", "off"])
    .default("on")
    .describe("`off`: recordings that are received are not decoded to their end to find damage"),
  HOLDFAST_MEDIA_OVERVIEW: z
    .enum(["on", "off"])
    .default("on")
    .describe(
      "`off`: recordings that are received get no storyboard and no wave form, and positions inside them are not looked for",
    ),
  HOLDFAST_MEDIA_ENGINE: z
    .enum(["fluent-ffmpeg", "spawn"])
    .default("fluent-ffmpeg")
    .describe(
      "What starts ffmpeg for copies: fluent-ffmpeg, or Node itself (`spawn`); the copies are the same",
    ),
});

/** What a recording is watched for, part by part. */
import { z } from "zod";
import { PURPOSE_FIELDS } from "./purpose-schema.ts";

export const WatchQuery = z.strictObject({ ...PURPOSE_FIELDS });

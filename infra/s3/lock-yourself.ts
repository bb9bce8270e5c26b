/** How a person asks the bucket for the lock of an object's version, with the store's own tool and without Holdfast. */
import type { ObjectRef } from "../../services/objects/object-store.ts";
import type { S3Config } from "./config.ts";

type Place = Pick<S3Config, "HOLDFAST_S3_BUCKET" | "HOLDFAST_S3_PREFIX">;

/** The tool takes the store's address from AWS_ENDPOINT_URL, and whose credentials one has. */
export const bucketLockYourself =
  ({ HOLDFAST_S3_BUCKET: bucket, HOLDFAST_S3_PREFIX: prefix }: Place) =>
  ({ key, versionId }: ObjectRef): string => {
    const version = `--bucket ${quoted(bucket)} --key ${quoted(prefix + key)} --version-id ${quoted(versionId)}`;
    return [
      `aws s3api get-object-retention ${version}`,
      `aws s3api head-object ${version} --query '[ContentLength,ObjectLockMode,ObjectLockRetainUntilDate]'`,
    ].join("\n");
  };

/** One word to a shell, whatever it holds. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

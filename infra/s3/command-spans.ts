/** A span for each command to the store: which command, never which object. */
import type { S3Client } from "@aws-sdk/client-s3";
import { SpanKind } from "@opentelemetry/api";
import { spanned } from "../process/spans.ts";

export function spanCommands(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = "command" }) =>
      (args) => {
        const name = commandName.replace(/Command$/, "");
        const facts = { "rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": name };
        return spanned(`S3.${name}`, facts, () => next(args), SpanKind.CLIENT);
      },
    { step: "initialize", name: "spans" },
  );
}

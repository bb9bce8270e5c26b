/** Signatures as Standard Webhooks wants them: by the example of the specification, and by its own library. */
import { expect, test } from "vitest";
import { Webhook } from "standardwebhooks";
import type { DeliveryId } from "../../../services/kernel/ids.ts";
import { newId } from "../../../services/kernel/ids.ts";
import {
  messageId,
  mintSigningKey,
  secretText,
  signedHeaders,
} from "../../../services/webhooks/signature.ts";

const id = "3f2b8c1e-1111-4111-8111-111111111111" as DeliveryId;

test("is what OpenSSL makes of the same: printf id.time.body | openssl dgst -sha256 -hmac key -binary | base64", () => {
  const headers = signedHeaders(
    [Buffer.from("k".repeat(32))],
    id,
    1_614_265_330_999,
    '{"test": 2432232314}',
  );
  expect(headers).toEqual({
    "webhook-id": "msg_3f2b8c1e111141118111111111111111",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,6DL2VJ+Co2WXx/MgqCbKmfS2PT5ry66SRe4/iY5NHFs=",
  });
});

test("is accepted by the specification's library with the secret as it was shown, and with no other", () => {
  const [key, body] = [mintSigningKey(), '{"type":"item.sealed","data":{"名":"不"}}'];
  const headers = { ...signedHeaders([key], newId<DeliveryId>(), Date.now(), body) };
  expect(secretText(key)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(new Webhook(secretText(key)).verify(body, headers)).toMatchObject({ type: "item.sealed" });
  const other = new Webhook(secretText(mintSigningKey()));
  expect(() => other.verify(body, headers)).toThrow("No matching signature");
  expect(() => new Webhook(secretText(key)).verify(`${body} `, headers)).toThrow();
  const later = { ...headers, "webhook-id": messageId(newId<DeliveryId>()) };
  expect(() => new Webhook(secretText(key)).verify(body, later)).toThrow();
});

test("with two keys each receiver finds its own", () => {
  const [old, fresh] = [mintSigningKey(), mintSigningKey()];
  const headers = { ...signedHeaders([fresh, old], newId<DeliveryId>(), Date.now(), "{}") };
  expect(headers["webhook-signature"]).toMatch(/^v1,\S{44} v1,\S{44}$/);
  for (const key of [old, fresh])
    expect(new Webhook(secretText(key)).verify("{}", headers)).toEqual({});
});

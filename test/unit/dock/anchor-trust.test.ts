/** Tests of which checkpoints a dock takes from a card: those that the pinned ledger key signed, and no others. */
import { expect, it } from "vitest";
import { receiptCheckers } from "../../../services/dock/trust.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { LOG, enterAll, ledgerInMemory, numbered } from "../../fixtures/ledger.ts";

const openWith = (ledgerKey: string) =>
  receiptCheckers(
    { verify: async () => expect.unreachable() },
    { rootCertificatePem: "", ledgerKey },
  ).openAnchor;

it("takes a signed checkpoint as it was left, of any year of the pinned log", async () => {
  const world = ledgerInMemory();
  await enterAll(new Sequencer(world.deps), numbered(3));
  const { note = "" } = (await world.ledger.head(LOG)) ?? {};
  const open = openWith(world.signer.verifierKey(LOG));
  expect(open(note)).toMatchObject({ origin: LOG, size: 3 });
  for (let at = 0; at < note.length; at += 1) {
    const changed = `${note.slice(0, at)}${note[at] === "A" ? "B" : "A"}${note.slice(at + 1)}`;
    expect(open(changed), `at ${at}`).toBeNull();
  }
  for (const other of [
    "",
    "\0\0",
    "my notes",
    note.slice(0, -5),
    note.replace(/^[^/]+/, "other"),
  ]) {
    expect(open(other)).toBeNull();
  }
  const stranger = ledgerInMemory();
  expect(openWith(stranger.signer.verifierKey("another/2026"))(note)).toBeNull();
});

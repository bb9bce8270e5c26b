/** One bit by chance in every stored thing: each file of the store, each column of the rows that evidence stands on, what was received and not yet read back. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { verifyOriginal } from "../../services/ingest/verify-original.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { ingestProcess, memoryStores, wallClock } from "../fixtures/ingest-server.ts";
import { receiveWhole } from "../fixtures/receive-whole.ts";
import { Draw } from "../fixtures/seeded.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { columnsOf, rot } from "../torture/rotten-rows.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../unit/keys/authority.ts";

const seed = Number(process.env["HOLDFAST_SEED"] ?? 1);
/** Of each file. */
const FLIPS = 2;
/** The log ends with four entries. */
const PASSED = /\/tile\/(?:\d|entries)\/000\.p\/[123] at /;
const clock = () => utcInstant(new Date());
const draw = new Draw(seed);
const dir = mkdtempSync(join(tmpdir(), "holdfast-rot-"));
let authority: Authority;
let house: StoredHouse;

beforeAll(async () => {
  authority = await makeAuthority(new Date());
  const settings = { HOLDFAST_FILESYSTEM_DIR: dir, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" } as const;
  const { objects } = createFilesystemStores(settings, clock);
  house = await StoredHouse.open(
    authority,
    await openManifestSigner(authority.folder, clock),
    objects,
  );
  for (const name of ["first", "second", "third"]) {
    const { id } = await house.sealed(Buffer.from(`the ${name} of this device`));
    if (name === "second") await house.copied(id, "poster", Buffer.from("a picture of it"));
  }
});
afterAll(async () => {
  await house.close();
  await authority.remove();
  rmSync(dir, { recursive: true, force: true });
});

/** Names of the rules that break; a row that nobody can read any more breaks one, too. */
const found = (): Promise<readonly string[]> =>
  house.fsck(true).then(
    (all) => all.map(({ invariant }) => invariant),
    (error: unknown) => [isRefusal(error) ? error.code : "not-read"],
  );

describe(`a bit by chance (seed ${seed})`, () => {
  it("is found in every file of the store, wherever it is", async () => {
    expect(await found()).toEqual([]);
    const files = readdirSync(join(dir, "objects"), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name));
    const kept = join(dir, "kept");
    writeFileSync(kept, "");
    const missed: string[] = [];
    for (const path of files) {
      const { mode } = statSync(path);
      const sound = readFileSync(path);
      execFileSync("touch", ["-r", path, kept]);
      // A file that was written anew is another version: this one is not, its bytes rotted.
      const write = (bytes: Buffer): void => {
        chmodSync(path, 0o600);
        writeFileSync(path, bytes);
        chmodSync(path, mode);
        execFileSync("touch", ["-r", kept, path]);
      };
      for (let left = FLIPS; left > 0 && sound.length > 0; left -= 1) {
        const at = draw.below(sound.length);
        write(Buffer.from(sound.with(at, sound[at]! ^ (1 << draw.below(8)))));
        if ((await found()).length === 0) missed.push(`${path.slice(dir.length)} at ${at}`);
        write(sound);
      }
    }
    expect(files.length).toBeGreaterThan(10);
    // Of sizes that the log has passed: whoever asks for one of them holds it against the head of that size.
    expect(missed.filter((name) => !PASSED.test(name))).toEqual([]);
    expect(await found()).toEqual([]);
  });

  it("is found in every column that evidence stands on, or cannot harm: each of those is named with why", async () => {
    const { pool } = house.database.connection;
    const outcomes = new Map<string, "found" | "missed">();
    for (const column of await columnsOf(pool, TABLES)) {
      const undo = await rot(pool, column, draw);
      if (undo === null) continue;
      const rules = await found();
      outcomes.set(`${column.table}.${column.name}`, rules.length > 0 ? "found" : "missed");
      await undo();
      expect([column, await found()]).toEqual([column, []]);
    }
    const missed = [...outcomes].filter(([, is]) => is === "missed").map(([name]) => name);
    process.stdout.write(
      `bit rot: seed ${seed}, ${outcomes.size} columns, ${outcomes.size - missed.length} found, ${missed.length} harmless\n`,
    );
    expect(missed.filter((name) => HARMLESS[name] === undefined)).toEqual([]);
  });

  it("between receiving and reading back is quarantined, wherever it is", async () => {
    for (let left = 100; left > 0; left -= 1) {
      const stores = memoryStores(64);
      const sent = Buffer.from(Array.from({ length: draw.between(1, 300) }, () => draw.below(256)));
      const id = await receiveWhole(ingestProcess(stores), newId<DeviceId>(), sent);
      const [at, bit] = [draw.below(sent.length), 1 << draw.below(8)];
      const assemble = stores.incoming.assemble.bind(stores.incoming);
      stores.incoming.assemble = async (upload) => {
        const ref = await assemble(upload);
        stores.objects.tamper(originalKey(id), (bytes) =>
          Buffer.from(bytes.with(at, bytes[at]! ^ bit)),
        );
        return ref;
      };
      const step = {
        queue: { wake: async () => undefined },
        clock: wallClock,
        actor: "process:custody",
      } as const;
      await verifyOriginal({ ...stores, ...step }, id, new AbortController().signal);
      expect((await stores.items.get(id)).quarantineReason).toBe("ingest/stored-bytes-differ");
    }
  });
});

const TABLES = [
  "items",
  "seals",
  "receipts",
  "derivatives",
  "custody_events",
  "ledger_entries",
  "ledger_heads",
];

const FOR_PEOPLE = "what a device says of it: the record of custody tells it as it came";
const WORK = "what is still to be made of copies: at worst one is made again, or is missing";

/** Columns of which `fsck` tells nothing or not always, and why no wrong statement about evidence follows. */
const HARMLESS: Readonly<Record<string, string>> = {
  "items.filename": FOR_PEOPLE,
  "items.media_type": FOR_PEOPLE,
  "items.declared_case": FOR_PEOPLE,
  "items.activity": FOR_PEOPLE,
  "items.recording": FOR_PEOPLE,
  "items.other_metadata": FOR_PEOPLE,
  "items.viewing_stage": WORK,
  "items.overview_stage": WORK,
  "items.study_stage": WORK,
  "items.no_viewing_reason": WORK,
  "items.version": "who saves next looks again",
  "items.original_sha256": "what `original` says, to be found by; checks read `original`",
  "items.position": "the order of lists",
  "ledger_heads.origin": "a head fewer in its log: a later one covers the same entries",
  "ledger_heads.size": "the same",
  "ledger_heads.signed_at": "no part of what is signed; one that breaks the order is told",
  "receipts.ready_at": "how long it took, for a metric",
};

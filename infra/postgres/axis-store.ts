/** AxisStore on PostgreSQL. Whether an object counts is asked of its upload each time, never kept beside it. */
import { type SqlBool, sql } from "kysely";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UploadId } from "../../services/kernel/ids.ts";
import {
  type AxisStore,
  type Content,
  type Metadata,
  type ObjectPlace,
  type PutContainer,
  type StoredObject,
  noSuchContainer,
} from "../../services/axis/axis-store.ts";
import { type Database, ask } from "./connection.ts";

const COUNTS = sql<SqlBool>`(o.upload_id IS NULL OR EXISTS (
  SELECT FROM uploads u WHERE u.id = o.upload_id AND u.state = 'received'))`;
const KEPT = sql<SqlBool>`EXISTS (
  SELECT FROM items i WHERE i.id = o.upload_id AND i.stage <> 'quarantined')`;
const OPEN = sql<SqlBool>`EXISTS (
  SELECT FROM uploads u WHERE u.id = o.upload_id AND u.state = 'open')`;

export const createAxisStore = (db: Database): AxisStore => ({
  ...looking(db),
  ...changing(db),
});

const objectsAt = (db: Database, { deviceId, container, name }: ObjectPlace) =>
  db
    .selectFrom("axis_objects as o")
    .where("o.device_id", "=", deviceId)
    .where("o.container", "=", container)
    .where("o.name", "=", name);

type Looking = "container" | "objectNames" | "object" | "unfinished" | "holds";

const looking = (db: Database): Pick<AxisStore, Looking> => ({
  async container(deviceId, name) {
    const query = db
      .selectFrom("axis_containers")
      .select("metadata")
      .where("device_id", "=", deviceId)
      .where("name", "=", name);
    return (await ask(() => query.executeTakeFirst()))?.metadata ?? null;
  },

  async objectNames(deviceId, container, after, limit) {
    const name = sql<string>`o.name COLLATE "C"`;
    const query = db
      .selectFrom("axis_objects as o")
      .select("o.name")
      .where("o.device_id", "=", deviceId)
      .where("o.container", "=", container)
      .where(name, ">", after)
      .where(COUNTS)
      .groupBy("o.name")
      .orderBy(name)
      .limit(limit);
    return (await ask(() => query.execute())).map((row) => row.name);
  },

  async object(place) {
    const query = objectsAt(db, place).where(COUNTS).orderBy("o.position", "desc").limit(1);
    const row = await ask(() => query.selectAll("o").executeTakeFirst());
    if (row === undefined) return null;
    const { metadata, put_at, upload_id, size_bytes, md5, sha256 } = row;
    const isNoted = upload_id !== null && size_bytes !== null && md5 !== null && sha256 !== null;
    const content: StoredObject["content"] = isNoted
      ? { uploadId: upload_id, sizeBytes: size_bytes, md5, sha256 }
      : null;
    return { metadata, putAt: utcInstant(put_at), content };
  },

  async unfinished(place) {
    const query = objectsAt(db, place).where(OPEN).select("o.upload_id").orderBy("o.position");
    const rows = await ask(() => query.execute());
    return rows.flatMap(({ upload_id }) => upload_id ?? []);
  },

  async holds(place, sha256: Sha256) {
    const query = objectsAt(db, place).where(KEPT).where("o.sha256", "=", sha256);
    return (await ask(() => query.select("o.position").executeTakeFirst())) !== undefined;
  },
});

const changing = (db: Database): Omit<AxisStore, Looking> => ({
  putContainer: (deviceId, name, at, change) =>
    ask(() => putContainer(db, deviceId, name, at, change)),

  async putRecord({ deviceId, container, name }, at, metadata) {
    const values = { metadata: JSON.stringify(metadata), put_at: at };
    const insert = db
      .insertInto("axis_objects")
      .values({ device_id: deviceId, container, name, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(["device_id", "container", "name"])
          .where("upload_id", "is", null)
          .doUpdateSet(values),
      );
    await ask(() => insert.execute());
  },

  async replaceMetadata(place, metadata) {
    const newest = objectsAt(db, place).where(COUNTS).select("o.position");
    const update = db
      .updateTable("axis_objects")
      .set({ metadata: JSON.stringify(metadata) })
      .where("position", "=", newest.orderBy("o.position", "desc").limit(1));
    return (await ask(() => update.executeTakeFirst())).numUpdatedRows > 0n;
  },

  async begin({ deviceId, container, name }, { id, at, metadata }) {
    const insert = db.insertInto("axis_objects").values({
      ...{ device_id: deviceId, container, name, upload_id: id, put_at: at },
      metadata: JSON.stringify(metadata),
    });
    await ask(() => insert.execute());
  },

  async settle(uploadId: UploadId, { sizeBytes, md5, sha256 }: Content) {
    const update = db
      .updateTable("axis_objects")
      .set({ size_bytes: sizeBytes, md5, sha256 })
      .where("upload_id", "=", uploadId);
    await ask(() => update.execute());
  },
});

async function putContainer(
  db: Database,
  deviceId: DeviceId,
  name: string,
  at: UtcInstant,
  change: (metadata: Metadata) => Metadata,
): Promise<PutContainer> {
  return db.transaction().execute(async (transaction) => {
    const first = change({});
    const fresh = await transaction
      .insertInto("axis_containers")
      .values({
        ...{ device_id: deviceId, name, created_at: at, changed_at: at },
        metadata: JSON.stringify(first),
      })
      .onConflict((conflict) => conflict.columns(["device_id", "name"]).doNothing())
      .executeTakeFirst();
    if ((fresh.numInsertedOrUpdatedRows ?? 0n) > 0n) return { isNew: true, metadata: first };
    const container = transaction
      .selectFrom("axis_containers")
      .select("metadata")
      .where("device_id", "=", deviceId)
      .where("name", "=", name);
    // Two that merge at once: the second one sees what the first made of it.
    const row = await container.forUpdate().executeTakeFirst();
    if (row === undefined) throw noSuchContainer();
    const metadata = change(row.metadata);
    await transaction
      .updateTable("axis_containers")
      .set({ metadata: JSON.stringify(metadata), changed_at: at })
      .where("device_id", "=", deviceId)
      .where("name", "=", name)
      .execute();
    return { isNew: false, metadata };
  });
}

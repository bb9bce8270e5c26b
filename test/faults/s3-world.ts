/** The real processes over a Ceph that they reach through a proxy, which can fail any call. */
import { startCeph } from "../fixtures/ceph.ts";
import { startFaultProxy } from "../fixtures/fault-proxy.ts";
import { ProcessWorld } from "./process-world.ts";

export type S3World = Awaited<ReturnType<typeof buildS3World>>;

/** No process runs yet. `settings` go to every process beside those of the store. */
export async function buildS3World(
  settings: Readonly<Record<string, string | number>>,
  keeps: "memstore" | "bluestore" = "memstore",
) {
  const ceph = await startCeph(keeps);
  const proxy = await startFaultProxy(ceph.config.HOLDFAST_S3_ENDPOINT);
  const store = { ...ceph.config, HOLDFAST_S3_ENDPOINT: proxy.url, ...settings };
  const env = Object.entries(store).map(([name, value]) => [name, String(value)] as const);
  const world = await ProcessWorld.build({ HOLDFAST_STORE: "s3", ...Object.fromEntries(env) });
  return {
    ceph,
    proxy,
    world,
    close: async (): Promise<void> => {
      await world.close();
      await proxy.close();
      await ceph.close();
    },
  };
}

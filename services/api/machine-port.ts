/**
 * The port for machines: TLS that ends in this process, with the devices' certificates. Off unless it is
 * configured; `holdfast up` configures it.
 */
import { X509Certificate } from "node:crypto";
import type { z } from "zod";
import type { Place, ServerTls } from "./http-server.ts";
import type { MachineConfig } from "./machine-config.ts";

type Settings = z.infer<typeof MachineConfig> & { readonly HOLDFAST_ROOT_CERTIFICATE: string };

export interface MachinePort extends Place {
  readonly tls: ServerTls;
  /** DER, for those who enrol: what their own certificate and this port's lead up to. */
  readonly authorities: readonly Uint8Array[];
}

/** Null where there is to be none. @throws Error naming what is missing of the settings. */
export function machinePort(config: Settings): MachinePort | null {
  const { HOLDFAST_MACHINE_PORT: port, HOLDFAST_MACHINE_HOST: host } = config;
  if (port === undefined) return null;
  const { HOLDFAST_MACHINE_CERTIFICATE: own, HOLDFAST_DEVICE_CA: devices } = config;
  if (own === undefined || devices === undefined) {
    throw new Error(
      "HOLDFAST_MACHINE_PORT needs HOLDFAST_MACHINE_CERTIFICATE and HOLDFAST_DEVICE_CA",
    );
  }
  const root = config.HOLDFAST_ROOT_CERTIFICATE;
  return {
    ...{ host, port },
    // OpenSSL takes key and certificates out of one text.
    tls: { key: own, cert: own, ca: [root, devices] },
    authorities: [root, devices].map((pem) => new X509Certificate(pem).raw),
  };
}

/** How a device reaches it: the configured address, or the one it listens on. */
export function machineUrl(
  { HOLDFAST_MACHINE_PUBLIC_URL: given, HOLDFAST_MACHINE_HOST: host }: Settings,
  port: number,
): string {
  return new URL(given ?? `https://${host.includes(":") ? `[${host}]` : host}:${port}`).origin;
}

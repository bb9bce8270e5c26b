/** Asks a network who is a camera: WS-Discovery 2005/04 as ONVIF Core, section 7, uses it. */
import { randomUUID } from "node:crypto";
import { type Socket, createSocket } from "node:dgram";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import type { XmlElement } from "@rgrove/parse-xml";
import type { FoundCamera, Probed } from "../../services/recorder/found-camera.ts";
import { NotXml, childOf, childrenOf, readXml, shownText } from "./xml.ts";

export interface ProbePlaces {
  /** IPv4 addresses of this machine whose networks are asked; none: all that lead outside. */
  readonly from: readonly string[];
  /** Cameras that are asked by their address too, where no multicast gets through. */
  readonly to: readonly { readonly host: string; readonly port: number }[];
  /** For how long answers are awaited. */
  readonly ms: number;
}

const GROUP = "239.255.255.250";
const DISCOVERY_PORT = 3702;
/** Datagrams get lost: WS-Discovery, appendix I, sends each again. */
const AGAIN_MS = 250;
/** A network that answers more is flooding us. */
const MOST_CAMERAS = 1_000;

/** @throws what the system says where none of the networks can be asked. */
export async function probe({ from, to, ms }: ProbePlaces): Promise<Probed> {
  const asked = new Set<string>();
  const found = new Map<string, FoundCamera>();
  let strange = 0;
  const hear = (message: Buffer, { address }: { readonly address: string }): void => {
    const cameras = camerasIn(message.toString("utf8"), address, asked);
    if (cameras === null) strange += 1;
    for (const camera of cameras ?? []) {
      if (found.size < MOST_CAMERAS) found.set(camera.service, camera);
    }
  };
  const targets = [
    ...(from.length === 0 ? ownAddresses() : from).map((own) => ({ own, to: null })),
    ...to.map((one) => ({ own: null, to: one })),
  ];
  const opened = await Promise.allSettled(targets.map((target) => open(target, hear)));
  const sockets = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = opened.find((one) => one.status === "rejected");
  if (sockets.length === 0 && failed !== undefined) throw failed.reason;
  const ask = (): void => {
    for (const { send } of sockets) send(messageOf(asked));
  };
  ask();
  const again = setTimeout(ask, AGAIN_MS);
  await new Promise((resolve) => setTimeout(resolve, ms));
  clearTimeout(again);
  for (const { socket } of sockets) socket.close();
  const cameras = [...found.values()];
  return { cameras: cameras.toSorted((one, other) => byHost(one, other)), strange };
}

const byHost = (one: FoundCamera, other: FoundCamera): number =>
  one.host.localeCompare(other.host, "en", { numeric: true });

const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);

interface Target {
  readonly own: string | null;
  readonly to: ProbePlaces["to"][number] | null;
}

async function open(
  { own, to }: Target,
  hear: (message: Buffer, from: { address: string }) => void,
) {
  const socket = createSocket("udp4");
  // A network that is down while it is asked answers nothing; that is all there is to say of it.
  const send = (message: string): void => {
    if (own === null) socket.send(message, () => undefined);
    else socket.send(message, DISCOVERY_PORT, GROUP, () => undefined);
  };
  socket.on("message", hear);
  try {
    await ready(socket, { own, to });
  } catch (error) {
    socket.close();
    throw error;
  }
  socket.on("error", () => undefined);
  return { socket, send };
}

async function ready(socket: Socket, { own, to }: Target): Promise<void> {
  if (to !== null) {
    socket.connect(to.port, to.host);
    await once(socket, "connect");
  } else {
    socket.bind(0, own ?? undefined);
    await once(socket, "listening");
    socket.setMulticastInterface(own ?? "");
    socket.setMulticastLoopback(true);
  }
}

function messageOf(asked: Set<string>): string {
  const id = `urn:uuid:${randomUUID()}`;
  asked.add(id);
  return `<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">
<e:Header><a:MessageID>${id}</a:MessageID><a:ReplyTo><a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo><a:To e:mustUnderstand="true">urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To><a:Action e:mustUnderstand="true">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action></e:Header>
<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>`;
}

/**
 * What one datagram tells; null: it is no answer to us, or names no place at its sender's own address. A stranger could
 * name another machine, which would be asked next, with a password.
 */
export function camerasIn(
  text: string,
  host: string,
  asked: ReadonlySet<string>,
): readonly FoundCamera[] | null {
  let root: XmlElement;
  try {
    root = readXml(text);
  } catch (error) {
    if (error instanceof NotXml) return null;
    throw error;
  }
  if (!asked.has(childOf(root, "Header", "RelatesTo")?.text.trim() ?? "")) return null;
  const matches = childrenOf(childOf(root, "Body", "ProbeMatches"), "ProbeMatch");
  const cameras = matches.flatMap((match) => cameraIn(match, host));
  return cameras.length === 0 ? null : cameras;
}

function cameraIn(match: XmlElement, host: string): readonly FoundCamera[] {
  const addresses = (childOf(match, "XAddrs")?.text ?? "").trim().split(/\s+/);
  const service = addresses.map(serviceAt).find((url) => url?.hostname === host);
  if (service === undefined || service === null) return [];
  const scopes = (childOf(match, "Scopes")?.text ?? "").trim().split(/\s+/);
  const told = (kind: string): string | null => {
    const begin = `onvif://www.onvif.org/${kind}/`;
    const values = scopes.flatMap((scope) =>
      scope.startsWith(begin) ? [decoded(scope.slice(begin.length))] : [],
    );
    return shownText(values.join(", "));
  };
  return [
    {
      ...{ host, service: service.href },
      ...{ name: told("name"), hardware: told("hardware"), location: told("location") },
    },
  ];
}

function serviceAt(address: string): URL | null {
  const url = URL.parse(address);
  const isKnown = url !== null && /^https?:$/.test(url.protocol);
  return isKnown && url.username === "" && url.password === "" ? url : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that is only one
  }
}

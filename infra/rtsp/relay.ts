/**
 * A door on loopback in front of one camera, for one listener at a time: it signs in at the camera, so that whoever decodes what
 * comes knows no password and none stands among a program's arguments, which every user of the machine may read.
 *
 * A listener may die. The camera does not hear of it: the next one is answered from memory, and gets what came since the last
 * key picture before all that is durable (held-packets.ts).
 */
import { randomBytes } from "node:crypto";
import { type Server, type Socket, createServer } from "node:net";
import { type CameraAddress, bareUrl, connectCamera } from "./camera-address.ts";
import { authorizer } from "./authorization.ts";
import { HeldPackets } from "./held-packets.ts";
import { keyRule } from "./key-packets.ts";
import { type Unit, bytesOf, challengesIn, headerOf, statusOf } from "./message.ts";
import { readUnits } from "./read-units.ts";

export interface RelayEvents {
  /** What a camera says of a stream beside its packets (RTCP). */
  readonly onReport: (packet: Buffer) => void;
  readonly nowMs: () => number;
}

export interface Relay {
  /** Where the listener asks; secret. */
  readonly url: string;
  /** The camera sends. */
  isAlive(): boolean;
  /** And another listener would miss nothing. */
  canResume(): boolean;
  /** When the first key picture came that this listener got, and the last packet; null: none did. */
  times(): { readonly fromMs: number | null; readonly lastMs: number | null };
  /** All that came before is durable. */
  kept(beforeMs: number): void;
  /** The camera is left; the listener gets what came before. */
  close(): void;
}

type Message = Extract<Unit, { readonly kind: "message" }>;

interface Asked {
  readonly by: Socket;
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly isSecondTry: boolean;
}

/** Reached when the listener connects; a camera that is away ends the listener's connection. `sdp`: what the camera said it sends. */
export async function openRelay(
  camera: CameraAddress,
  sdp: string,
  events: RelayEvents,
): Promise<Relay> {
  const secret = randomBytes(16).toString("hex");
  const server = createServer({ allowHalfOpen: false });
  const port = await listening(server);
  const local = `rtsp://127.0.0.1:${port}/${secret}`;
  const line = new CameraLine(camera, local, new HeldPackets(keyRule(sdp)), events);
  server.on("connection", (listener) => line.listen(listener));
  line.onClosed = () => void server.close();
  return {
    url: local,
    isAlive: () => line.isAlive(),
    canResume: () => line.canResume(),
    times: () => line.times(),
    kept: (beforeMs) => line.kept(beforeMs),
    close: () => line.close(),
  };
}

/** A camera that sends nothing while nobody listens is asked anew. */
const ALIVE_MS = 1_000;
/** Nobody listens for so long: then nobody will. */
const HOLD_MS = 5_000;
/** What a listener that ends well still reads. */
const LAST_MS = 2_000;
const STRANGER_MS = 2_000;

class CameraLine {
  readonly #camera: CameraAddress;
  readonly #local: string;
  readonly #held: HeldPackets;
  readonly #events: RelayEvents;
  readonly #asked: Asked[] = [];
  /** Answers to what set the session up, by request. */
  readonly #answers = new Map<string, Message>();
  #authorize: ReturnType<typeof authorizer> = null;
  #upstream: Socket | null = null;
  #listener: Socket | null = null;
  /** The listener, once it gets packets. */
  #playing: Socket | null = null;
  #outgoing: Buffer[] = [];
  #cseq = 0;
  #plays = false;
  #isClosed = false;
  #fromMs: number | null = null;
  #hold: NodeJS.Timeout | undefined;
  onClosed = (): void => undefined;

  constructor(camera: CameraAddress, local: string, held: HeldPackets, events: RelayEvents) {
    this.#camera = camera;
    this.#local = local;
    this.#held = held;
    this.#events = events;
  }

  isAlive(): boolean {
    const silentMs = this.#events.nowMs() - this.#held.lastMs;
    return !this.#isClosed && this.#plays && silentMs < ALIVE_MS;
  }

  canResume(): boolean {
    return this.isAlive() && this.#held.all() !== null;
  }

  times() {
    const { lastMs } = this.#held;
    return { fromMs: this.#fromMs, lastMs: lastMs === 0 ? null : lastMs };
  }

  kept(beforeMs: number): void {
    this.#held.kept(beforeMs);
  }

  listen(listener: Socket): void {
    listener.on("error", () => undefined); // its "close" follows
    if (this.#isClosed) return void listener.destroy();
    listener.setNoDelay(true);
    const late = setTimeout(() => listener.destroy(), STRANGER_MS);
    let isKnown = false;
    readUnits(listener, (unit) => {
      if (unit.kind === "packet") this.#upstream?.write(unit.whole);
      else if (isKnown || unit.first.split(" ")[1]?.startsWith(this.#local) === true) {
        if (!isKnown) this.#take(listener);
        clearTimeout(late);
        isKnown = true;
        this.#request(listener, unit);
      } else listener.destroy(); // whoever does not know the secret is not the listener
    });
    listener.once("close", () => {
      clearTimeout(late);
      this.#left(listener);
    });
  }

  close(): void {
    this.#end();
  }

  #take(listener: Socket): void {
    clearTimeout(this.#hold);
    this.#listener?.destroy();
    this.#listener = listener;
    this.#fromMs = null;
    this.#upstream ??= this.#connected();
  }

  #connected(): Socket {
    const upstream = connectCamera(this.#camera.url);
    upstream.setNoDelay(true);
    upstream.on("error", () => undefined); // its "close" follows
    upstream.once("close", () => this.#end());
    readUnits(
      upstream,
      (unit) => this.#fromCamera(unit),
      () => this.#flush(),
    );
    return upstream;
  }

  #left(listener: Socket): void {
    if (this.#listener !== listener) return;
    this.#listener = null;
    this.#playing = null;
    this.#upstream?.resume();
    if (this.#plays) this.#hold = setTimeout(() => this.#end(), HOLD_MS);
    else this.#end();
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#hold);
    this.#upstream?.destroy();
    const listener = this.#listener;
    listener?.end();
    if (listener !== null) {
      const late = setTimeout(() => listener.destroy(), LAST_MS);
      listener.once("close", () => clearTimeout(late));
    }
    this.onClosed();
  }

  #request(by: Socket, { first, headers, body }: Message): void {
    const [method = "", uri = ""] = first.split(" ");
    const isLocal = uri.startsWith(this.#local);
    const rest = isLocal ? bareUrl(this.#camera.url) + uri.slice(this.#local.length) : uri;
    const request = { by, method, uri: rest, headers, body, isSecondTry: false };
    if (!this.#plays) this.#ask(request);
    // The session outlives its listener, whose signs of life go on to the camera.
    else if (method === "TEARDOWN") by.end(bytesOf(OK, [cseqOf(headers)], NOTHING));
    else if (by === this.#playing) this.#ask(request);
    else this.#answerAgain(request);
  }

  #ask(request: Asked): void {
    this.#asked.push(request);
    this.#cseq += 1;
    const { method, uri, headers, body } = request;
    const others = headers.filter((line) => !/^cseq:/i.test(line));
    const own = this.#authorize === null ? [] : [`Authorization: ${this.#authorize(method, uri)}`];
    const all = [`CSeq: ${this.#cseq}`, ...others, ...own];
    this.#upstream?.write(bytesOf(`${method} ${uri} RTSP/1.0`, all, body));
  }

  /** What was never asked before sets up another session: this one ends. */
  #answerAgain(request: Asked): void {
    const known = this.#answers.get(keyOf(request));
    if (known === undefined) {
      this.#end();
      return;
    }
    // Times of the first listener's beginning are no times of this one's.
    const headers = known.headers.filter((line) => !/^(cseq|rtp-info):/i.test(line));
    const { by, method } = request;
    by.write(bytesOf(known.first, [cseqOf(request.headers), ...headers], known.body));
    if (method !== "PLAY") return;
    const held = this.#held.all();
    this.#fromMs = held?.fromMs ?? null;
    if (held !== null) by.write(Buffer.concat(held.packets));
    this.#playing = by;
  }

  #fromCamera(unit: Unit): void {
    if (unit.kind === "packet") this.#packet(unit);
    else this.#answer(unit);
  }

  #packet(unit: Extract<Unit, { readonly kind: "packet" }>): void {
    const nowMs = this.#events.nowMs();
    if (unit.channel % 2 === 1) this.#events.onReport(unit.packet);
    const isKey = this.#held.push(unit, nowMs);
    if (this.#playing === null) return;
    if (isKey) this.#fromMs ??= nowMs;
    this.#outgoing.push(unit.whole);
  }

  /** What came at once goes at once; a slow reader slows the camera down. */
  #flush(): void {
    const packets = this.#outgoing;
    this.#outgoing = [];
    const listener = this.#playing;
    if (listener === null || packets.length === 0 || listener.write(Buffer.concat(packets))) return;
    this.#upstream?.pause();
    listener.once("drain", () => this.#upstream?.resume());
  }

  #answer({ first, headers, body }: Message): void {
    // What a camera asks of us, nobody answers; answers come in the order of what was asked, whatever number they bear.
    const request = first.startsWith("RTSP/") ? this.#asked.shift() : undefined;
    if (request === undefined) return;
    this.#flush();
    if (statusOf(first) === 401 && !request.isSecondTry && this.#camera.credentials !== null) {
      this.#authorize = authorizer(challengesIn(headers), this.#camera.credentials);
      if (this.#authorize !== null) {
        this.#ask({ ...request, isSecondTry: true });
        return;
      }
    }
    if (statusOf(first) === 200 && SETTING_UP.has(request.method)) {
      this.#answers.set(keyOf(request), { kind: "message", first, headers, body });
      if (request.method === "PLAY") {
        this.#plays = true;
        this.#playing = request.by;
      }
    }
    const others = headers.filter((line) => !/^cseq:/i.test(line));
    request.by.write(bytesOf(first, [cseqOf(request.headers), ...others], body));
  }
}

const SETTING_UP = new Set(["OPTIONS", "DESCRIBE", "SETUP", "PLAY"]);
const OK = "RTSP/1.0 200 OK";
const NOTHING = Buffer.alloc(0);

const cseqOf = (headers: readonly string[]): string => `CSeq: ${headerOf(headers, "cseq") ?? "0"}`;
const keyOf = ({ method, uri, headers }: Asked): string =>
  [method, uri, method === "SETUP" ? headerOf(headers, "transport") : ""].join(" ");

async function listening(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : 0);
  });
  return promise;
}

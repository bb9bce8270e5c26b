/**
 * A door on loopback in front of one camera, for one listener at a time: it signs in at the camera, so that whoever decodes what
 * comes knows no password and none stands among a program's arguments, which every user of the machine may read.
 *
 * A listener may die. The camera does not hear of it: the next one is answered from memory, and gets what came since the last
 * key picture before all that is durable (held-packets.ts).
 */
import { randomBytes } from "node:crypto";
import { type Socket, createServer } from "node:net";
import { type CameraAddress, bareUrl } from "./camera-address.ts";
import { authorizer } from "./authorization.ts";
import { HeldPackets } from "./held-packets.ts";
import { type KeyRule, keyRule } from "./key-packets.ts";
import { joinPackets } from "./join-packets.ts";
import { endSoon, listening } from "./listening.ts";
import {
  type Message,
  type Unit,
  bytesOf,
  challengesIn,
  cseqOf,
  okFor,
  statusOf,
  withoutCseq,
} from "./message.ts";
import { type PacedReading, readCamera } from "./paced-reading.ts";
import { readUnits } from "./read-units.ts";
import { type Request, Answers, isSettingUp, setUp } from "./set-up.ts";

export interface RelayEvents {
  /** What a camera says of a stream beside its packets (RTCP). */
  readonly onReport: (packet: Buffer) => void;
  readonly nowMs: () => number;
}

export interface Relay {
  /** Where the listener asks; secret. */
  readonly url: string;
  /** Has the camera send, as a listener would. Resolves once it does or the line is over. */
  begin(): Promise<void>;
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

interface Asked extends Request {
  /** Null: this relay itself. */
  readonly by: Socket | null;
  readonly onAnswer: (answer: Message) => void;
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
  const line = new CameraLine(camera, local, keyRule(sdp), events);
  server.on("connection", (listener) => line.listen(listener));
  void line.over.promise.then(() => server.close());
  return line;
}

/** A camera that sends nothing while nobody listens is asked anew; later than a busy machine may be late. */
const ALIVE_MS = 2_000;
/** Nobody listens for so long: then nobody will. A recorder that was killed is back sooner, on a busy machine too. */
const HOLD_MS = 15_000;
const STRANGER_MS = 2_000;

class CameraLine implements Relay {
  readonly url: string;
  readonly #camera: CameraAddress;
  readonly #rule: KeyRule | null;
  readonly #held: HeldPackets;
  readonly #events: RelayEvents;
  readonly #asked: Asked[] = [];
  readonly #answers = new Answers();
  readonly over = Promise.withResolvers<null>();
  #authorize: ReturnType<typeof authorizer> = null;
  #upstream: PacedReading | null = null;
  #listener: Socket | null = null;
  /** The listener, once it gets packets. */
  #playing: Socket | null = null;
  #outgoing: Buffer[] = [];
  #cseq = 0;
  /** When it was let play; null: not yet. */
  #playsFromMs: number | null = null;
  #hadListener = false;
  /** The camera is left: the listener gets what it sent before. */
  #isLeft = false;
  #isClosed = false;
  #fromMs: number | null = null;
  #hold: NodeJS.Timeout | undefined;

  constructor(camera: CameraAddress, local: string, rule: KeyRule | null, events: RelayEvents) {
    this.#camera = camera;
    this.url = local;
    this.#rule = rule;
    this.#held = new HeldPackets(rule);
    this.#events = events;
  }

  isAlive(): boolean {
    return this.#isNews(this.#held.lastMs);
  }

  /** Before its first key picture there is nothing to miss for the first listener, and what was just let play may send yet. */
  canResume(): boolean {
    if (this.#hadListener) return this.isAlive() && this.#held.all() !== null;
    return this.#isNews(Math.max(this.#held.lastMs, this.#playsFromMs ?? 0));
  }

  #isNews(atMs: number): boolean {
    return !this.#isClosed && !this.#isLeft && this.#events.nowMs() - atMs < ALIVE_MS;
  }

  async begin(): Promise<void> {
    this.#upstream ??= this.#connected();
    this.#hold = setTimeout(() => this.#end(), HOLD_MS);
    const ask = (request: Request): Promise<Message | null> => {
      const { promise, resolve } = Promise.withResolvers<Message>();
      this.#ask({ ...request, by: null, onAnswer: resolve, isSecondTry: false });
      return Promise.race([promise, this.over.promise]);
    };
    if (!(await setUp(bareUrl(this.#camera.url), ask))) this.#end();
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
      if (unit.kind === "packet") this.#upstream?.socket.write(unit.whole);
      else if (isKnown || unit.first.split(" ")[1]?.startsWith(this.url) === true) {
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
    if (this.#isLeft) return;
    this.#isLeft = true;
    if (this.#playing === null || this.#upstream === null) this.#end();
    else this.#upstream.finish(() => this.#end());
  }

  #take(listener: Socket): void {
    clearTimeout(this.#hold);
    this.#listener?.destroy();
    this.#listener = listener;
    this.#fromMs = null;
    this.#hadListener = true;
    this.#upstream ??= this.#connected();
  }

  #connected(): PacedReading {
    const upstream = readCamera(
      this.#camera.url,
      this.#rule,
      (unit) => (unit.kind === "packet" ? this.#packet(unit) : this.#answer(unit)),
      () => this.#flush(),
    );
    upstream.socket.setNoDelay(true);
    upstream.socket.on("error", () => undefined); // its "close" follows
    upstream.socket.once("close", () => this.#end());
    return upstream;
  }

  #left(listener: Socket): void {
    if (this.#listener !== listener) return;
    this.#listener = null;
    this.#playing = null;
    this.#upstream?.release();
    if (this.#playsFromMs !== null) this.#hold = setTimeout(() => this.#end(), HOLD_MS);
    else this.#end();
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#hold);
    this.#upstream?.socket.destroy();
    if (this.#listener !== null) endSoon(this.#listener);
    this.over.resolve(null);
  }

  #request(by: Socket, { first, headers, body }: Message): void {
    const [method = "", uri = ""] = first.split(" ");
    const isLocal = uri.startsWith(this.url);
    const rest = isLocal ? bareUrl(this.#camera.url) + uri.slice(this.url.length) : uri;
    const onAnswer = (answer: Message): void => {
      const own = [cseqOf(headers), ...withoutCseq(answer.headers)];
      by.write(bytesOf(answer.first, own, answer.body));
    };
    const request = { by, method, uri: rest, headers, body, onAnswer, isSecondTry: false };
    if (this.#playsFromMs === null) this.#ask(request);
    // The session outlives its listener, whose signs of life go on to the camera.
    else if (method === "TEARDOWN") by.end(okFor(headers));
    else if (by === this.#playing) this.#ask(request);
    else this.#answerAgain(by, request);
  }

  #ask(request: Asked): void {
    this.#asked.push(request);
    this.#cseq += 1;
    const { method, uri, headers, body } = request;
    const own = this.#authorize === null ? [] : [`Authorization: ${this.#authorize(method, uri)}`];
    const all = [`CSeq: ${this.#cseq}`, ...withoutCseq(headers), ...own];
    this.#upstream?.socket.write(bytesOf(`${method} ${uri} RTSP/1.0`, all, body));
  }

  /** What was never asked before sets up another session: this one ends. */
  #answerAgain(by: Socket, request: Asked): void {
    const known = this.#answers.again(request);
    if (known === null) {
      this.#end();
      return;
    }
    request.onAnswer(known);
    if (request.method !== "PLAY") return;
    const held = this.#held.all();
    this.#fromMs = held?.fromMs ?? null;
    if (held !== null) by.write(Buffer.concat(held.packets));
    this.#playing = by;
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
    if (listener === null || packets.length === 0 || listener.write(joinPackets(packets))) return;
    this.#upstream?.hold();
    listener.once("drain", () => this.#upstream?.release());
  }

  #answer(answer: Message): void {
    const { first, headers } = answer;
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
    if (statusOf(first) === 200 && isSettingUp(request)) {
      this.#answers.keep(request, answer);
      if (request.method === "PLAY") {
        this.#playsFromMs = this.#events.nowMs();
        this.#playing = request.by;
      }
    }
    request.onAnswer(answer);
  }
}

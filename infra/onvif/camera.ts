/** What a camera offers, by its own ONVIF services: its clock, its profiles and the address of each stream. */
import type { XmlElement } from "@rgrove/parse-xml";
import type {
  CameraOffer,
  FoundCamera,
  OfferedStream,
} from "../../services/recorder/found-camera.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { type Asking, type SignIn, askSoap, silent } from "./soap.ts";
import { childOf, childrenOf, countIn, escaped, shownText } from "./xml.ts";

const DEVICE = "http://www.onvif.org/ver10/device/wsdl";
const MEDIA = "http://www.onvif.org/ver10/media/wsdl";
const MEDIA_2 = "http://www.onvif.org/ver20/media/wsdl";
/** No camera has more; each is asked for by itself. */
const MOST_PROFILES = 32;

/** Only the place that answered the probe is asked. @throws Refusal as `CameraNetwork.ask`. */
export async function askCamera(
  { service }: Pick<FoundCamera, "service">,
  credentials: SignIn | null,
  authorizer: Asking["authorizer"],
): Promise<CameraOffer> {
  const device = new URL(service);
  const open: Asking = { credentials: null, aheadMs: 0, authorizer };
  const aheadMs = await clockAhead(open, device);
  const asking: Asking = { credentials, aheadMs: aheadMs ?? 0, authorizer };
  const { url, isSecond } = await mediaOf(asking, device);
  const offered = isSecond ? await streamsOf2(asking, url) : await streamsOf(asking, url);
  // Whoever copies an address of another machine into the settings would have the recorder sign in there.
  const streams = offered.filter((stream) => new URL(stream.url).hostname === device.hostname);
  return { streams, clockAheadSeconds: aheadMs === null ? null : Math.round(aheadMs / 1_000) };
}

/** Asked without signing in (ONVIF Core, 8.3.2), because a sign-in needs it. */
async function clockAhead(asking: Asking, device: URL): Promise<number | null> {
  const answer = await askSoap(asking, device, `<GetSystemDateAndTime xmlns="${DEVICE}"/>`).catch(
    (error: unknown) => {
      // Some want to know who asks all the same; then its clock is not known.
      if (isRefusal(error, "recorder/refused")) return null;
      throw error;
    },
  );
  const utc = childOf(answer, "SystemDateAndTime", "UTCDateTime");
  const part = (...path: readonly string[]): number => countIn(childOf(utc, ...path)?.text) ?? NaN;
  const [year, month, day] = ["Year", "Month", "Day"].map((name) => part("Date", name));
  const [hour, minute, second] = ["Hour", "Minute", "Second"].map((name) => part("Time", name));
  const its = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second);
  return Number.isFinite(its) ? its - Date.now() : null;
}

/** The second media service is the one that knows H.265 (ONVIF Profile T). */
async function mediaOf(asking: Asking, device: URL) {
  const body = `<GetServices xmlns="${DEVICE}"><IncludeCapability>false</IncludeCapability></GetServices>`;
  const answer = await askSoap(asking, device, body).catch((error: unknown) => {
    // GetServices came with ONVIF 2.1.
    if (isRefusal(error, "recorder/no-answer")) return null;
    throw error;
  });
  const services = childrenOf(answer, "Service");
  const at = (namespace: string): URL | null => {
    const found = services.find((one) => childOf(one, "Namespace")?.text.trim() === namespace);
    return sameMachine(device, childOf(found ?? null, "XAddr")?.text);
  };
  const second = at(MEDIA_2);
  if (second !== null) return { url: second, isSecond: true };
  const first = at(MEDIA) ?? (await mediaByCapabilities(asking, device));
  return { url: first, isSecond: false };
}

async function mediaByCapabilities(asking: Asking, device: URL): Promise<URL> {
  const body = `<GetCapabilities xmlns="${DEVICE}"><Category>Media</Category></GetCapabilities>`;
  const answer = await askSoap(asking, device, body);
  const told = childOf(answer, "Capabilities", "Media", "XAddr")?.text;
  const url = sameMachine(device, told);
  if (url === null) throw silent();
  return url;
}

/** A camera that names another machine would have us sign in there. */
function sameMachine(device: URL, told: string | undefined): URL | null {
  const url = URL.parse((told ?? "").trim());
  const isThere = url?.hostname === device.hostname && /^https?:$/.test(url.protocol);
  return isThere ? url : null;
}

async function streamsOf(asking: Asking, media: URL): Promise<readonly OfferedStream[]> {
  const answer = await askSoap(asking, media, `<GetProfiles xmlns="${MEDIA}"/>`);
  return eachProfile(answer, async (profile, token) => {
    const setup = `<StreamSetup><Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream><Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport></StreamSetup>`;
    const body = `<GetStreamUri xmlns="${MEDIA}">${setup}<ProfileToken>${token}</ProfileToken></GetStreamUri>`;
    const uri = childOf(await askSoap(asking, media, body), "MediaUri", "Uri")?.text;
    const video = childOf(profile, "VideoEncoderConfiguration");
    return streamOf(profile, uri, video, childOf(profile, "AudioEncoderConfiguration"));
  });
}

async function streamsOf2(asking: Asking, media: URL): Promise<readonly OfferedStream[]> {
  const wanted = `<Type>VideoEncoder</Type><Type>AudioEncoder</Type>`;
  const answer = await askSoap(
    asking,
    media,
    `<GetProfiles xmlns="${MEDIA_2}">${wanted}</GetProfiles>`,
  );
  return eachProfile(answer, async (profile, token) => {
    const body = `<GetStreamUri xmlns="${MEDIA_2}"><Protocol>RTSP</Protocol><ProfileToken>${token}</ProfileToken></GetStreamUri>`;
    const uri = childOf(await askSoap(asking, media, body), "Uri")?.text;
    const told = childOf(profile, "Configurations");
    return streamOf(profile, uri, childOf(told, "VideoEncoder"), childOf(told, "AudioEncoder"));
  });
}

async function eachProfile(
  answer: XmlElement,
  ask: (profile: XmlElement, token: string) => Promise<OfferedStream | null>,
): Promise<readonly OfferedStream[]> {
  const streams: OfferedStream[] = [];
  // One after another: a camera is a small machine.
  for (const profile of childrenOf(answer, "Profiles").slice(0, MOST_PROFILES)) {
    const token = profile.attributes["token"];
    const stream = token === undefined ? null : await ask(profile, escaped(token));
    if (stream !== null) streams.push(stream);
  }
  return streams;
}

/** Null where it is offered by no address that a recorder could be given. */
function streamOf(
  profile: XmlElement,
  uri: string | undefined,
  video: XmlElement | null,
  audio: XmlElement | null,
): OfferedStream | null {
  const url = URL.parse((uri ?? "").trim());
  if (url === null || !/^rtsps?:$/.test(url.protocol)) return null;
  url.username = "";
  url.password = "";
  return {
    name: shownText(childOf(profile, "Name")?.text) ?? "",
    url: url.href,
    picture: pictureOf(video),
    sound: shownText(childOf(audio, "Encoding")?.text),
  };
}

function pictureOf(video: XmlElement | null): OfferedStream["picture"] {
  const coding = shownText(childOf(video, "Encoding")?.text);
  const width = countIn(childOf(video, "Resolution", "Width")?.text);
  const height = countIn(childOf(video, "Resolution", "Height")?.text);
  if (coding === null || width === null || height === null) return null;
  const rate = childOf(video, "RateControl");
  return {
    ...{ coding, width, height },
    // Some tell it with decimals.
    framesPerSecond: countIn(childOf(rate, "FrameRateLimit")?.text.replace(/\..*$/, "")),
    kbitPerSecond: countIn(childOf(rate, "BitrateLimit")?.text),
  };
}

/** Where a log-in came from, as connection and browser say it: shown to people, and nothing rests on it. */
import { plainAddress } from "./login-source.ts";

export interface LogInFrom {
  /** The connection's, or what a proxy that the operator trusts says of it. */
  readonly address: string;
  /** What the browser called itself: anybody's words, so many at most and printable ASCII alone. */
  readonly userAgent: string;
}

const MAX_ADDRESS = 45; // INET6_ADDRSTRLEN without its last byte
const MAX_USER_AGENT = 256;

export const logInFrom = (address: string | undefined, userAgent: string | undefined) => ({
  address: plainAddress(address).slice(0, MAX_ADDRESS),
  userAgent: (userAgent ?? "").slice(0, MAX_USER_AGENT).replaceAll(/[^\x20-\x7e]/g, "?"),
});

/** Each calls itself by names of those behind it, too. The version is what the expression keeps. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ["WeChat", /\bMicroMessenger\/(\d{1,4})/],
  ["QQ Browser", /\bM?QQBrowser\/(\d{1,4})/],
  ["UC Browser", /\bUC?Browser\/(\d{1,4})/],
  ["Huawei Browser", /\bHuaweiBrowser\/(\d{1,4})/],
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d{1,4})/],
  ["Opera", /\bOPR\/(\d{1,4})/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d{1,4})/],
  ["Chrome", /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d{1,4})/],
  ["Safari", /\bVersion\/(\d{1,4})\S* (?:Mobile\/\S+ )?Safari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ["HarmonyOS", /\b(?:Open)?Harmony(?:OS)?\b/],
  ["Android", /\bAndroid\b/],
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];

/** In words from these two lists and a number: nothing else of `userAgent` gets through. Null: none of them. */
export function browserNamed(userAgent: string): {
  readonly browser: string | null;
  readonly system: string | null;
} {
  const version = BROWSERS.flatMap(([name, known]) => {
    const found = known.exec(userAgent);
    return found?.[1] === undefined ? [] : [`${name} ${found[1]}`];
  });
  const system = SYSTEMS.find(([, known]) => known.test(userAgent));
  return { browser: version[0] ?? null, system: system?.[0] ?? null };
}

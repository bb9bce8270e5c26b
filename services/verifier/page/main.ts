/** The page in every package: checks it in a browser that is not connected to anything. */
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { timestampVerifier } from "../../../infra/keys/timestamp-verifier.ts";
import { blobSource } from "../../../infra/zip/byte-source.ts";
import { openPackageFiles } from "../../../infra/zip/package-files.ts";
import { openPackageZip } from "../../../infra/zip/package-zip.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { type Language, languageOf } from "../../kernel/language.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import type { PackageReader } from "../../packages/package-reader.ts";
import { type PackageReport, verifyPackage } from "../../packages/verify-package.ts";
import { type DroppedFile, filesOfDrop, filesOfFolder, takeList } from "./dropped-files.ts";
import { button, element, fileButton } from "./element.ts";
import { pinsOf, pinsView } from "./pins-view.ts";
import { reportView } from "./report-view.ts";
import { WORDS, type Word } from "./words.ts";

const JUDGES = {
  signatures: cmsVerifier,
  timestamps: timestampVerifier,
  clock: () => utcInstant(new Date()),
};

class Stopped extends Error {}

type Outcome =
  | { readonly kind: "none" | "stopped" | "unreadable" | "badRoot" | "listTaken" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "report"; readonly report: PackageReport };

const entered = {
  ...{ root: "", ledgerKey: "", policy: "", timestampRoot: "", secondRoot: "" },
  revocations: "",
  showsAll: false,
};
/** What was chosen last, to be checked again under what is trusted by then. */
let chosen: (() => PackageReader) | null = null;
let language: Language = languageOf(navigator.language);
let outcome: Outcome = { kind: "none" };
/** Raised by each new package and by "stop": what runs for an older one ends. */
let run = 0;

const say = (word: Word): string => WORDS[word][language];
const page = document.getElementById("page") ?? document.body;

function show(): void {
  document.documentElement.lang = language;
  document.title = `铁证 Holdfast · ${say("title")}`;
  const other = button(say("language"), () => {
    language = language === "en" ? "zh-CN" : "en";
    show();
  });
  page.replaceChildren(
    element("header", {}, element("h1", {}, `铁证 Holdfast · ${say("title")}`), other),
    element("p", {}, say("offline")),
    dropView(),
    pinsView(entered, language, chosen === null ? null : () => void recheck()),
    ...outcomeView(),
  );
}

function dropView(): HTMLElement {
  const zone = element(
    "section",
    { id: "drop", class: "drop" },
    element("h2", {}, say("packageHere")),
    element("p", { class: "by-mouse" }, say("drop")),
    fileButton(say("chooseZip"), { id: "zip", accept: ".zip" }, ([file]) => void checkZip(file)),
    fileButton(
      say("chooseFolder"),
      { id: "folder", webkitdirectory: "" },
      (files) => void choose(() => openPackageFiles(filesOfFolder(files))),
      "by-mouse",
    ),
  );
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer !== null) void checkDrop(filesOfDrop(event.dataTransfer.items));
  });
  return zone;
}

function outcomeView(): HTMLElement[] {
  if (outcome.kind === "none") return [];
  if (outcome.kind === "report") return reportView(outcome.report, language);
  const why = outcome.kind === "refused" ? `: ${outcome.why}` : "";
  const text = `${say(outcome.kind)}${why}`;
  return [element("section", { id: "outcome", class: "alert", role: "alert" }, text)];
}

const end = (ended: Outcome): void => {
  outcome = ended;
  show();
};

async function checkDrop(dropped: Promise<readonly DroppedFile[]>): Promise<void> {
  try {
    const { list, files } = await takeList(await dropped);
    if (list !== null) {
      entered.revocations = list;
      entered.showsAll = true;
      outcome = { kind: "listTaken" };
      show();
    }
    const [first] = files;
    if (first === undefined) {
      if (list !== null) await recheck();
      return;
    }
    const isZip = files.length === 1 && !first.path.includes("/");
    await (isZip ? checkZip(first.blob) : choose(() => openPackageFiles(files)));
  } catch {
    // Some browsers hand no folder to a page that came from a disk.
    end({ kind: "unreadable" });
  }
}

const checkZip = async (file: File | undefined): Promise<void> => {
  if (file !== undefined) await choose(() => openPackageZip(blobSource(file)));
};

const choose = (open: () => PackageReader): Promise<void> => {
  chosen = open;
  return check(open());
};

const recheck = async (): Promise<void> => {
  if (chosen !== null) await check(chosen());
};

async function check(reader: PackageReader): Promise<void> {
  const mine = (run += 1);
  const pins = pinsOf(entered);
  end({ kind: pins === null ? "badRoot" : "none" });
  if (pins === null) return;
  const bar = progressView();
  try {
    const report = await verifyPackage(JUDGES, reader, pins, (done, total) => {
      if (mine !== run) throw new Stopped();
      bar(done, total);
    });
    if (mine !== run) return;
    end({ kind: "report", report });
    document.getElementById("levels")?.scrollIntoView({ block: "start" });
  } catch (error) {
    if (error instanceof Stopped || mine !== run) return;
    if (!isRefusal(error)) throw error;
    end({ kind: "refused", why: String(error.facts["fault"] ?? error.code) });
  }
}

function progressView(): (doneBytes: number, totalBytes: number) => void {
  const bar = element("progress", { max: "1", value: "0", "aria-label": say("reading") });
  const text = element("p", { "aria-live": "off" }, say("reading"));
  const stop = button(say("stop"), () => {
    run += 1;
    end({ kind: "stopped" });
  });
  const section = element("section", { id: "progress" }, text, bar, stop);
  page.append(section);
  section.scrollIntoView({ block: "nearest" });
  return (done, total) => {
    bar.value = total === 0 ? 1 : done / total;
    text.textContent = `${say("reading")} ${mib(done)} / ${mib(total)} MiB`;
  };
}

const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

// A package dropped beside the field is not opened in place of this page.
for (const name of ["dragover", "drop"])
  window.addEventListener(name, (event) => event.preventDefault());
show();

/** The command line of the verbs that have something made of one item. */
import { type Command, Option } from "commander";
import { PURPOSES, type Purpose } from "../secrecy/purpose.ts";
import type { ExitCode } from "./exit-code.ts";
import { DERIVED } from "./texts/derived.ts";
import { LABEL_PLACES, LABEL_SIZES, SUBTITLE_LANGUAGES } from "../evidence/label-taken.ts";
import { ITEMS } from "./texts/items.ts";
import { LABEL } from "./texts/label.ts";
import { TRANSCRIPT } from "./texts/transcript.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface AskedOfItem {
  readonly purpose: string;
  readonly purposeKind?: Purpose;
  /** False: it only asks. */
  readonly wait: boolean;
}

export interface Excerpting extends AskedOfItem {
  readonly from: string;
  readonly to: string;
  readonly exact?: boolean;
}

export interface Picturing extends AskedOfItem {
  readonly at: string;
}

export interface Citing extends Pick<AskedOfItem, "purposeKind" | "wait"> {
  readonly at: string;
  /** Left out: nothing is asked for, and no picture is told of. */
  readonly purpose?: string;
}

export interface Redacting extends AskedOfItem {
  readonly masks: string;
}

export interface Rebuilding extends AskedOfItem {
  readonly like: string;
}

export interface Labelling extends AskedOfItem {
  readonly line?: readonly string[];
  readonly stamp?: boolean;
  readonly timeCode?: boolean;
  readonly wallClock?: boolean;
  readonly place: (typeof LABEL_PLACES)[number];
  readonly size: (typeof LABEL_SIZES)[number];
  readonly subtitles?: string;
  readonly language: (typeof SUBTITLE_LANGUAGES)[number];
  readonly burn?: boolean;
}

export interface ItemVerbs {
  itemsLabel(item: string, options: Remote & Labelling): Promise<ExitCode>;
  itemsStill(item: string, options: Remote & Picturing): Promise<ExitCode>;
  itemsMoment(item: string, options: Remote & Citing): Promise<ExitCode>;
  itemsExcerpt(item: string, options: Remote & Excerpting): Promise<ExitCode>;
  itemsRedact(item: string, options: Remote & Redacting): Promise<ExitCode>;
  itemsRebuild(item: string, options: Remote & Rebuilding): Promise<ExitCode>;
  itemsTranscribe(item: string, options: Remote & AskedOfItem): Promise<ExitCode>;
}

export function itemVerbs(program: Command, verbs: ItemVerbs, say: Say, done: Done): void {
  const items = program.command("items").description(say(ITEMS.about));
  purposed(verb(items, "excerpt <item>", ITEMS.excerpt, say), say)
    .requiredOption("--from <time>", say(ITEMS.optionFrom))
    .requiredOption("--to <time>", say(ITEMS.optionTo))
    .option("--exact", say(ITEMS.optionExact))
    .action((item: string, o: Remote & Excerpting) => done(verbs.itemsExcerpt(item, o)));
  purposed(verb(items, "still <item>", ITEMS.still, say), say)
    .requiredOption("--at <time>", say(ITEMS.optionAt))
    .action((item: string, o: Remote & Picturing) => done(verbs.itemsStill(item, o)));
  remote(verb(items, "moment <item>", ITEMS.moment, say), say)
    .requiredOption("--at <time>", say(ITEMS.optionAt))
    .option("--purpose <text>", say(ITEMS.optionMomentPurpose))
    .addOption(purposeKind(say))
    .option("--no-wait", say(DERIVED.optionNoWait))
    .action((item: string, o: Remote & Citing) => done(verbs.itemsMoment(item, o)));
  purposed(verb(items, "redact <item>", ITEMS.redact, say), say)
    .requiredOption("--masks <file>", say(ITEMS.optionMasks))
    .action((item: string, o: Remote & Redacting) => done(verbs.itemsRedact(item, o)));
  purposed(verb(items, "rebuild <item>", ITEMS.rebuild, say), say)
    .requiredOption("--like <item>", say(ITEMS.optionLike))
    .action((item: string, o: Remote & Rebuilding) => done(verbs.itemsRebuild(item, o)));
  purposed(verb(items, "transcribe <item>", TRANSCRIPT.about, say), say).action(
    (item: string, o: Remote & AskedOfItem) => done(verbs.itemsTranscribe(item, o)),
  );
  labelVerb(items, verbs, say, done);
}

const labelVerb = (items: Command, verbs: ItemVerbs, say: Say, done: Done): Command =>
  purposed(verb(items, "label <item>", LABEL.about, say), say)
    .option("--line <text...>", say(LABEL.optionLine))
    .option("--stamp", say(LABEL.optionStamp))
    .option("--time-code", say(LABEL.optionTimeCode))
    .option("--wall-clock", say(LABEL.optionWallClock))
    .addOption(chosen("--place <place>", LABEL.optionPlace, LABEL_PLACES, "bottom-right", say))
    .addOption(chosen("--size <size>", LABEL.optionSize, LABEL_SIZES, "medium", say))
    .option("--subtitles <file>", say(LABEL.optionSubtitles))
    .addOption(chosen("--language <code>", LABEL.optionLanguage, SUBTITLE_LANGUAGES, "und", say))
    .option("--burn", say(LABEL.optionBurn))
    .action((item: string, o: Remote & Labelling) => done(verbs.itemsLabel(item, o)));

const chosen = (
  flags: string,
  text: Parameters<Say>[0],
  of: readonly string[],
  first: string,
  say: Say,
): Option => new Option(flags, say(text)).choices(of).default(first);

const purposed = (made: Command, say: Say): Command =>
  remote(made, say)
    .requiredOption("--purpose <text>", say(DERIVED.optionPurpose))
    .addOption(purposeKind(say))
    .option("--no-wait", say(DERIVED.optionNoWait));

const purposeKind = (say: Say): Option =>
  new Option("--purpose-kind <kind>", say(DERIVED.optionKind))
    .choices(PURPOSES)
    .default("evidence");

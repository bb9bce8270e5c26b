/** Orders the files of a run so that none that takes long is begun last, when one worker would wait for it alone. */
import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Seconds, measured on two processors; what is not named takes a few. A file that is missing here costs time only. */
const SECONDS: Readonly<Record<string, number>> = {
  "handbooks.test.ts": 360,
  "three-verifiers.test.ts": 289,
  "screens.test.ts": 280,
  "crash-matrix.test.ts": 215,
  "reviewing.test.ts": 137,
  "case-work.test.ts": 112,
  "live.test.ts": 110,
  "command.test.ts": 109,
  "package-flips.test.ts": 105,
  "first-byte-to-package.test.ts": 101,
  "room-bad-cameras.test.ts": 99,
  "s3-system.test.ts": 94,
  "s3-stores.test.ts": 85,
  "soak.test.ts": 84,
  "later-revocations.test.ts": 70,
  "room-srt.test.ts": 65,
  "sharing.test.ts": 64,
  "redacting.test.ts": 115,
  "backup.test.ts": 100,
  "first-run.test.ts": 80,
  "makers-own.test.ts": 60,
  "webhooks.test.ts": 57,
  "long-film.test.ts": 55,
  "redaction.test.ts": 54,
  "room-camera.test.ts": 59,
  "verify-recipe.test.ts": 53,
  "transfer-kills.test.ts": 52,
  "token.test.ts": 50,
  "live-kills.test.ts": 48,
  "torture.test.ts": 45,
  "bit-rot.test.ts": 35,
  "simulation.test.ts": 28,
  "history.test.ts": 25,
  "s3-faults.test.ts": 47,
  "foreground.test.ts": 50,
  "two-writers.test.ts": 40,
  "keys.test.ts": 40,
  "verify-recipe-time.test.ts": 37,
  "disposal-whole.test.ts": 34,
  "disposal-kills.test.ts": 33,
  "signer.test.ts": 33,
  "forged-jobs.test.ts": 33,
  "dock.test.ts": 33,
  "fsck.test.ts": 32,
  "two-nodes.test.ts": 28,
  "other-store.test.ts": 28,
  "postgres-restart.test.ts": 27,
  "copies.test.ts": 27,
  "room-recorder.test.ts": 24,
  "two-recorders.test.ts": 22,
};

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const seconds = ({ moduleId }: TestSpecification): number => SECONDS[basename(moduleId)] ?? 0;
    return others.toSorted((a, b) => seconds(b) - seconds(a));
  }
}

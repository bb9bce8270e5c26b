/** Orders the files of a run so that none that takes long is begun last, when one worker would wait for it alone. */
import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Seconds, measured on two processors; what is not named takes a few. A file that is missing here costs time only. */
const SECONDS: Readonly<Record<string, number>> = {
  "screens.test.ts": 170,
  "three-verifiers.test.ts": 140,
  "crash-matrix.test.ts": 130,
  "reviewing.test.ts": 110,
  "package-flips.test.ts": 100,
  "command.test.ts": 100,
  "first-byte-to-package.test.ts": 95,
  "s3-system.test.ts": 80,
  "soak.test.ts": 65,
  "s3-stores.test.ts": 60,
  "case-work.test.ts": 60,
  "transfer-kills.test.ts": 70,
  "room-camera.test.ts": 55,
  "later-revocations.test.ts": 50,
  "verify-recipe.test.ts": 45,
  "disposal-kills.test.ts": 42,
  "s3-faults.test.ts": 35,
  "room-recorder.test.ts": 30,
  "disposal-whole.test.ts": 27,
  "two-writers.test.ts": 27,
  "signer.test.ts": 27,
};

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const seconds = ({ moduleId }: TestSpecification): number => SECONDS[basename(moduleId)] ?? 0;
    return others.toSorted((a, b) => seconds(b) - seconds(a));
  }
}

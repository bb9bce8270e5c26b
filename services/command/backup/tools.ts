/** What making and trying a backup ask of the database's own programs, of openssl, and of this machine. */
import type { Sha256 } from "../../kernel/digest.ts";
import type { Counted } from "../../backup/statement.ts";

export interface BackupTools {
  /** Counts, and has `work` done while the snapshot that was counted can be dumped. */
  withSnapshot<T>(work: (counted: Counted, snapshot: string) => Promise<T>): Promise<T>;
  /** Into a new file. */
  dump(snapshot: string, file: string): Promise<void>;
  /** Of a certificate in a PEM file. */
  certificateDigest(file: string): Promise<Sha256>;
  /** `names` below `folder` into a new file that the keys of the certificates (PEM files) open. */
  seal(
    folder: string,
    names: readonly string[],
    certificates: readonly string[],
    file: string,
  ): Promise<void>;
}

/** A server for one trial, with an empty database; it ends when it is disposed of. */
export interface TrialServer extends AsyncDisposable {
  readonly url: string;
  /** Answers what it holds then. @throws Error where the dump cannot be put back whole. */
  restore(file: string): Promise<Counted>;
}

export interface TrialTools {
  /** In `folder`, which is a new one. @throws Error where this machine cannot: that says nothing of a backup. */
  startServer(folder: string): Promise<TrialServer>;
  /** Names in a sealed archive. @throws Error where the key (a PEM file) does not open it. */
  sealedNames(file: string, key: string, folder: string): Promise<readonly string[]>;
}

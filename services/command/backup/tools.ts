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

/** A database that was put back, on a server of its own. */
export interface RestoredDatabase extends AsyncDisposable {
  readonly url: string;
  readonly counted: Counted;
}

export interface TrialTools {
  /** Puts a dump back into a new cluster in `folder`, which is a new one. */
  restore(file: string, folder: string): Promise<RestoredDatabase>;
  /** Names in a sealed archive. @throws Error where the key (a PEM file) does not open it. */
  sealedNames(file: string, key: string, folder: string): Promise<readonly string[]>;
}

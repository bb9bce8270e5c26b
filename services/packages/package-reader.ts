/** Port: a package on a disk, as a folder or as a ZIP, read without trust. */

export interface PackedFile {
  /** Inside the bag, with "/", e.g. "metadata/package.json". Unique, relative, without "..". */
  readonly path: string;
  readonly sizeBytes: number;
}

export interface PackageReader {
  /**
   * Every file there is.
   * @throws Refusal invalid "packages/unsafe-archive" for what no honest package holds: a path that leads
   *         out, a name twice, a link, an encrypted or compressed-to-a-bomb entry, too many entries.
   */
  list(): Promise<readonly PackedFile[]>;
  read(path: string): Promise<AsyncIterable<Uint8Array>>;
  /** The same for who looks at each byte once: a chunk is valid until the next is asked for. */
  scan(path: string): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** Ports of the command: this machine, its private servers and its files. infra/host implements them. */
import type { IdentityFiles } from "../access/device-identity.ts";
import type { Exchange } from "./tus-client.ts";

/** What the supervisor starts; see infra/host/server-program.ts. */
export interface BoxProgram {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly as: { readonly uid: number; readonly gid: number } | null;
  readonly handedOver: readonly string[];
  readonly stopSignal: NodeJS.Signals;
  readonly stopLimitMs: number;
  /** How long it is waited for its next start, first and most; unset: as for any. */
  readonly again?: { readonly firstMs: number; readonly mostMs: number };
}

export interface PrivateServer {
  readonly url: string;
  readonly program: BoxProgram;
  readonly ready: () => Promise<void>;
}

export interface RecordedProcess {
  readonly name: string;
  readonly mark: { readonly pid: number };
  readonly running: boolean;
  readonly restarts: number;
  readonly startedAt: string;
}

export interface Supervision {
  start(program: BoxProgram): Promise<void>;
  pids(): Readonly<Record<string, number>>;
  stopAll(): Promise<void>;
}

export type FolderLock =
  | { readonly held: true; release(): Promise<void> }
  | { readonly held: false; readonly by: { readonly pid: number } };

/** Small private files, whole or not there. */
export interface PrivateFiles {
  writeDurably(path: string, text: string, mode?: number): Promise<void>;
  keptSecret(path: string): Promise<string>;
}

export interface Host {
  readonly files: PrivateFiles;
  privateFolder(folder: string): IdentityFiles;
  readonly exchange: Exchange;
  freePort(): Promise<number>;
  lockFolder(path: string): Promise<FolderLock>;
  lockHolder(path: string): Promise<{ readonly pid: number } | null>;
  /** Asks the holder of `path` to end, and waits; answers false if nobody holds it. */
  endHolder(path: string, limitMs: number): Promise<boolean>;
  /** Whether the last holder of `path` released it; a holder that died leaves its lock behind. */
  endedInOrder(path: string): Promise<boolean>;
  recordedProcesses(runFolder: string): Promise<readonly RecordedProcess[]>;
  endRecorded(runFolder: string): Promise<readonly string[]>;
  missingPackages(path: string): Promise<readonly string[]>;
  installLine(names: readonly string[]): string;
  rootAccess(): Promise<readonly string[] | null>;
  installPackages(names: readonly string[], asRoot: readonly string[]): Promise<boolean>;
}

/** The layout of a data folder; nothing else builds a path in it. */
import { join } from "node:path";

export interface DataFolder {
  readonly root: string;
  readonly postgres: string;
  readonly redis: string;
  readonly objects: string;
  readonly scratch: string;
  /** Code that Node has compiled before, a folder a process; may be emptied at any time. */
  readonly cache: string;
  /** Only the signer is told of this one. */
  readonly keys: string;
  /** Key-encryption keys of encrypted items: for what reads or writes recordings. */
  readonly wrapping: string;
  /** Public halves of the keys, for everybody. */
  readonly public: string;
  readonly secrets: string;
  readonly logs: string;
  readonly run: string;
  readonly lock: string;
  /** Settings of a room that is recorded from here, where there is one, and what its recorder keeps. */
  readonly roomSettings: string;
  readonly room: string;
  /** What was set up here: agency, demo or not. */
  readonly installation: string;
  /** Logins and tokens that `up` made, 0600. */
  readonly logins: string;
}

export const dataFolder = (root: string): DataFolder => ({
  root,
  postgres: join(root, "postgres"),
  redis: join(root, "redis"),
  objects: join(root, "objects"),
  scratch: join(root, "scratch"),
  cache: join(root, "cache"),
  keys: join(root, "keys"),
  wrapping: join(root, "wrapping-keys"),
  public: join(root, "public"),
  secrets: join(root, "secrets"),
  logs: join(root, "logs"),
  run: join(root, "run"),
  lock: join(root, "run", "supervisor.lock"),
  roomSettings: join(root, "room.json"),
  room: join(root, "room"),
  installation: join(root, "installation.json"),
  logins: join(root, "secrets", "logins.json"),
});

/** Has V8 look through all memory seldom, where a process moves much through little. */
import { setFlagsFromString } from "node:v8";

/**
 * What sockets and files bring counts towards the heap's limit, and a small heap grows little: with eight cameras of 4 Mbit/s
 * a recorder looked through all its objects eleven times in ten seconds, a third of its work. Now it lets the heap grow to five
 * times what is in use, and does so once in ten.
 */
export const collectRarely = (): void => setFlagsFromString("--heap-growing-percent=400");

/** Who did something: "device:<id>", "user:<id>" or "process:<name>"; never free text. */
export type Actor = `${"device" | "user" | "process"}:${string}`;

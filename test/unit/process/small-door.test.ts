/** The door of small processes: its address is the real one, its faults are told apart, and it closes behind the last answer. */
import { expect, it } from "vitest";
import { listenFault, openDoor } from "../../../infra/process/small-door.ts";

const LOCAL = "127.0.0.1";
const faultOf = (host: string, port: number) =>
  openDoor(() => undefined, host, port).then(
    () => "opened",
    (error: unknown) => listenFault(error),
  );

it("says which of port and host is to be chosen anew", async () => {
  const door = await openDoor((_, response) => response.end("here"), LOCAL, 0);
  const { port } = new URL(door.url);
  expect(await (await fetch(door.url)).text()).toBe("here");
  expect(await faultOf(LOCAL, Number(port))).toBe("port");
  expect(await faultOf(LOCAL, Number("x"))).toBe("port");
  expect(await faultOf(LOCAL, 70_000)).toBe("port");
  expect(await faultOf("192.0.2.1", 0)).toBe("host");
  expect(listenFault(new Error("another"))).toBeNull();
  await door.close();
  await expect(fetch(door.url)).rejects.toThrow();
});

it("has an address that can be called where it listens on IPv6", async () => {
  const door = await openDoor((_, response) => response.end("here"), "::1", 0);
  expect(await (await fetch(door.url)).text()).toBe("here");
  await door.close();
});

it("closes once what was asked is answered", async () => {
  const asked = Promise.withResolvers<() => void>();
  const door = await openDoor((_, response) => asked.resolve(() => response.end("late")), LOCAL, 0);
  const answer = fetch(door.url);
  const reply = await asked.promise;
  const closed = door.close();
  reply();
  expect(await (await answer).text()).toBe("late");
  await closed;
});

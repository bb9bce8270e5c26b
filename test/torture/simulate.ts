/** The domain over its ports, by seeds: use cases of several processes take turns at each call, calls fail, and processes die at them. */
import { Draw } from "../fixtures/seeded.ts";
import { SimDisposal } from "./sim-disposal.ts";
import { SimHouse, type Simulated } from "./sim-house.ts";

const HOUSES = [SimHouse, SimDisposal] as const;

export interface SimulatedSeeds extends Simulated {
  readonly first: number;
  readonly seeds: number;
}

/** Each seed from `first` on, in each house. @throws Error that says how to repeat the seed that broke something. */
export async function simulate(
  first: number,
  seeds: number,
  nextTimer: () => void,
  rootPem: string,
): Promise<SimulatedSeeds> {
  const sum = { calls: 0, crashes: 0, failed: 0 };
  for (let seed = first; seed < first + seeds; seed += 1) {
    for (const House of HOUSES) {
      const done = await new House(new Draw(seed), nextTimer, rootPem)
        .run()
        .catch((cause: unknown) => {
          const again = `./holdfast torture --simulate 1 --seed ${seed}`;
          throw new Error(`${House.name}, seed ${seed}; again: ${again}`, { cause });
        });
      sum.calls += done.calls;
      sum.crashes += done.crashes;
      sum.failed += done.failed;
    }
  }
  return { first, seeds, ...sum };
}

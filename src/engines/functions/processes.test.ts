import { performance } from "node:perf_hooks";
import { realNowMs } from "../../kit/clock.ts";
import { functionsContract } from "./contract.ts";
import { Processes } from "./processes.ts";

functionsContract(
  "child processes",
  (temporaryFolder) => new Processes({ temporaryFolder, now: realNowMs, elapsed: () => performance.now() }),
);

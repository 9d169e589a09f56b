// SimulateCustomPolicy: what policies that are given would allow.
import type { Operation } from "../context.ts";
import { simulate } from "../simulate.ts";
import { nobodyIn } from "../simulated-principal.ts";

export const simulateCustomPolicy: Operation<"SimulateCustomPolicy"> = (input, call) =>
  simulate(call, input, { listing: "SimulateCustomPolicy", policies: [], caller: nobodyIn(call), isUser: false });

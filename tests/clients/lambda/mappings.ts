// Event source mappings that tests make, and what handlers have written of what they were given.
import {
  CreateEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  type LambdaClient,
} from "@aws-sdk/client-lambda";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";

const POLLS_MAX = 600;

export async function until<Value>(look: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    const value = await look();
    if (value !== undefined) return value;
    await sleep(25);
  }
  throw new Error("it did not come");
}

/** What a handler has written to its file: JSON, a line for each batch. */
export function seen<Batch = string[]>(file: string): Batch[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Batch);
  } catch {
    return [];
  }
}

/** The source of a handler that writes what the expression makes of its `event`; `then` runs after that. */
export const writing = (file: string, expression: string, then = ""): string => `
exports.handler = async (event) => {
  require("fs").appendFileSync(${JSON.stringify(file)}, JSON.stringify(${expression}) + "\\n");
  ${then}
};`;

/** Its id, once it is Enabled. */
export async function enabledMapping(
  lambda: LambdaClient,
  input: CreateEventSourceMappingCommandInput,
): Promise<string> {
  const { UUID = "", State } = await lambda.send(new CreateEventSourceMappingCommand(input));
  expect(State).toBe("Creating");
  await untilState(lambda, UUID, "Enabled");
  return UUID;
}

export const untilState = (lambda: LambdaClient, UUID: string, wanted: string): Promise<string> =>
  until(async () => {
    const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
    return State === wanted ? State : undefined;
  });

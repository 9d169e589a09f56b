// Functions that keep what they are told in a file, for tests of who tells them.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export const recorderCode = (file: string): string =>
  `exports.handler = async (event) => { require("fs").appendFileSync(${JSON.stringify(file)}, JSON.stringify(event) + "\\n"); };`;

/** Long enough for a machine under load; not what is measured. */
const POLLS_MAX = 800;
const POLL_MS = 25;

export interface EventRecord {
  readonly eventName: string;
  readonly eventVersion: string;
  readonly s3: {
    readonly configurationId: string;
    readonly object: { readonly key: string; readonly sequencer: string; readonly versionId?: string };
  };
  readonly [member: string]: unknown;
}

export function recordsIn(file: string): EventRecord[] {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  const lines = text.split("\n").filter(Boolean);
  return lines.flatMap((line) => (JSON.parse(line) as { Records: EventRecord[] }).Records);
}

/** All records, once there are as many. */
export async function recordsOf(file: string, count: number): Promise<EventRecord[]> {
  for (let poll = 0; poll < POLLS_MAX && recordsIn(file).length < count; poll++) await sleep(POLL_MS);
  return recordsIn(file);
}

// kill -9 while keys are made, used, rotated and scheduled for deletion: what was acknowledged holds afterwards.
import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  KMSClient,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { DAY_MS, REGION, text } from "./platform.ts";

const ROUNDS = 3;
const WRITERS = 4;
const KILL_AFTER_MS_MAX = 700;

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/kinesis/server.child.ts")));
afterAll(() => server.remove());

interface Acknowledged {
  readonly keyId: string;
  readonly ciphertexts: (Uint8Array | undefined)[];
  rotations: number;
  deleted: boolean;
}

async function start(folder: string) {
  const { endpoint, kill } = await startServer(server, folder);
  const kms = new KMSClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  return { endpoint, kms, kill };
}

/** Makes keys and works with them until the server is gone. */
async function work(kms: KMSClient, acknowledged: Acknowledged[]): Promise<void> {
  for (let round = 0; ; round++) {
    const made = await kms.send(new CreateKeyCommand({})).catch(() => undefined);
    if (!made) return;
    const key: Acknowledged = { keyId: made.KeyMetadata?.KeyId ?? "", ciphertexts: [], rotations: 0, deleted: false };
    acknowledged.push(key);
    const KeyId = key.keyId;
    try {
      for (let count = 0; count < 3; count++) {
        const Plaintext = Buffer.from(`text of ${KeyId}`);
        key.ciphertexts.push((await kms.send(new EncryptCommand({ KeyId, Plaintext }))).CiphertextBlob);
        await kms.send(new RotateKeyOnDemandCommand({ KeyId }));
        key.rotations++;
      }
      if (round % 2 === 1) continue;
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
      key.deleted = true;
    } catch {
      return; // killed
    }
  }
}

async function check(kms: KMSClient, { keyId, ciphertexts, deleted }: Acknowledged): Promise<void> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
  if (deleted) expect(KeyMetadata?.KeyState).toBe("PendingDeletion");
  if (KeyMetadata?.KeyState !== "Enabled") return;
  for (const CiphertextBlob of ciphertexts) {
    const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(text(Plaintext)).toBe(`text of ${keyId}`);
  }
}

describe("durability", () => {
  it("keys, their material and their states outlive kill -9, whenever it comes", { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-kms-"));
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const { endpoint, kms, kill } = await start(folder);
      for (const key of acknowledged) await check(kms, key);
      if (round < ROUNDS) {
        const killAfterMs = randomInt(100, KILL_AFTER_MS_MAX);
        console.log(`round ${round}: ${acknowledged.length} keys, kill -9 after ${killAfterMs} ms`);
        const working = Array.from({ length: WRITERS }, () => work(kms, acknowledged));
        await sleep(killAfterMs);
        await kill();
        await Promise.all(working);
      } else {
        await deletionsHold(endpoint, kms, acknowledged);
        await kill();
      }
      kms.destroy();
    }
    expect(acknowledged.some(({ rotations }) => rotations > 0)).toBe(true);
    await rm(folder, { recursive: true, force: true });
  });
});

/** Timers set before the kills run: after their days the keys are gone. */
async function deletionsHold(endpoint: string, kms: KMSClient, acknowledged: readonly Acknowledged[]): Promise<void> {
  const advanceMs = 8 * DAY_MS;
  await fetch(`${endpoint}/_forebay/clock`, { method: "POST", body: JSON.stringify({ advanceMs }) });
  for (const { keyId, deleted } of acknowledged.filter((each) => each.deleted)) {
    let state: string | undefined = "there";
    for (let polls = 0; state !== undefined && polls < 200; polls++) {
      state = await kms.send(new DescribeKeyCommand({ KeyId: keyId })).then(
        ({ KeyMetadata }) => KeyMetadata?.KeyState,
        () => undefined,
      );
      if (state !== undefined) await sleep(25);
    }
    expect({ keyId, deleted, state }).toEqual({ keyId, deleted: true, state: undefined });
  }
}

// Altered ciphertexts with the JS SDK: whatever was changed, nothing is decrypted.
import { DecryptCommand, EncryptCommand } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomOf, seed } from "../../faults/random.ts";
import { type Platform, startKms, text } from "./platform.ts";

const MUTATIONS = 10_000;
const AT_ONCE = 25;

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const random = randomOf(seed);

/** Cut, lengthened, or with bytes changed, exchanged, moved or taken from another ciphertext. */
function mutated(ciphertext: Buffer, other: Buffer): Buffer {
  const copy = Buffer.from(ciphertext);
  const [at, to] = [random(copy.length), random(copy.length)];
  const kind = random(6);
  if (kind === 0) return copy.subarray(0, at);
  if (kind === 1) return Buffer.concat([copy, Buffer.alloc(1 + random(16), random(256))]);
  if (kind === 2) return Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1)]);
  if (kind === 3) return Buffer.concat([copy.subarray(0, at), other.subarray(at)]);
  if (kind === 4) [copy[at], copy[to]] = [copy[to] ?? 0, copy[at] ?? 0];
  else for (let count = 0; count <= random(4); count++) copy[random(copy.length)] = random(256);
  return copy;
}

describe("Decrypt", () => {
  test(
    `refuses ${MUTATIONS} altered ciphertexts, each bit's among them; seed ${seed}`,
    { timeout: 300_000 },
    async () => {
      const { KeyId } = await platform.key();
      const EncryptionContext = { table: "orders" };
      const encrypt = async (plaintext: string): Promise<Buffer> => {
        const input = { KeyId, EncryptionContext, Plaintext: Buffer.from(plaintext) };
        return Buffer.from((await platform.kms.send(new EncryptCommand(input))).CiphertextBlob ?? []);
      };
      const decrypt = (CiphertextBlob: Buffer) =>
        platform.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
      const [ciphertext, other] = [await encrypt("nobody may alter this"), await encrypt("nor put this in its place")];
      const altered: Buffer[] = [];
      for (let bit = 0; bit < ciphertext.length * 8; bit++) {
        const flipped = Buffer.from(ciphertext);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        altered.push(flipped);
      }
      while (altered.length < MUTATIONS) {
        const next = mutated(ciphertext, other);
        if (next.length > 0 && !next.equals(ciphertext) && !next.equals(other)) altered.push(next);
      }
      const answers = new Map<string, number>();
      for (let from = 0; from < altered.length; from += AT_ONCE)
        await Promise.all(
          altered.slice(from, from + AT_ONCE).map(async (bytes) => {
            const name = await decrypt(bytes).then(
              () => `decrypted ${bytes.toString("hex")}`,
              (error: Error) => error.name,
            );
            answers.set(name, (answers.get(name) ?? 0) + 1);
          }),
        );
      expect(Object.fromEntries(answers)).toEqual({ InvalidCiphertextException: MUTATIONS });
      expect(text((await decrypt(ciphertext)).Plaintext)).toBe("nobody may alter this");
    },
  );
});

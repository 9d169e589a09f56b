// GenerateRandom: bytes that nobody can foresee.
import { bytes } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { notBuilt, validation } from "../errors.ts";
import { checkRequest } from "../request-checks.ts";

export const generateRandom: Operation<"GenerateRandom"> = async (input, call) => {
  checkRequest(input, call);
  if (input.CustomKeyStoreId !== undefined)
    throw notBuilt("Custom key stores are not built: random bytes come from the operating system.");
  if (input.NumberOfBytes === undefined) throw validation("NumberOfBytes is required."); // recorded
  return { Plaintext: bytes(input.NumberOfBytes) };
};

// What a codec throws on bytes that do not say what the model expects; protocols turn it into their AwsError.

/** Levels of nesting in a request; DynamoDB's own limit of 32 levels takes 64 levels of JSON. */
export const NESTING_DEPTH_MAX = 128;

export class DecodeError extends Error {
  constructor(message = "") {
    super(message);
    this.name = "DecodeError";
  }
}

/** The depth one level further in. Errors: DecodeError past NESTING_DEPTH_MAX. */
export function deeper(depth: number): number {
  if (depth >= NESTING_DEPTH_MAX) throw new DecodeError("Exceeded maximum nesting depth.");
  return depth + 1;
}

/** Sets a key that came from outside: `__proto__` becomes an ordinary property. */
export function setKey(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

// The status of an answer where the model leaves it open: S3 tells a restore that begins from one that is prolonged by it alone.

const statuses = new WeakMap<object, number>();

/** Marks an operation's output; it stays the same object. */
export function withStatus<Output extends object>(output: Output, status: number): Output {
  statuses.set(output, status);
  return output;
}

export const statusOf = (output: object): number | undefined => statuses.get(output);

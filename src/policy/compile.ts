// Turns a policy document into one that answers quickly.

/** Opaque outside this room. */
export interface CompiledPolicy {
  /** ARN or name. */
  readonly name: string;
}

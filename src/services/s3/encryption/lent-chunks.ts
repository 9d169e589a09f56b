// Bodies that lend their bytes, pulled instead of pushed.
import type { Readable } from "node:stream";
import { lendsChunks } from "../../../kit/lent-chunks.ts";

interface Lent {
  readonly chunk: Uint8Array | undefined;
  /** Gives the chunk back; with a reason, no further one is wanted. */
  readonly giveBack: (reason?: Error) => void;
}

const NONE: Lent = { chunk: undefined, giveBack: () => {} };

/** Each chunk is the reader's until it asks for the next one. Errors: the body's. */
export async function* lentChunks(body: Readable): AsyncIterable<Uint8Array> {
  if (!lendsChunks(body)) {
    yield* body as AsyncIterable<Uint8Array>;
    return;
  }
  let offer: (lent: Lent) => void = () => {};
  const nextOffer = (): Promise<Lent> => new Promise((resolve) => (offer = resolve));
  let next = nextOffer();
  const lending = body.lendTo(
    (chunk) =>
      new Promise((resolve, reject) => {
        offer({ chunk, giveBack: (reason) => (reason === undefined ? resolve() : reject(reason)) });
      }),
  );
  let failure: { readonly error: unknown } | undefined;
  const ended = lending.then(
    () => offer(NONE),
    (error: unknown) => {
      failure = { error };
      offer(NONE);
    },
  );
  let lent = NONE;
  try {
    for (lent = await next; lent.chunk !== undefined; lent = await next) {
      yield lent.chunk;
      next = nextOffer();
      lent.giveBack();
      lent = NONE;
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    lent.giveBack(new Error("no further chunk is wanted"));
    await ended;
  }
}

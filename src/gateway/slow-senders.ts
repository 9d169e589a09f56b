// Gives up on clients that stop sending, or never come to an end. One timer looks after all bodies that are being read.
import { everyReal, type Timer } from "../kit/clock.ts";
import type { Incoming } from "./head.ts";

/** A sender that pauses longer is given up, unless it is we who do not read. */
const IDLE_MAX_MS = 30_000;
/** A body that is read whole must be there after this long. */
const WHOLE_MAX_MS = 120_000;
const LOOK_EVERY_MS = 5_000;

export interface Sender {
  readonly incoming: Incoming;
  /** Read whole, not streamed. */
  readonly whole: boolean;
  readonly giveUp: () => void;
}

interface Watched {
  bytesRead: number;
  /** Real time without progress, ms. */
  idleMs: number;
  totalMs: number;
}

export class SlowSenders {
  readonly #watched = new Map<Sender, Watched | undefined>();
  readonly #timer: Timer;

  constructor(lookEveryMs = LOOK_EVERY_MS) {
    this.#timer = everyReal(lookEveryMs, () => this.#look(lookEveryMs));
  }

  watch(sender: Sender): void {
    this.#watched.set(sender, undefined);
  }

  forget(sender: Sender): void {
    this.#watched.delete(sender);
  }

  stop(): void {
    this.#timer.cancel();
  }

  #look(passedMs: number): void {
    for (const [sender, before] of this.#watched) {
      const { bytesRead } = sender.incoming.socket;
      const progress = before === undefined || bytesRead !== before.bytesRead || sender.incoming.isPaused();
      const idleMs = progress ? 0 : before.idleMs + passedMs;
      const totalMs = (before?.totalMs ?? 0) + passedMs;
      this.#watched.set(sender, { bytesRead, idleMs, totalMs });
      if (idleMs < IDLE_MAX_MS && !(sender.whole && totalMs >= WHOLE_MAX_MS)) continue;
      this.#watched.delete(sender);
      sender.giveUp();
    }
  }
}

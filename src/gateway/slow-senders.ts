// Gives up on clients that stop sending, or never come to an end. One timer looks after all bodies that are being read.
import { everyReal, type Timer } from "../kit/clock.ts";
import type { Incoming } from "./head.ts";

export interface Patience {
  /** A sender that pauses longer is given up, unless it is we who do not read. */
  readonly idleMaxMs: number;
  /** A body that is read whole must be there after this long. */
  readonly wholeMaxMs: number;
  readonly lookEveryMs: number;
}

const PATIENCE: Patience = { idleMaxMs: 30_000, wholeMaxMs: 120_000, lookEveryMs: 5_000 };

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
  readonly #patience: Patience;
  readonly #timer: Timer;

  constructor(patience = PATIENCE) {
    this.#patience = patience;
    this.#timer = everyReal(patience.lookEveryMs, () => this.#look());
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

  #look(): void {
    const { idleMaxMs, wholeMaxMs, lookEveryMs: passedMs } = this.#patience;
    for (const [sender, before] of this.#watched) {
      const { bytesRead } = sender.incoming.socket;
      const progress = before === undefined || bytesRead !== before.bytesRead || sender.incoming.isPaused();
      const idleMs = progress ? 0 : before.idleMs + passedMs;
      const totalMs = (before?.totalMs ?? 0) + passedMs;
      this.#watched.set(sender, { bytesRead, idleMs, totalMs });
      if (idleMs < idleMaxMs && !(sender.whole && totalMs >= wholeMaxMs)) continue;
      this.#watched.delete(sender);
      sender.giveUp();
    }
  }
}

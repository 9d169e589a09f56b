// A progress bar: share done, records/s, MiB/s and the lag of a consumer. Plain lines where there is no terminal.
const BAR_WIDTH = 28;
const DRAW_EVERY_MS = 100;
const MIB = 1024 * 1024;

export class Progress {
  /** How far the watching consumer is behind the tip, in milliseconds. */
  lagMs = 0;
  readonly #total: number;
  readonly #begunMs = performance.now();
  readonly #isTerminal = process.stdout.isTTY;
  #records = 0;
  #sizeBytes = 0;
  #drawnMs = 0;

  constructor(total: number) {
    this.#total = total;
  }

  add(records: number, sizeBytes: number): void {
    this.#records += records;
    this.#sizeBytes += sizeBytes;
    if (this.#isTerminal && performance.now() - this.#drawnMs > DRAW_EVERY_MS) this.#draw();
  }

  finish(): void {
    this.#draw();
    process.stdout.write("\n");
  }

  #draw(): void {
    this.#drawnMs = performance.now();
    const seconds = (this.#drawnMs - this.#begunMs) / 1000;
    const filled = Math.round((this.#records / this.#total) * BAR_WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    const rate = `${Math.round(this.#records / seconds).toLocaleString("en-US")} records/s`;
    const volume = `${(this.#sizeBytes / MIB / seconds).toFixed(1)} MiB/s`;
    const line = `  ${bar} ${this.#records.toLocaleString("en-US")}  ${rate}  ${volume}  lag ${this.lagMs} ms`;
    process.stdout.write(this.#isTerminal ? `\r${line}\u001B[K` : line);
  }
}

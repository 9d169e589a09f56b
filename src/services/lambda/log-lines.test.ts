import { describe, expect, it } from "vitest";
import { LogLines } from "./log-lines.ts";

const messages = (lines: LogLines): string[] => lines.take().flatMap((batch) => batch.map(({ message }) => message));

describe("LogLines", () => {
  it("makes an event of each line, whatever parts it comes in", () => {
    const lines = new LogLines();
    const bytes = Buffer.from("grüße\n\nlast");
    for (const byte of bytes) lines.add(Buffer.of(byte), 1);
    expect(messages(lines)).toEqual(["grüße\n", "\n"]);
    expect(messages(lines)).toEqual([]);
    lines.add(Buffer.from(" words\n"), 2);
    expect(lines.take()).toEqual([[{ timestamp: 2, message: "last words\n" }]]);
  });

  it("begins a line for what the platform writes itself", () => {
    const lines = new LogLines();
    lines.add(Buffer.from("no end"), 1);
    lines.add("END RequestId: 1\n", 1);
    expect(messages(lines)).toEqual(["no end", "END RequestId: 1\n"]);
  });

  it("makes batches that one request takes, and cuts long lines", () => {
    const lines = new LogLines();
    lines.add(Buffer.from(`${"x".repeat(600_000)}\n`), 1);
    for (let line = 0; line < 10_050; line++) lines.add(Buffer.from("y\n"), 1);
    lines.add(Buffer.from("earlier\n"), 0);
    const batches = lines.take();
    expect(batches.map((batch) => batch.length)).toEqual([10_000, 53, 1]);
    expect(batches[0]?.slice(0, 3).map(({ message }) => message.length)).toEqual([262_118, 262_118, 75_765]);
  });
});

// How the demo prints: steps, tables, sizes.
const UNITS = ["B", "KiB", "MiB", "GiB"];
const isTerminal = process.stdout.isTTY;
const paint = (code: number, text: string): string => (isTerminal ? `\u001B[${code}m${text}\u001B[0m` : text);

export const bold = (text: string): string => paint(1, text);
export const dim = (text: string): string => paint(2, text);

export const say = (text = ""): void => void process.stdout.write(`${text}\n`);
export const step = (text: string): void => say(`\n${paint(36, "▸")} ${bold(text)}`);

export function size(bytes: number): string {
  const power = bytes === 0 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        isNumeric(rows, column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ");
  return [bold(line(header)), ...rows.map(line)].map((text) => `    ${text}`).join("\n");
}

const isNumeric = (rows: readonly (readonly string[])[], column: number): boolean =>
  rows.every((row) => row[column] !== undefined && row[column] !== "" && !Number.isNaN(Number(row[column])));

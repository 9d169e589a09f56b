// How benchmarks print: one line a figure, with its ratio against a ceiling or a peer of the same run.
export function report(what: string, figure: string, ratio: string): void {
  console.log(`${what.padEnd(40)} ${figure.padStart(16)}   ${ratio}`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

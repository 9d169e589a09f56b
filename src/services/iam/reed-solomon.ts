// Reed-Solomon check bytes over GF(256) with the polynomial of QR codes.

const POLYNOMIAL = 0x11d;

function product(left: number, right: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = (result << 1) ^ ((result >>> 7) * POLYNOMIAL);
    if ((right >>> bit) & 1) result ^= left;
  }
  return result;
}

/** Coefficients after the leading one, of the product of (x - 2^i) for i below `count`. */
function generator(count: number): number[] {
  let coefficients = [1];
  let root = 1;
  for (let degree = 0; degree < count; degree++) {
    const next = [...coefficients, 0];
    for (const [at, coefficient] of coefficients.entries())
      next[at + 1] = (next[at + 1] ?? 0) ^ product(coefficient, root);
    coefficients = next;
    root = product(root, 2);
  }
  return coefficients.slice(1);
}

/** The check bytes of a block. */
export function remainderOf(data: readonly number[], count: number): number[] {
  const divisor = generator(count);
  let remainder = Array<number>(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ (remainder[0] ?? 0);
    remainder = divisor.map((coefficient, at) => (remainder[at + 1] ?? 0) ^ product(coefficient, factor));
  }
  return remainder;
}

/**
 * Columns of numbers as text. Comma-separated decimals are larger than a clever code, but after gzip
 * by a tenth only, and the host's own JSON parser reads them many times faster than we could.
 */

export function writeNumbers(values: Iterable<number>): string {
  return [...values].join(",");
}

export function readNumbers(text: string): number[] {
  return JSON.parse(`[${text}]`);
}

/** Differences between neighbours (16 bits), with the sign in the lowest bit. */
export function toDifferences(values: Iterable<number>): number[] {
  let last = 0;
  return Array.from(values, (value) => {
    const difference = value - last;
    last = value;
    return difference < 0 ? -2 * difference - 1 : 2 * difference;
  });
}

export function fromDifferences(differences: ArrayLike<number>): Uint16Array {
  const values = new Uint16Array(differences.length);
  let last = 0;
  for (let k = 0; k < values.length; k++) {
    const difference = differences[k] ?? 0;
    last += (difference & 1) !== 0 ? -(difference + 1) / 2 : difference / 2;
    values[k] = last;
  }
  return values;
}

/** Runs of equal values as pairs of value and length. */
export function toRuns(values: ArrayLike<number>): number[] {
  const runs: number[] = [];
  for (let k = 0; k < values.length; ) {
    const value = values[k] ?? 0;
    let length = 1;
    while (k + length < values.length && values[k + length] === value) length++;
    runs.push(value, length);
    k += length;
  }
  return runs;
}

export function fromRuns(runs: readonly number[]): Uint32Array {
  let length = 0;
  for (let k = 1; k < runs.length; k += 2) length += runs[k] ?? 0;
  const values = new Uint32Array(length);
  let at = 0;
  for (let k = 0; k + 1 < runs.length; k += 2) {
    const end = at + (runs[k + 1] ?? 0);
    values.fill(runs[k] ?? 0, at, end);
    at = end;
  }
  return values;
}

/**
 * Lists of small unsigned integers as text: five bits per character, a sixth says that more follow,
 * least significant first. Text compresses well when the numbers are ordered column by column.
 */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function writeVarints(values: Iterable<number>): string {
  let text = "";
  for (const value of values) {
    let rest = value;
    while (rest >= 32) {
      text += ALPHABET[32 | (rest & 31)];
      rest >>>= 5;
    }
    text += ALPHABET[rest];
  }
  return text;
}

export function readVarints(text: string): number[] {
  const digits = new Uint8Array(128);
  for (let k = 0; k < 64; k++) digits[ALPHABET.charCodeAt(k)] = k;
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (let k = 0; k < text.length; k++) {
    const digit = digits[text.charCodeAt(k)] ?? 0;
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit < 32) {
      values.push(value);
      value = 0;
      shift = 0;
    }
  }
  return values;
}

/** Differences between neighbours, with the sign in the lowest bit. */
export function toDifferences(values: Iterable<number>): number[] {
  let last = 0;
  return Array.from(values, (value) => {
    const difference = value - last;
    last = value;
    return difference < 0 ? -2 * difference - 1 : 2 * difference;
  });
}

export function fromDifferences(differences: readonly number[]): number[] {
  let last = 0;
  return differences.map((value) => {
    last += (value & 1) !== 0 ? -(value + 1) / 2 : value / 2;
    return last;
  });
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

export function fromRuns(runs: readonly number[]): number[] {
  const values: number[] = [];
  for (let k = 0; k + 1 < runs.length; k += 2) {
    const value = runs[k] ?? 0;
    for (let n = runs[k + 1] ?? 0; n > 0; n--) values.push(value);
  }
  return values;
}

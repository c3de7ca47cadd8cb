/** Where the memories of two machines differ. */
import type { Machine, Region } from "../machine/engine.ts";
import type { Pair } from "./state-fields.ts";

const WORD = 8;

/** Eight bytes that differ, at an address relative to the base. */
export interface WordDifference {
  readonly address: number;
  readonly values: Pair<Uint8Array>;
}

function wordsOf(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** Addresses of differing words in the regions, the first `limit` of them. */
export function differingWords(
  { first, second }: Pair<Machine>, regions: readonly Region[], limit: number,
): number[] {
  const found: number[] = [];
  const compare = (start: number, a: Int32Array, b: Int32Array): void => {
    for (let k = 0; k < b.length; k += 1) {
      if (a[k] === b[k]) continue;
      const address = start + 4 * k - ((4 * k) % WORD);
      if (found.at(-1) !== address && found.length < limit) found.push(address);
    }
  };
  for (const { start, end } of regions) {
    let at = start;
    first.visit(start, end, (piece) => {
      const words = wordsOf(piece);
      let done = 0;
      if (found.length < limit) {
        second.visit(at, at + piece.length, (other) => {
          compare(at + done, words.subarray(done / 4), wordsOf(other));
          done += other.length;
        });
      }
      at += piece.length;
    });
  }
  return found;
}

/** One word of a machine's memory, whatever its permission. */
export function wordAt(machine: Machine, address: number): Uint8Array {
  const word = new Uint8Array(WORD);
  let at = 0;
  machine.visit(address, address + WORD, (piece) => {
    word.set(piece, at);
    at += piece.length;
  });
  return word;
}

export function isSameWord(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, k) => byte === b[k]);
}

/** The words at these addresses that differ now. */
export function wordDifferences(
  { first, second }: Pair<Machine>, addresses: readonly number[],
): WordDifference[] {
  return addresses.flatMap((address) => {
    const values = { first: wordAt(first, address), second: wordAt(second, address) };
    return isSameWord(values.first, values.second) ? [] : [{ address, values }];
  });
}

/** Where the memories of two machines differ. */
import type { Machine, Region } from "../machine/engine.ts";
import type { Pair } from "./state-fields.ts";

const WORD = 8;
/** Both memories are brought side by side in pieces of this size. */
const PIECE = 0x1_0000;

/** Eight bytes that differ, at an address relative to the base. */
export interface WordDifference {
  readonly address: number;
  readonly values: Pair<Uint8Array>;
}

/** `[start, end)` of a machine's memory, copied into `into`. */
function gather(machine: Machine, start: number, end: number, into: Uint8Array): void {
  let at = 0;
  machine.visit(start, end, (piece) => {
    into.set(piece, at);
    at += piece.length;
  });
}

/** Addresses of differing words in the regions, the first `limit` of them. */
export function differingWords(
  { first, second }: Pair<Machine>, regions: readonly Region[], limit: number,
): number[] {
  const found: number[] = [];
  const [a, b] = [new Uint8Array(PIECE), new Uint8Array(PIECE)];
  const [left, right] = [new Uint32Array(a.buffer), new Uint32Array(b.buffer)];
  for (const region of regions) {
    for (let start = region.start; start < region.end && found.length < limit; start += PIECE) {
      const end = Math.min(region.end, start + PIECE);
      gather(first, start, end, a);
      gather(second, start, end, b);
      for (let k = 0; k < (end - start) / 4 && found.length < limit; k += 1) {
        if (left[k] === right[k]) continue;
        const address = start + 4 * k - ((4 * k) % WORD);
        if (found.at(-1) !== address) found.push(address);
      }
    }
  }
  return found;
}

/** One word of a machine's memory, whatever its permission. */
export function wordAt(machine: Machine, address: number): Uint8Array {
  const word = new Uint8Array(WORD);
  gather(machine, address, address + WORD, word);
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

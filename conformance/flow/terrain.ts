/** Where the fuzzer's programs lie and what they may touch, and machines that hold them. */
import type { Engine, Machine, Region } from "../../src/machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../../src/machine/memory.ts";
import { writeRegister, writeRflags, writeVector } from "../../src/machine/registers.ts";
import { FCW, FTW, MXCSR, PC } from "../../src/machine/state.ts";
import type { Prng } from "../prng.ts";
import { randomBytes, randomInteger, random128 } from "../random-values.ts";

export const BASE = 0x440a_0000_0000n;
export const TRAPS = { start: 0x1_0000, end: 0x1_ffe0 } as const;
export const TEXT = 0x2_0000;
export const TEXT_BYTES = 0x2_0000;
/** Read-only: jump tables, then numbers of all kinds, then integers. */
export const TABLES = TEXT + TEXT_BYTES;
export const TABLES_BYTES = 0x4000;
export const NUMBERS = TABLES + TABLES_BYTES;
export const NUMBERS_BYTES = 0x2000;
/** Integers that arithmetic stumbles over, 8 bytes each. */
export const INTEGERS = NUMBERS + NUMBERS_BYTES;
export const INTEGERS_BYTES = 0x1000;
/** Addresses, 4 bytes each, in blocks of which some lead to the very ends of what may be accessed. */
export const PLACES = INTEGERS + INTEGERS_BYTES;
export const PLACES_BYTES = 0x1000;
export const PLACE_BLOCK_BYTES = 0x100;
/** From this offset on the places may only be read. */
export const READ_PLACES = 12 * PLACE_BLOCK_BYTES;
const RODATA_END = TABLES + 0x1_0000;
/** Read and write: a place where stores overlap, stacks of the program's own, its variables. */
export const DATA = RODATA_END;
export const DATA_BYTES = 0x1_0000;
export const OWN_STACKS = DATA + 0x9000;
export const OWN_STACK_BYTES = 0x1000;
export const COUNTERS = DATA + 0xe000;
export const SAVED = DATA + 0xf000;
/** Not backed before it is touched. */
export const HEAP_END = DATA + 0x10_0000;
/** A page behind the heap that can be read only; behind it nothing is mapped. */
export const LAST_PAGE = HEAP_END;
export const LAST_END = LAST_PAGE + 0x1_0000;
export const STACK = 0xfff0_0000;
export const SPACE_END = 0x1_0000_0000;
export const STACK_TOP = SPACE_END - 0x8000;
export const PAGE = 0x1000;

const REGIONS: readonly Region[] = [
  { name: "text", start: TRAPS.start, end: TABLES, permission: READ | EXECUTE },
  { name: "tables", start: TABLES, end: RODATA_END, permission: READ },
  { name: "data", start: DATA, end: HEAP_END, permission: READ | WRITE },
  { name: "last", start: LAST_PAGE, end: LAST_END, permission: READ },
  { name: "stack", start: STACK, end: SPACE_END, permission: READ | WRITE },
];

/** A program, as far as a machine needs to know it. */
export interface Loadable {
  readonly text: Uint8Array;
  /** What TABLES is said to hold, and what it holds: some entries have changed. */
  readonly tables: Uint8Array;
  readonly changedTables: Uint8Array;
  readonly entry: number;
  /** The text can see MXCSR. */
  readonly stickyFlags: boolean;
}

/** What registers and memory hold at the start: the same for every machine of a program. */
export interface Contents {
  readonly general: readonly bigint[];
  readonly vectors: readonly bigint[];
  readonly numbers: Uint8Array;
  readonly integers: Uint8Array;
  readonly places: Uint8Array;
  readonly data: Uint8Array;
}

/** Mostly ordinary numbers: what computes with a NaN is slow, and stays a NaN. */
function ordinaryNumbers(prng: Prng): Uint8Array {
  const bytes = randomBytes(prng, NUMBERS_BYTES);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < NUMBERS_BYTES; at += 8) {
    if (prng.oneIn(24)) continue;
    const number = (prng.next() - 0x8000_0000) / (1 << prng.below(31));
    if (prng.oneIn(2)) view.setFloat64(at, number, true);
    else {
      view.setFloat32(at, number, true);
      view.setFloat32(at + 4, prng.next() / 65536, true);
    }
  }
  return bytes;
}

function manyIntegers(prng: Prng): Uint8Array {
  const view = new DataView(new ArrayBuffer(INTEGERS_BYTES));
  for (let at = 0; at < INTEGERS_BYTES; at += 8) {
    const plain = prng.pick([0n, 0n, 0n, 1n, -1n, 1n << 63n, 1n << 31n, 0xffff_ffffn]);
    view.setBigUint64(at, BigInt.asUintN(64, prng.oneIn(2) ? plain : randomInteger(prng)), true);
  }
  return new Uint8Array(view.buffer);
}

/** Where accesses begin to fit, and where they end to fit: of reads and writes, of reads alone. */
const STARTS: readonly [number, ...number[]] = [DATA, STACK, STACK + PAGE, DATA + PAGE];
const ENDS: readonly [number, ...number[]] = [
  HEAP_END, HEAP_END, HEAP_END, SPACE_END, SPACE_END, HEAP_END - PAGE, SPACE_END - PAGE, DATA + 3 * PAGE,
];
const READ_STARTS: readonly [number, ...number[]] = [TRAPS.start, DATA];
const READ_ENDS: readonly [number, ...number[]] = [LAST_END, LAST_END, SPACE_END];

/**
 * Addresses around one edge each block. Most of them keep some distance, so that what is done there
 * fits; so many in 64 are within 16 bytes of it, on either side.
 */
function manyPlaces(prng: Prng): Uint8Array {
  const view = new DataView(new ArrayBuffer(PLACES_BYTES));
  for (let block = 0; block < PLACES_BYTES; block += PLACE_BLOCK_BYTES) {
    const readOnly = block >= READ_PLACES;
    const isEnd = prng.below(4) > 0;
    const edge = isEnd ? prng.pick(readOnly ? READ_ENDS : ENDS) : prng.pick(readOnly ? READ_STARTS : STARTS);
    const near = prng.pick([0, 1, 1, 2, 4]);
    for (let at = block; at < block + PLACE_BLOCK_BYTES; at += 4) {
      const isNear = prng.below(64) < near;
      const far = isEnd ? -60 + prng.below(40) : 16 + prng.below(40);
      view.setUint32(at, edge + (isNear ? prng.below(34) - 17 : far), true);
    }
  }
  return new Uint8Array(view.buffer);
}

export function randomContents(prng: Prng): Contents {
  return {
    general: Array.from({ length: 16 }, () => randomInteger(prng)),
    vectors: Array.from({ length: 16 }, () => random128(prng)),
    numbers: ordinaryNumbers(prng),
    integers: manyIntegers(prng),
    places: manyPlaces(prng),
    data: randomBytes(prng, DATA_BYTES),
  };
}

/** A machine that is about to execute the program's first instruction. */
export function createMachine(engine: Engine, program: Loadable, contents: Contents): Machine {
  const machine = engine.createMachine({
    base: BASE, stickyFlags: program.stickyFlags, trapSlots: TRAPS, regions: REGIONS,
    contents: [
      { address: TEXT, bytes: program.text },
      // The translator believes the first, and the last one counts.
      { address: TABLES, bytes: program.tables },
      { address: TABLES, bytes: program.changedTables },
      { address: NUMBERS, bytes: contents.numbers },
      { address: INTEGERS, bytes: contents.integers },
      { address: PLACES, bytes: contents.places },
      { address: DATA, bytes: contents.data },
    ],
  });
  const { state } = machine;
  contents.general.forEach((value, n) => writeRegister(state, n, value));
  contents.vectors.forEach((value, n) => writeVector(state, n, 0, value));
  writeRegister(state, 15, BASE);
  for (const n of [4, 5]) writeRegister(state, n, BASE + BigInt(STACK_TOP));
  writeRflags(state, 0x202);
  state.setUint32(MXCSR, 0x1f80, true);
  state.setUint16(FCW, 0x37f, true);
  state.setUint8(FTW, 0);
  state.setBigUint64(PC, BASE + BigInt(program.entry), true);
  return machine;
}

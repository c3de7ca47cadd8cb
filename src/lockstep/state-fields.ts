/** The state block as named values, and the names in which two blocks differ. */
import { REGISTER_NAMES, readRflags } from "../machine/registers.ts";
import {
  FCW, FDP, FIP, FLAG_RESULT, FOP, FSW, FS_BASE, FTW, GPR, GS_BASE, MXCSR, PC, RETIRED, STATE_BYTES,
  TRACE, VECTOR, X87,
} from "../machine/state.ts";

/** One architectural value: its name, width in bits, and how to read it (unsigned). */
export interface StateField {
  readonly name: string;
  readonly bits: number;
  read(state: DataView): bigint;
}

function integer(name: string, bits: number, at: number): StateField {
  return {
    name, bits,
    read(state) {
      let value = 0n;
      for (let offset = bits / 8 - 1; offset >= 0; offset -= 1) {
        value = (value << 8n) | BigInt(state.getUint8(at + offset));
      }
      return value;
    },
  };
}

/** All of them: general registers, flags, counters, control words, vectors, x87. */
export const STATE_FIELDS: readonly StateField[] = [
  integer("rip", 64, PC),
  { name: "rflags", bits: 32, read: (state) => BigInt(readRflags(state)) },
  ...REGISTER_NAMES.map((name, n) => integer(name, 64, GPR + 8 * n)),
  integer("retired", 64, RETIRED), integer("trace", 64, TRACE),
  integer("fs base", 64, FS_BASE), integer("gs base", 64, GS_BASE), integer("mxcsr", 32, MXCSR),
  ...Array.from({ length: 16 }, (_, n) => integer(`ymm${n}`, 256, VECTOR + 32 * n)),
  integer("fcw", 16, FCW), integer("fsw", 16, FSW), integer("ftw", 8, FTW), integer("fop", 16, FOP),
  integer("fip", 64, FIP), integer("fdp", 64, FDP),
  ...Array.from({ length: 8 }, (_, n) => integer(`R${n}`, 80, X87 + 16 * n)),
];

/** What two tiers hold in one place. */
export interface Pair<T> {
  readonly first: T;
  readonly second: T;
}

export interface FieldDifference {
  readonly field: StateField;
  readonly values: Pair<bigint>;
}

/** 32-bit words of the block that are compared as they are; flags are compared by what they say. */
const WORD = 4;
const PLAIN_RANGES: readonly (readonly [number, number])[] = [
  [0, FLAG_RESULT], [PC, PC + 8], [TRACE, RETIRED + 8], [FS_BASE, STATE_BYTES],
];

/** Whether two state blocks mean the same: the quick way for every stop. */
export function isSameState(a: DataView, b: DataView): boolean {
  for (const [start, end] of PLAIN_RANGES) {
    for (let at = start; at < end; at += WORD) {
      if (a.getUint32(at) !== b.getUint32(at)) return false;
    }
  }
  return readRflags(a) === readRflags(b);
}

/** Every value in which two state blocks differ. */
export function differingFields(a: DataView, b: DataView): FieldDifference[] {
  return STATE_FIELDS.flatMap((field) => {
    const values = { first: field.read(a), second: field.read(b) };
    return values.first === values.second ? [] : [{ field, values }];
  });
}

/**
 * The x87 environment and state in memory (SDM volume 1, figures 8-9 to 8-12): in the 32-bit layout
 * seven words of four bytes (control, status, tags, FIP, FCS and opcode, FDP, FDS), in the 16-bit
 * layout seven of two bytes without the opcode; behind them the registers ST(0) to ST(7) in FSAVE.
 */
import type { Builder, V } from "../../ir/builder.ts";
import type { Meaning, Width } from "../form.ts";
import { waiting } from "./shapes.ts";

const WORDS = 7;
const REGISTERS = 8;
const REGISTER_BYTES = 10;
/** The 16-bit layouts have 14 and 94 bytes. */
const SHORT_LAYOUTS: readonly number[] = [14 * 8, 94 * 8];

function wordBits(m: Builder): Width {
  return SHORT_LAYOUTS.includes(m.bits(0)) ? 16 : 32;
}

function at(m: Builder, offset: number): V {
  return offset === 0 ? m.address(0) : m.add(m.address(0), m.const(BigInt(offset)));
}

/** Loads the seven words; the unit takes them over. */
function loadWords(m: Builder): void {
  const bits = wordBits(m);
  const words: V[] = [];
  for (let index = 0; index < WORDS; index += 1) {
    words.push(m.load(at(m, (index * bits) / 8), bits));
  }
  m.unit("fldenv", words);
}

/** Upper halves of the words that are only 16 bits wide. */
const RESERVED = 0xffff_0000n;

/** Checks that the operand can be written: first its first byte, then its last, as processors do. */
function checkWritable(m: Builder): void {
  m.writable(at(m, 0), 1);
  m.writable(at(m, m.bits(0) / 8 - 1), 1);
}

function storeWords(m: Builder): void {
  const bits = wordBits(m);
  const filled = (v: V): V => (bits === 16 ? v : m.or(v, m.const(RESERVED)));
  // Code and data selectors are not kept any more and read as 0.
  const words = [
    filled(m.system("fcw")), filled(m.system("fsw")), filled(m.call("fpu.tags", "i64")),
    m.call("fpu.fip", "i64"), m.shl(m.call("fpu.fop", "i64"), m.const(16n)),
    m.call("fpu.fdp", "i64"), filled(m.const(0n)),
  ];
  words.forEach((word, index) => m.store(at(m, (index * bits) / 8), bits, m.zext(word, bits)));
}

export const loadEnvironment: Meaning = (m) => {
  waiting(m);
  loadWords(m);
};

/** FNSTENV masks all exceptions behind what it stored. */
export const storeEnvironment: Meaning = (m) => {
  checkWritable(m);
  storeWords(m);
  m.unit("fpu.mask");
};

/** Offset of ST(i) in an image. */
function registerOffset(m: Builder, i: number): number {
  return (WORDS * wordBits(m)) / 8 + i * REGISTER_BYTES;
}

export const restoreState: Meaning = (m) => {
  waiting(m);
  loadWords(m);
  for (let i = 0; i < REGISTERS; i += 1) {
    const offset = registerOffset(m, i);
    const low = m.load(at(m, offset), 64);
    const high = m.load(at(m, offset + 8), 16);
    m.unit("fpu.load", [m.const(BigInt(i)), low, high]);
  }
};

/** FNSAVE leaves the unit as FNINIT does. */
export const saveState: Meaning = (m) => {
  checkWritable(m);
  storeWords(m);
  for (let i = 0; i < REGISTERS; i += 1) {
    const offset = registerOffset(m, i);
    const index = m.const(BigInt(i));
    m.store(at(m, offset), 64, m.call("fpu.low", "i64", index));
    m.store(at(m, offset + 8), 16, m.call("fpu.high", "i64", index));
  }
  m.unit("fninit");
};

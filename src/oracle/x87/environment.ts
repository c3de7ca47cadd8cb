/** Control and status words, environment and state images, management of the stack. */
import { FCW, FDP, FIP, FOP, FSW, FTW } from "../../machine/state.ts";
import { EXCEPTIONS, F80, unpack } from "../../softfloat/index.ts";
import type { Evaluation } from "../evaluation.ts";
import type { Operator, UnitOperation } from "../operators.ts";
import {
  BUSY, C1, STACK_FAULT, SUMMARY, free, moveTop, pop, readStack, readStatusWord, topOf,
  writeStackRaw, writeStatusWord,
} from "./registers.ts";

/** Bits of the control word that exist; bit 6 always reads as 1. */
const FCW_MASK = 0x1f3f;
const FCW_FIXED = 0x0040;
const FCW_INITIAL = 0x037f;
/** The last opcode is kept without the five bits that all x87 opcodes share. */
const FOP_MASK = 0x07ff;

function writeControlWord(state: DataView, value: number): void {
  state.setUint16(FCW, (value & FCW_MASK) | FCW_FIXED, true);
  writeStatusWord(state, readStatusWord(state));
}

/** Full tag of physical register `number`: 0 valid, 1 zero, 2 special, 3 empty. */
function fullTag(state: DataView, number: number): number {
  if (((state.getUint8(FTW) >>> number) & 1) === 0) return 3;
  const { kind, denormal } = unpack(F80, readStack(state, number - topOf(state)));
  if (kind === "zero") return 1;
  return kind === "finite" && !denormal ? 0 : 2;
}

/** The tag word of FSTENV: two bits for each physical register. */
const tagWord: Operator = ({ state }) => {
  let tags = 0;
  for (let number = 7; number >= 0; number -= 1) tags = (tags << 2) | fullTag(state, number);
  return BigInt(tags);
};

/** Of a full tag word only "empty" counts; the rest follows from the registers' contents. */
function abridge(tags: number): bigint {
  let abridged = 0;
  for (let number = 0; number < 8; number += 1) {
    if (((tags >>> (2 * number)) & 3) !== 3) abridged |= 1 << number;
  }
  return BigInt(abridged);
}

/** Control, status, abridged tags, FIP, opcode, FDP, as every restoring instruction takes them. */
function restore(state: DataView, words: readonly bigint[]): void {
  const [control = 0n, status = 0n, tags = 0n, fip = 0n, opcode = 0n, fdp = 0n] = words;
  state.setUint16(FSW, Number(status), true);
  writeControlWord(state, Number(control));
  state.setUint8(FTW, Number(tags));
  state.setBigUint64(FIP, fip, true);
  state.setUint16(FOP, Number(opcode) & FOP_MASK, true);
  state.setBigUint64(FDP, fdp, true);
}

/** FLDENV: control, status, tags, FIP, selector (in 32 bits with the opcode above it), FDP. */
const loadEnvironment: UnitOperation = ({ state }, words) => {
  const [control = 0n, status = 0n, tags = 0n, fip = 0n, selector = 0n, fdp = 0n] =
    words.map(BigInt);
  restore(state, [control, status, abridge(Number(tags)), fip, selector >> 16n, fdp]);
};

const initialize: UnitOperation = ({ state }) => {
  state.setUint16(FCW, FCW_INITIAL, true);
  state.setUint16(FSW, 0, true);
  state.setUint8(FTW, 0);
  state.setUint16(FOP, 0, true);
  state.setBigUint64(FIP, 0n, true);
  state.setBigUint64(FDP, 0n, true);
};

/** Moves TOP without touching tags; C1 is cleared. */
function turnStack(by: number): UnitOperation {
  return ({ state }) => {
    moveTop(state, by);
    state.setUint16(FSW, readStatusWord(state) & ~C1, true);
  };
}

/** Notes an x87 instruction that is no control instruction: where it stands, what it worked on. */
const recordPointers: UnitOperation = (e: Evaluation, [address]) => {
  const { opcode, modrm } = e.instruction;
  e.state.setUint16(FOP, ((opcode << 8) | modrm) & FOP_MASK, true);
  e.state.setBigUint64(FIP, e.pc, true);
  if (address !== undefined) e.state.setBigUint64(FDP, BigInt(address), true);
};

export const ENVIRONMENT_CALLS: Readonly<Record<string, Operator>> = {
  "fpu.tags": tagWord,
  "fpu.fip": ({ state }) => state.getBigUint64(FIP, true),
  "fpu.fdp": ({ state }) => state.getBigUint64(FDP, true),
  "fpu.fop": ({ state }) => BigInt(state.getUint16(FOP, true)),
  /** The two parts of ST(i), empty or not. */
  "fpu.low": ({ state }, [i = 0]) => BigInt.asUintN(64, readStack(state, Number(i))),
  "fpu.high": ({ state }, [i = 0]) => readStack(state, Number(i)) >> 64n,
};

export const ENVIRONMENT_UNITS: Readonly<Record<string, UnitOperation>> = {
  fldcw: ({ state }, [value = 0]) => writeControlWord(state, Number(value)),
  fldenv: loadEnvironment,
  fxrstor: ({ state }, words) => restore(state, words.map(BigInt)),
  "fpu.load": ({ state }, [i = 0, low = 0n, high = 0n]) =>
    writeStackRaw(state, Number(i), BigInt(low) | (BigInt(high) << 64n)),
  /** What FNSTENV does besides storing: it masks all exceptions. */
  "fpu.mask": ({ state }) => writeControlWord(state, state.getUint16(FCW, true) | EXCEPTIONS),
  "fpu.record": recordPointers,
  fninit: initialize,
  fnclex: ({ state }) => {
    const cleared = EXCEPTIONS | STACK_FAULT | SUMMARY | BUSY;
    state.setUint16(FSW, readStatusWord(state) & ~cleared, true);
  },
  ffree: ({ state }, [i = 0]) => free(state, Number(i)),
  ffreep: ({ state }, [i = 0]) => {
    free(state, Number(i));
    pop(state);
  },
  fincstp: turnStack(1),
  fdecstp: turnStack(-1),
};

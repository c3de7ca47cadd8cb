/** All registers of a raw machine as plain values, to read and to set. */
import {
  readRegister, readRflags, readVector, writeRegister, writeRflags, writeVector,
} from "../machine/registers.ts";
import {
  FCW, FDP, FIP, FOP, FSW, FS_BASE, FTW, GS_BASE, MXCSR, PC, X87,
} from "../machine/state.ts";

export interface Registers {
  /** rax rcx rdx rbx rsp rbp rsi rdi r8..r15, 64 bits each. */
  general: bigint[];
  rip: bigint;
  rflags: number;
  fsBase: bigint;
  gsBase: bigint;
  mxcsr: number;
  /** x87 control and status word; abridged tag word (bit i: physical register i is in use). */
  fcw: number;
  fsw: number;
  ftw: number;
  /** x87 last opcode, instruction pointer and data pointer. */
  fop: number;
  fip: bigint;
  fdp: bigint;
  /** Physical x87 registers R0..R7, 80 bits each; MMX register i is the low 64 bits of the i-th. */
  x87: bigint[];
  /** ymm0..ymm15, 256 bits each. */
  vectors: bigint[];
}

const MASK_128 = (1n << 128n) - 1n;

/** A copy of every register of a state block. */
export function readRegisters(state: DataView): Registers {
  const sixteen = Array.from({ length: 16 }, (_, number) => number);
  return {
    general: sixteen.map((number) => readRegister(state, number)),
    rip: state.getBigUint64(PC, true),
    rflags: readRflags(state),
    fsBase: state.getBigUint64(FS_BASE, true),
    gsBase: state.getBigUint64(GS_BASE, true),
    mxcsr: state.getUint32(MXCSR, true),
    fcw: state.getUint16(FCW, true),
    fsw: state.getUint16(FSW, true),
    ftw: state.getUint8(FTW),
    fop: state.getUint16(FOP, true),
    fip: state.getBigUint64(FIP, true),
    fdp: state.getBigUint64(FDP, true),
    x87: sixteen.slice(0, 8).map((number) => readX87(state, number)),
    vectors: sixteen.map((number) =>
      readVector(state, number, 0) | (readVector(state, number, 1) << 128n)),
  };
}

/** Sets every register of a state block. */
export function writeRegisters(state: DataView, registers: Registers): void {
  registers.general.forEach((value, number) => writeRegister(state, number, value));
  state.setBigUint64(PC, registers.rip, true);
  writeRflags(state, registers.rflags);
  state.setBigUint64(FS_BASE, registers.fsBase, true);
  state.setBigUint64(GS_BASE, registers.gsBase, true);
  state.setUint32(MXCSR, registers.mxcsr, true);
  state.setUint16(FCW, registers.fcw, true);
  state.setUint16(FSW, registers.fsw, true);
  state.setUint8(FTW, registers.ftw);
  state.setUint16(FOP, registers.fop, true);
  state.setBigUint64(FIP, registers.fip, true);
  state.setBigUint64(FDP, registers.fdp, true);
  registers.x87.forEach((value, number) => writeX87(state, number, value));
  registers.vectors.forEach((value, number) => {
    writeVector(state, number, 0, value & MASK_128);
    writeVector(state, number, 1, value >> 128n);
  });
}

function readX87(state: DataView, number: number): bigint {
  const at = X87 + 16 * number;
  return state.getBigUint64(at, true) | (BigInt(state.getUint16(at + 8, true)) << 64n);
}

function writeX87(state: DataView, number: number, value: bigint): void {
  const at = X87 + 16 * number;
  state.setBigUint64(at, BigInt.asUintN(64, value), true);
  state.setUint16(at + 8, Number(value >> 64n), true);
}

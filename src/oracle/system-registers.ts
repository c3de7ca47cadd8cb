/** The registers that meanings read or set as a whole: control, status, segment bases, counters. */
import type { SystemRegister } from "../../spec/ir/ir.ts";
import { readRflags, writeRflags } from "../machine/registers.ts";
import { RFLAGS_BIT } from "../machine/flags.ts";
import { FCW, FLAG_SYSTEM, FSW, FS_BASE, FTW, GS_BASE, MXCSR, RETIRED } from "../machine/state.ts";
import type { Evaluation } from "./evaluation.ts";

const DF = 1 << RFLAGS_BIT.df;

/** Value of a system register, zero-extended to 64 bits. */
export function readSystem(e: Evaluation, register: SystemRegister): bigint {
  const { state } = e;
  switch (register) {
    case "mxcsr": return BigInt(state.getUint32(MXCSR, true));
    case "fcw": return BigInt(state.getUint16(FCW, true));
    case "fsw": return BigInt(state.getUint16(FSW, true));
    case "ftw": return BigInt(state.getUint8(FTW));
    case "fsbase": return state.getBigUint64(FS_BASE, true);
    case "gsbase": return state.getBigUint64(GS_BASE, true);
    case "df": return (state.getUint32(FLAG_SYSTEM, true) & DF) === 0 ? 0n : 1n;
    case "rflags": return BigInt(readRflags(state));
    case "rip": return e.pc;
    case "next": return e.next;
    case "retired": return state.getBigUint64(RETIRED, true);
  }
}

/** Sets a system register from the low bits of `value`. */
export function writeSystem(e: Evaluation, register: SystemRegister, value: bigint): void {
  const { state } = e;
  switch (register) {
    case "mxcsr": state.setUint32(MXCSR, Number(value & 0xffff_ffffn), true); break;
    case "fcw": state.setUint16(FCW, Number(value & 0xffffn), true); break;
    case "fsw": state.setUint16(FSW, Number(value & 0xffffn), true); break;
    case "ftw": state.setUint8(FTW, Number(value & 0xffn)); break;
    case "fsbase": state.setBigUint64(FS_BASE, value, true); break;
    case "gsbase": state.setBigUint64(GS_BASE, value, true); break;
    case "df": {
      const rest = state.getUint32(FLAG_SYSTEM, true) & ~DF;
      state.setUint32(FLAG_SYSTEM, (value & 1n) === 0n ? rest : rest | DF, true);
      break;
    }
    case "rflags": writeRflags(state, Number(value & 0xffff_ffffn)); break;
    case "rip":
    case "next":
    case "retired":
      throw new Error(`a meaning sets ${register}, which only the engine may change`);
  }
}

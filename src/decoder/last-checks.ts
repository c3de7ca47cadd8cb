// hot path: part of the decoding of every VEX and every LOCK instruction.
/** Checks that need the whole instruction: LOCK, and registers that do not exist. */
import {
  CONTROL_REGISTER, DEBUG_REGISTER, DISTINCT, FROM_SEGMENT, LOCKABLE, MASK_REG, MASK_VVVV,
  NEEDS_SIB, REGISTER_CHECKS, TILE_RM, TO_SEGMENT, VECTOR_INDEX, VVVV_UNUSED,
} from "../table/lookup.ts";
import {
  BAD_PREFIX, DECODED, NO_REGISTER, PREFIX_LOCK, RESERVED_VVVV, UNDEFINED_OPCODE,
} from "./instruction.ts";
import type { DecodeStatus, Instruction } from "./instruction.ts";

/** What can still be wrong when the form is known; `open` are the form's bits of `lookup.ts`. */
export function check(open: number, insn: Instruction): DecodeStatus {
  if ((insn.prefixes & PREFIX_LOCK) !== 0 && ((open & LOCKABLE) === 0 || insn.memory === 0)) {
    return BAD_PREFIX;
  }
  if ((open & REGISTER_CHECKS) !== 0 && !registersExist(open, insn)) return UNDEFINED_OPCODE;
  if ((open & VVVV_UNUSED) !== 0 && insn.vvvv !== 0) insn.status = RESERVED_VVVV;
  return DECODED;
}

/** Segment, control, debug, mask and tile registers, and index vectors, are not all encodable. */
function registersExist(open: number, insn: Instruction): boolean {
  const { reg, rm, vvvv } = insn;
  if ((open & (TO_SEGMENT | FROM_SEGMENT)) !== 0) {
    // REX.R is ignored here. There are six segment registers, and cs cannot be loaded.
    return (reg & 7) < 6 && ((open & FROM_SEGMENT) !== 0 || (reg & 7) !== 1);
  }
  if ((open & CONTROL_REGISTER) !== 0) return reg === 0 || (reg >= 2 && reg <= 4) || reg === 8;
  if ((open & DEBUG_REGISTER) !== 0) return reg < 8;
  if ((open & MASK_REG) !== 0 && reg > 7) return false;
  if ((open & MASK_VVVV) !== 0 && vvvv > 7) return false;
  if ((open & TILE_RM) !== 0 && rm > 7) return false;
  if ((open & (NEEDS_SIB | VECTOR_INDEX)) !== 0 && insn.sibOffset < 0) return false;
  if ((open & VECTOR_INDEX) !== 0 && insn.index === NO_REGISTER) insn.index = 4;
  if ((open & DISTINCT) === 0) return true;
  const third = (open & VECTOR_INDEX) !== 0 ? insn.index : rm;
  return reg !== vvvv && reg !== third && vvvv !== third;
}

// hot path: part of every decode.
/** The bytes behind the opcode: registers, memory operand and immediates, into the record. */
import {
  IMM_16, IMM_16_8, IMM_32, IMM_64, IMM_8, IMM_8_8, MODRM_REGISTER,
} from "../table/lookup.ts";
import { BASE_RIP, NO_REGISTER, PREFIX_67 } from "./instruction.ts";
import type { Instruction } from "./instruction.ts";

/** The record of an instruction without ModRM. */
export function noModrm(slot: number, insn: Instruction): void {
  insn.modrm = -1;
  insn.modrmOffset = -1;
  insn.reg = 0;
  insn.rm = 0;
  insn.opcodeRegister = (slot & 7) | ((insn.rex & 1) << 3);
  noMemory(insn);
}

function noMemory(insn: Instruction): void {
  insn.memory = 0;
  insn.base = NO_REGISTER;
  insn.index = NO_REGISTER;
  insn.scale = 0;
  insn.disp = 0;
  insn.dispSize = 0;
  insn.sibOffset = -1;
  insn.dispOffset = -1;
}

/** Registers of ModRM, and the memory operand behind it. */
export function readModrm(
  bytes: Uint8Array, offset: number, at: number, modrmKind: number, insn: Instruction,
): number {
  const { modrm, rex } = insn;
  insn.opcodeRegister = -1;
  insn.reg = ((modrm >> 3) & 7) | ((rex & 4) << 1);
  insn.rm = (modrm & 7) | ((rex & 1) << 3);
  if (modrm >= 0xc0 || modrmKind === MODRM_REGISTER) {
    noMemory(insn);
    return at;
  }
  return readMemory(bytes, offset, at, insn);
}

/** SIB and displacement (SDM volume 2, tables 2-2 and 2-3, with REX.X and REX.B). */
function readMemory(bytes: Uint8Array, offset: number, at: number, insn: Instruction): number {
  const { modrm, rex } = insn;
  const mod = modrm >> 6;
  insn.memory = 1;
  insn.base = insn.rm;
  insn.index = NO_REGISTER;
  insn.scale = 0;
  insn.sibOffset = -1;
  let baseField = -1;
  if ((modrm & 7) === 4) {
    const sib = bytes[at] ?? 0;
    insn.sibOffset = at - offset;
    at++;
    const index = ((sib >> 3) & 7) | ((rex & 2) << 2);
    insn.index = index === 4 ? NO_REGISTER : index;
    insn.scale = sib >> 6;
    insn.base = (sib & 7) | ((rex & 1) << 3);
    baseField = sib & 7;
  }
  if (mod === 1) {
    insn.disp = ((bytes[at] ?? 0) << 24) >> 24;
    insn.dispSize = 1;
    insn.dispOffset = at - offset;
    return at + 1;
  }
  if (mod === 0 && baseField !== 5 && (modrm & 7) !== 5) {
    insn.disp = 0;
    insn.dispSize = 0;
    insn.dispOffset = -1;
    return at;
  }
  if (mod === 0) insn.base = baseField === 5 ? NO_REGISTER : BASE_RIP;
  insn.disp = readInt32(bytes, at);
  insn.dispSize = 4;
  insn.dispOffset = at - offset;
  return at + 4;
}

function readInt32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

/** The immediates of a layout of `lookup.ts` (or the absolute offset of a moffs). */
export function readImmediates(
  bytes: Uint8Array, offset: number, at: number, layout: number, insn: Instruction,
): number {
  insn.immOffset = at - offset;
  if (layout === IMM_8) {
    insn.imm = ((bytes[at] ?? 0) << 24) >> 24;
    insn.immHigh = insn.imm >> 31;
    return at + 1;
  }
  if (layout === IMM_32) {
    insn.imm = readInt32(bytes, at);
    insn.immHigh = insn.imm >> 31;
    return at + 4;
  }
  return readRareImmediates(bytes, at, layout, insn);
}

function readRareImmediates(
  bytes: Uint8Array, at: number, layout: number, insn: Instruction,
): number {
  if (layout === IMM_8_8) {
    insn.imm = ((bytes[at] ?? 0) << 24) >> 24;
    insn.immHigh = insn.imm >> 31;
    insn.imm2 = bytes[at + 1] ?? 0;
    return at + 2;
  }
  if (layout === IMM_16 || layout === IMM_16_8) {
    insn.imm = (((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) << 16) >> 16;
    insn.immHigh = insn.imm >> 31;
    if (layout === IMM_16) return at + 2;
    insn.imm2 = bytes[at + 2] ?? 0;
    return at + 3;
  }
  // A moffs is as wide as an address: 64 bits, with 67 32 bits.
  insn.imm = readInt32(bytes, at);
  if (layout === IMM_64 || (insn.prefixes & PREFIX_67) === 0) {
    insn.immHigh = readInt32(bytes, at + 4);
    return at + 8;
  }
  return at + 4;
}

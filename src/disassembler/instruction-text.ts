/** The text of one decoded instruction: prefixes, mnemonic, operands. */
import type { Operand } from "../../spec/isa/form.ts";
import { boundText } from "./bounds.ts";
import {
  absoluteText, immediateText, memoryText, registerText, stringText, targetText, vsibText,
} from "./operands.ts";
import type { Plan } from "./plan.ts";
import { crossOut, leftoverPrefixes, REX_B, REX_W, useOperandSize, useRex } from "./rendering.ts";
import type { Rendering } from "./rendering.ts";

/** Operands begin in the eighth column, or one blank behind longer mnemonics. */
const MNEMONIC_WIDTH = 6;

const MANDATORY_66 = 0x66;
const MANDATORY_F2 = 0xf2;
const MANDATORY_F3 = 0xf3;

/** The mandatory prefix of a legacy form is part of its opcode: the last of its kind goes. */
function crossOutMandatory(r: Rendering, plan: Plan): void {
  if (plan.swallowsRepeat) {
    crossOut(r, Math.max(r.run.repz, r.run.repnz));
    r.dataUsed = true;
  }
  if (plan.shownMandatory) return useRex(r, REX_B);
  const { kind, mandatory } = r.form.encoding;
  if (kind !== "legacy") return;
  if (mandatory === MANDATORY_66) r.dataUsed = true;
  else if (mandatory === MANDATORY_F2) crossOut(r, r.run.repnz);
  else if (mandatory === MANDATORY_F3) crossOut(r, r.run.repz);
}

function rename(r: Rendering, at: number, name: string): void {
  if (at >= 0) r.run.names[at] = name;
}

/** Gives prefixes the names that they have with this form. */
function namePrefixes(r: Rendering, plan: Plan): void {
  const { run } = r;
  const { rep, bnd, notrack, elision } = plan.prefixes;
  if (rep) rename(r, run.repz, "rep");
  if (bnd) rename(r, run.repnz, "bnd");
  if (notrack && run.ds && run.data < 0) {
    rename(r, run.segment, "notrack");
    run.active = "";
  }
  if (elision === "" || r.instruction.memory === 0) return;
  if (elision === "release") {
    if (run.repz > run.repnz) rename(r, run.repz, "xrelease");
  } else if (elision === "always" || run.lock >= 0) {
    rename(r, run.repz, "xrelease");
    rename(r, run.repnz, "xacquire");
  }
}

/** `,pn` and `,pt`: AT&T names branch hints behind the mnemonic. */
function hintSuffix(r: Rendering, plan: Plan): string {
  if (!plan.prefixes.hint || r.syntax === "intel" || r.run.cs === r.run.ds) return "";
  crossOut(r, r.run.segment);
  return r.run.cs ? ",pn" : ",pt";
}

/** A 66 prefix cuts near branches to 16 bits, in objdump's reading, unless REX.W is there too. */
export function isShortBranch(r: Rendering, plan: Plan): boolean {
  return plan.branch !== "" && r.run.data >= 0 && (r.run.rex & REX_W) === 0;
}

function baseMnemonic(r: Rendering, plan: Plan): string {
  const name = r.syntax === "intel" ? plan.intel : plan.att;
  const waiting = plan.waiting && r.run.fwait >= 0 ? name.replace("fn", "f") : name;
  const suffixed = r.syntax === "att" && r.instruction.memory === 1;
  return suffixed ? waiting + plan.memorySuffix : waiting;
}

/** What a 67 prefix changes: loop and jrcxz count in ecx, and movabs is a plain mov. */
function addressMnemonic(r: Rendering, plan: Plan, name: string): string {
  if (r.run.address < 0) return plan.absolute ? "movabs" : name;
  if (name === "jrcxz") {
    r.addressUsed = true;
    return "jecxz";
  }
  if (!name.startsWith("loop") || r.syntax === "intel") return name;
  r.addressUsed = true;
  return `${name}l`;
}

function constantMnemonic(r: Rendering, plan: Plan, name: string): string | undefined {
  const constant = plan.constantName;
  const part = constant?.names[r.instruction.imm & 0xff];
  if (constant === undefined || part === undefined) return undefined;
  const at = name.length - constant.tail;
  return name.slice(0, at) + part + name.slice(at);
}

function operandText(r: Rendering, plan: Plan, operand: Operand): string {
  const { instruction } = r;
  switch (operand.place) {
    case "rel":
      return targetText(r, isShortBranch(r, plan) || operand.immBytes === 2 ? 16 : 64);
    case "moffs":
      return absoluteText(r);
    case "imm":
      return immediateText(r, instruction.imm, instruction.immHigh, operand.bits);
    case "imm2":
      return immediateText(r, instruction.imm2, 0, operand.bits);
    case "is4":
      if (operand.kind === "imm") return immediateText(r, instruction.imm & 15, 0, 8);
      return registerText(r, operand);
    case "rm":
      if (plan.badRm) return "(bad)";
      if (operand.kind === "vsib") return vsibText(r, operand, plan.sizeWords);
      if (instruction.memory === 1) return memoryText(r, memoryWords(r, plan));
      return registerOperand(r, plan, operand);
    case "fixed":
      if (operand.kind === "mem") return stringText(r, operand.fixed, plan.sizeWords);
      return registerText(r, operand);
    default:
      return registerOperand(r, plan, operand);
  }
}

/** Intel's size words of memory that a stray 66 makes shorter or longer in objdump's reading. */
function memoryWords(r: Rendering, plan: Plan): string {
  if (r.run.data < 0 || r.syntax === "att") return plan.sizeWords;
  if (plan.branch === "other" && isShortBranch(r, plan)) return "WORD PTR ";
  if (plan.form.encoding.kind === "3dnow") return "XMMWORD PTR ";
  if (!plan.farPointer) return plan.sizeWords;
  r.dataUsed = true;
  return "DWORD PTR ";
}

/** A register that a prefix makes shorter or longer than the row says. */
function registerOperand(r: Rendering, plan: Plan, operand: Operand): string {
  if (plan.longDestination && operand.access === "w") return longText(r, operand);
  if (plan.branch === "other" && isShortBranch(r, plan)) {
    return registerText(r, { ...operand, bits: 16 });
  }
  if (!plan.addressRegister || operand.kind !== "gpr") return registerText(r, operand);
  r.addressUsed = true;
  return registerText(r, r.run.address >= 0 ? { ...operand, bits: 32 } : operand);
}

/** A destination that follows VEX.L although the instruction ignores it. */
function longText(r: Rendering, operand: Operand): string {
  const vexTail = r.bytes[r.offset + r.instruction.opcodeOffset - 1] ?? 0;
  return registerText(r, (vexTail & 4) === 0 ? operand : { ...operand, kind: "ymm" });
}

/** Operand texts in printed order; empty ones (the constant 1 of shifts in AT&T) are left out. */
function operandTexts(r: Rendering, plan: Plan, named: boolean): string[] {
  const texts: string[] = [];
  for (const operand of plan.operands) {
    if (operand.kind === "one") {
      if (r.syntax === "intel") texts.push("1");
    } else if (!(named && operand.place === "imm")) {
      texts.push(operandText(r, plan, operand));
    }
  }
  if (r.syntax === "intel") return texts;
  if (plan.indirect && texts[0] !== undefined) texts[0] = `*${texts[0]}`;
  if (plan.shownRegisters.length > 0) return shownRegisters(r, plan);
  return plan.reversed ? texts.reverse() : texts;
}

function shownRegisters(r: Rendering, plan: Plan): string[] {
  return plan.shownRegisters.map((name) => {
    if (name !== "a") return `%${name}`;
    r.addressUsed = true;
    return r.run.address >= 0 ? "%eax" : "%rax";
  });
}

/** Marks the prefixes of the operand size as visible, where they are. */
function showSize(r: Rendering, plan: Plan): void {
  const register = r.instruction.memory === 0;
  if (plan.exchange && (r.instruction.opcodeRegister & 7) === 0) r.dataUsed = true;
  switch (plan.showsSize) {
    case "always": return useOperandSize(r);
    case "register": return register ? useOperandSize(r) : undefined;
    case "wide": return useRex(r, REX_W);
    case "register-both":
      useOperandSize(r);
      r.dataUsed ||= register || r.syntax === "intel";
      return;
    case "both":
      useRex(r, REX_W);
      r.dataUsed = true;
      return;
    case "short":
      r.dataUsed = true;
      return;
    case "narrow": r.dataUsed ||= (r.run.rex & REX_W) === 0;
  }
}

/**
 * The whole line. The rendering holds the prefixes of this instruction, all of them standing.
 */
export function instructionText(r: Rendering, plan: Plan): string {
  const bound = plan.bound ? boundText(r) : undefined;
  if (bound !== undefined) return bound;
  crossOutMandatory(r, plan);
  namePrefixes(r, plan);
  showSize(r, plan);
  let mnemonic = addressMnemonic(r, plan, baseMnemonic(r, plan));
  const named = constantMnemonic(r, plan, mnemonic);
  mnemonic = named ?? mnemonic;
  if (isShortBranch(r, plan)) {
    r.dataUsed = true;
    const sized = (r.instruction.memory === 1 && r.syntax === "att")
      || r.instruction.modrmOffset < 0;
    if (sized && r.form.condition < 0) mnemonic += "w";
  }
  mnemonic += hintSuffix(r, plan);
  const operands = operandTexts(r, plan, named !== undefined).join(",");
  const repeat = r.run.repz > r.run.repnz ? MANDATORY_F3 : r.run.repnz >= 0 ? MANDATORY_F2 : 0;
  if (plan.ignoresRepeat.includes(repeat)) r.dataUsed = false;
  const prefixes = leftoverPrefixes(r);
  if (operands === "") return prefixes + mnemonic;
  if (plan.padsAlone) return `${prefixes}${mnemonic.padEnd(MNEMONIC_WIDTH)} ${operands}`;
  return `${(prefixes + mnemonic).padEnd(MNEMONIC_WIDTH)} ${operands}`;
}


/**
 * Steps that touch guest memory, and the faults they raise: #GP or #SS for an address that is not
 * canonical, #PF for a page that does not allow the access. Source: SDM volume 3, 4.7 and 6.15.
 */
import type { Access } from "../../spec/ir/ir.ts";
import { READ, WRITE } from "../machine/memory.ts";
import type { Evaluation, StepBinders } from "./evaluation.ts";

const RSP = 4;
const RBP = 5;

/** Page-fault error code: the page was present; a write; from user mode; an instruction fetch. */
export const PF_PRESENT = 1;
export const PF_WRITE = 2;
export const PF_USER = 4;
export const PF_FETCH = 16;

/** Is bit 47 copied to all bits above it, so that the address exists on a 48-bit machine? */
export function isCanonical(address: bigint): boolean {
  return BigInt.asUintN(64, BigInt.asIntN(48, address)) === address;
}

/** An explicit operand with base rsp or rbp is in the stack segment, unless FS or GS override. */
function inStackSegment(e: Evaluation, access: Access): boolean {
  if (access === "stack") return true;
  const { memory, base, segment } = e.instruction;
  return memory === 1 && segment === 0 && (base === RSP || base === RBP);
}

/**
 * Checks `[address, address + bytes)` for an access; raises the fault it deserves.
 * Returns whether the access may happen.
 */
export function checkAccess(
  e: Evaluation, address: bigint, bytes: number, permission: number, access: Access,
): boolean {
  const last = BigInt.asUintN(64, address + BigInt(bytes - 1));
  if (!isCanonical(address) || !isCanonical(last)) {
    e.raise(inStackSegment(e, access) ? "SS" : "GP");
    return false;
  }
  const { memory } = e.processor;
  const fault = memory.faultAddress(address, bytes, permission);
  if (fault === undefined) return true;
  const present = memory.isMapped(fault) ? PF_PRESENT : 0;
  e.raise("PF", present | PF_USER | (permission === WRITE ? PF_WRITE : 0), fault);
  return false;
}

export const MEMORY_STEPS: StepBinders<"load" | "loadv" | "writable" | "fault"> = {
  load: (step) => {
    const bytes = step.bits / 8;
    return (e) => {
      if (!e.happens(step.when)) return 0n;
      const address = e.wide(step.address);
      if (!checkAccess(e, address, bytes, READ, step.access)) return 0n;
      return e.processor.memory.load(address, bytes);
    };
  },
  loadv: (step) => (e) => {
    const address = e.wide(step.address);
    if (!checkAccess(e, address, 16, READ, step.access)) return 0n;
    return e.processor.memory.load(address, 16);
  },
  writable: (step) => (e) => {
    if (!e.happens(step.when)) return 0;
    return checkAccess(e, e.wide(step.address), step.bytes, WRITE, step.access) ? 1 : 0;
  },
  fault: (step) => (e) => {
    if (e.happens(step.when)) e.raise(step.vector);
    return 0;
  },
};

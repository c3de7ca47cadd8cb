/** Operators of integer instructions that have no step of their own. */
import { READ, WRITE } from "../machine/memory.ts";
import { readRegister } from "../machine/registers.ts";
import type { Evaluation, Value } from "./evaluation.ts";
import { checkAccess } from "./memory-steps.ts";
import { wideArgument } from "./operators.ts";
import type { Operators } from "./operators.ts";
import { cpuid } from "./virtual-cpu.ts";
import type { CpuFeatures } from "./virtual-cpu.ts";

const RSP = 4;
const RBP = 5;

/** The polynomial of CRC-32C (Castagnoli), bits reversed. */
const CASTAGNOLI = 0x82f63b78;

/** CRC32: `bits` bits of `value`, lowest first, taken into a checksum of 32 bits. */
function crc32c(_e: Evaluation, args: readonly Value[]): bigint {
  const bits = Number(wideArgument(args, 2));
  let sum = Number(wideArgument(args, 0));
  let rest = wideArgument(args, 1);
  for (let i = 0; i < bits; i += 8, rest >>= 8n) {
    sum ^= Number(rest & 0xffn);
    for (let k = 0; k < 8; k++) sum = (sum >>> 1) ^ ((sum & 1) === 0 ? 0 : CASTAGNOLI);
  }
  return BigInt(sum >>> 0);
}

/** The address of POP's memory operand: rsp counts as it is after the pop. */
function addressAfterPop(e: Evaluation, args: readonly Value[]): bigint {
  const address = wideArgument(args, 0);
  return e.instruction.base === RSP
    ? BigInt.asUintN(64, address + wideArgument(args, 1))
    : address;
}

/**
 * What ENTER does to memory. Arguments: operand size in bytes, level 0..31, bytes for locals; the
 * result is the new rsp. Alone among operators it stores before the instruction is certain to
 * complete: CPUs leave values that were pushed before a fault in memory.
 */
function enterFrame(e: Evaluation, args: readonly Value[]): bigint {
  const size = wideArgument(args, 0);
  const level = wideArgument(args, 1);
  const locals = wideArgument(args, 2);
  const bytes = Number(size);
  const { memory } = e.processor;
  const rbp = readRegister(e.state, RBP);
  let rsp = readRegister(e.state, RSP);
  const push = (value: bigint): boolean => {
    rsp = BigInt.asUintN(64, rsp - size);
    if (!checkAccess(e, rsp, bytes, WRITE, "stack")) return false;
    memory.store(rsp, bytes, value);
    return true;
  };
  if (!push(rbp)) return rsp;
  const frame = rsp;
  for (let depth = 1n; depth < level; depth++) {
    const outer = BigInt.asUintN(64, rbp - depth * size);
    if (!checkAccess(e, outer, bytes, READ, "stack")) return rsp;
    if (!push(memory.load(outer, bytes))) return rsp;
  }
  if (level > 0n && !push(frame)) return rsp;
  rsp = BigInt.asUintN(64, rsp - locals);
  checkAccess(e, rsp, bytes, WRITE, "stack");
  return rsp;
}

/** The operators of integer instructions, for a processor with these features. */
export function integerOperators(features: CpuFeatures): Operators {
  return {
    calls: {
      crc32c, addressAfterPop, enterFrame,
      cpuid: (_e, args) => {
        const leaf = Number(wideArgument(args, 0));
        const { eax, ebx, ecx, edx } = cpuid(features, leaf, Number(wideArgument(args, 1)));
        return [edx, ecx, ebx, eax].reduce(
          (words, word) => (words << 32n) | BigInt(word >>> 0), 0n);
      },
    },
    units: {},
  };
}

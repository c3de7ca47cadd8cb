/** Operators of integer instructions that have no step of their own. */
import { READ } from "../machine/memory.ts";
import type { Evaluation, Value } from "./evaluation.ts";
import { checkAccess } from "./memory-steps.ts";
import { smallArgument, wideArgument } from "./operators.ts";
import type { Operators } from "./operators.ts";
import { cpuid } from "./virtual-cpu.ts";
import type { CpuFeatures } from "./virtual-cpu.ts";

const RSP = 4;

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
 * ENTER's copy of an outer frame pointer, where `happens`: a load from the stack that sees the
 * values this instruction has pushed below `top` so far. Arguments: happens, address, size in
 * bytes, top, then the pushed values.
 */
function loadBehindPushes(e: Evaluation, args: readonly Value[]): bigint {
  if (smallArgument(args, 0) === 0) return 0n;
  const address = wideArgument(args, 1);
  const size = Number(wideArgument(args, 2));
  const top = wideArgument(args, 3);
  if (!checkAccess(e, address, size, READ, "stack")) return 0n;
  let value = 0n;
  for (let i = 0; i < size; i++) {
    const at = BigInt.asUintN(64, address + BigInt(i));
    const distance = BigInt.asUintN(64, top - 1n - at);
    const push = Number(distance / BigInt(size));
    const byte = push < args.length - 4
      ? (wideArgument(args, 4 + push) >> (8n * (BigInt(size - 1) - distance % BigInt(size)))) & 0xffn
      : e.processor.memory.load(at, 1);
    value |= byte << BigInt(8 * i);
  }
  return value;
}

/** The operators of integer instructions, for a processor with these features. */
export function integerOperators(features: CpuFeatures): Operators {
  return {
    calls: {
      crc32c, addressAfterPop, loadBehindPushes,
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

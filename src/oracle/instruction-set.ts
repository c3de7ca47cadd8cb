/** Everything that executing instructions needs to know of them, put together once per engine. */
import { createDecoder } from "../decoder/decode.ts";
import type { Decoder } from "../decoder/decode.ts";
import type { Table } from "../table/table.ts";
import { AES_OPERATORS } from "./aes.ts";
import { BIT_OPERATORS } from "./bit-operators.ts";
import { FUSED_OPERATORS } from "./fused.ts";
import { integerOperators } from "./integer-operators.ts";
import { composeOperators } from "./operators.ts";
import type { Operators } from "./operators.ts";
import { PACKED_OPERATORS } from "./packed-operators.ts";
import { SHA_OPERATORS } from "./sha.ts";
import { THREE_D_NOW_OPERATORS } from "./three-d-now.ts";
import type { CpuFeatures } from "./virtual-cpu.ts";
import { X87_OPERATORS } from "./x87.ts";

export interface InstructionSet {
  /** The forms and their meanings. */
  readonly table: Table;
  /** A decoder over that table. */
  readonly decoder: Decoder;
  /** The operators that meanings name. */
  readonly operators: Operators;
}

/** What the meanings of core forms name. */
function coreOperators(features: CpuFeatures): Operators {
  return composeOperators(
    integerOperators(features), X87_OPERATORS, PACKED_OPERATORS, THREE_D_NOW_OPERATORS);
}

/** The instruction set of any table, on a processor whose CPUID shows `features`. */
export function createInstructionSet(table: Table, features: CpuFeatures): InstructionSet {
  const operators = composeOperators(
    coreOperators(features), AES_OPERATORS, SHA_OPERATORS, FUSED_OPERATORS, BIT_OPERATORS);
  return { table, decoder: createDecoder(table), operators };
}

/** The same for a table of core forms only: whoever loads nothing else loads fewer operators. */
export function createCoreInstructionSet(core: Table, features: CpuFeatures): InstructionSet {
  return { table: core, decoder: createDecoder(core), operators: coreOperators(features) };
}

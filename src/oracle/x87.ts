/** The x87 unit of the oracle: every operator that the meanings of `spec/isa/x87` name. */
import { ARITHMETIC_CALLS, ARITHMETIC_UNITS } from "./x87/arithmetic.ts";
import { ENVIRONMENT_CALLS, ENVIRONMENT_UNITS } from "./x87/environment.ts";
import { FUNCTION_UNITS } from "./x87/functions.ts";
import { LOAD_UNITS } from "./x87/loads.ts";
import { STORE_CALLS, STORE_UNITS } from "./x87/stores.ts";
import { TRANSCENDENTAL_UNITS } from "./x87/transcendental.ts";
import type { Operators } from "./operators.ts";

export const X87_OPERATORS: Operators = {
  calls: { ...ARITHMETIC_CALLS, ...ENVIRONMENT_CALLS, ...STORE_CALLS },
  units: {
    ...ARITHMETIC_UNITS, ...ENVIRONMENT_UNITS, ...FUNCTION_UNITS, ...LOAD_UNITS, ...STORE_UNITS,
    ...TRANSCENDENTAL_UNITS,
  },
};

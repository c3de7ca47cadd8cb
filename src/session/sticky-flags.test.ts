import { expect, it } from "vitest";
import { createDecoder } from "../decoder/decode.ts";
import { coreTable } from "../table/core.ts";
import { touchesMxcsr } from "./sticky-flags.ts";

const decoder = createDecoder(coreTable());

/** Code in hexadecimal, filled up with nops to whole bundles. */
function touches(hex: string): boolean {
  const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
  const code = new Uint8Array(Math.ceil(bytes.length / 32) * 32).fill(0x90);
  code.set(bytes);
  return touchesMxcsr(code, decoder);
}

const NOPS = "90".repeat(31);

it.each([
  ["stmxcsr (%rsp)", "0fae1c24", true], ["ldmxcsr 4(%r15)", "41 0f ae 57 04", true],
  ["behind others", "48ffc0 90 0fae1c24", true], ["in a later bundle", `${NOPS}90 0fae1c24`, true],
  ["mfence", "0faef0", false], ["sfence", "0faef8", false], ["clflush (%rsp)", "0fae3c24", false],
  ["fxsave is none of the sandbox's", "0fae0424", false],
  ["the bytes in an immediate", "b8 0f ae 1c 24", false],
  ["the bytes in a displacement", "8b 85 0f ae 1c 24", false],
  ["across bundles", `${NOPS} 0fae1c24`, true],
  ["nothing", "", false],
] as const)("%s", (_, hex, expected) => {
  expect(touches(hex)).toBe(expected);
});

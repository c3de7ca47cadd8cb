/** Each exactness can be left out of units alone, and only where somebody asks for it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BASE, TEXT_START, TRAMPOLINE_SLOTS_END, TRAMPOLINE_START } from "../../spec/abi/memory-map.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { runProgram } from "../sdk/run-program.ts";
import type { ProgramResult } from "../sdk/run-program.ts";
import { createToolchain } from "../session/toolchain.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import { printModule } from "../wasm/print.ts";
import { dispatcherModule } from "./dispatcher.ts";
import { TranslatorEngine } from "./engine.ts";
import { EXACTNESSES } from "./exactness.ts";
import type { Exactness, Without } from "./exactness.ts";
import { FLAG_KIND } from "./flag-locals.ts";
import { inspectUnit } from "./inspect.ts";
import type { ProgramUnits } from "./program-units.ts";
import { settingOf } from "./unit-archive.ts";
import type { CodeSource } from "./unit.ts";

const host = wasmHost();
if (host === undefined) throw new Error("these tests need WebAssembly");
const set = createInstructionSet(completeTable(), []);
const interpreter = new InterpreterEngine(host, set);

function engineWith(without?: Without): TranslatorEngine {
  const options = without === undefined ? {} : { without };
  return new TranslatorEngine(host as NonNullable<typeof host>, set, { interpreter, eager: true, ...options });
}

const HLT = 0xf4;
/** A loop that loads and that adds floats, and a sandboxed call behind it. */
const CODE = [
  0x83, 0xe9, 0x01, // sub $1,%ecx
  0x41, 0x03, 0x04, 0x8f, // add (%r15,%rcx,4),%eax
  0xf2, 0x0f, 0x58, 0xc1, // addsd %xmm1,%xmm0
  0x85, 0xc9, // test %ecx,%ecx
  0x75, 0xf1, // jne 0
  0x48, 0x89, 0xc7, // mov %rax,%rdi
  0xf3, 0x48, 0xab, // rep stos %rax,(%rdi)
  0xe8, 0x06, 0x00, 0x00, 0x00, // call 0x20
];

function unitsOf(without?: Without): ProgramUnits {
  const text = new Uint8Array(0x1_0000).fill(HLT);
  text.set(CODE);
  const units = engineWith(without).unitsOf({
    base: BASE, stickyFlags: false,
    trapSlots: { start: TRAMPOLINE_START, end: TRAMPOLINE_SLOTS_END },
    regions: [
      { name: "text", start: TRAMPOLINE_START, end: TEXT_START + 0x1_0000, permission: READ | EXECUTE },
      { name: "heap", start: 0x10_0000, end: 0x20_0000, permission: READ | WRITE },
    ],
    contents: [{ address: TEXT_START, bytes: text }],
  });
  if (units === undefined) throw new Error("the image has no text");
  return units.units;
}

function sourceOf(without?: Without): CodeSource {
  return unitsOf(without).source;
}

function unitText(without?: Without): string {
  const unit = inspectUnit(sourceOf(without), TEXT_START);
  if (unit === undefined) throw new Error("the code has no unit");
  return unit.text(() => "").join("\n");
}

/** What nothing but one exactness writes into that unit. */
const MARKS: Readonly<Record<Exactness, RegExp>> = {
  access: /i64\.ge_u\s+if|i64\.le_u/,
  budget: /local\.set \$budget|i32\.lt_s/,
  nan: /f64\.ne/,
  flags: new RegExp(`i32\\.store offset=${FLAG_KIND}\\b`),
  trace: /i64\.rotl/,
};

function marksIn(text: string): Exactness[] {
  return EXACTNESSES.filter((exactness) => MARKS[exactness].test(text));
}

const INPUT = new TextEncoder().encode("some input\n".repeat(1000));

async function copy(engine: TranslatorEngine): Promise<ProgramResult> {
  const module = readFileSync(join(import.meta.dirname, "../../examples/copy.nexe"));
  const { validator } = createToolchain("interpreter");
  return runProgram(module, { toolchain: { engine, validator }, stdin: INPUT });
}

describe("what makes units exact", () => {
  it("is all there by default", () => {
    expect(marksIn(unitText())).toEqual(EXACTNESSES);
    expect(unitText({})).toBe(unitText());
  });

  it.each(EXACTNESSES)("can be left out alone: %s", (exactness) => {
    const others = EXACTNESSES.filter((other) => other !== exactness);
    expect(marksIn(unitText({ [exactness]: true }))).toEqual(others);
  });

  it("is in the dispatcher too", () => {
    const text = (without: Without): string =>
      printModule(dispatcherModule(BASE, 1, without), () => ({ locals: new Map(), comments: new Map() }))
        .join("\n");
    expect(text({})).toMatch(MARKS.trace);
    expect(text({ trace: true })).not.toMatch(MARKS.trace);
  });

  it("gives nothing back that was not taken: exits without the budget", () => {
    const dues = (without: Without): number[] => {
      const units = unitsOf(without);
      units.translate([TEXT_START]);
      return units.exits.map(({ due }) => due);
    };
    expect(Math.max(...dues({}))).toBe(19);
    expect(Math.max(...dues({ budget: true }))).toBe(0);
  });

  it.each(EXACTNESSES)("is part of what stored units are found by: %s", (exactness) => {
    expect(settingOf(sourceOf({ [exactness]: true }))).not.toBe(settingOf(sourceOf()));
  });

  it.each(EXACTNESSES)("is not needed by a program that only copies: %s", async (exactness) => {
    const [exact, without] = [await copy(engineWith()), await copy(engineWith({ [exactness]: true }))];
    expect(without.exitCode).toBe(exact.exitCode);
    expect(without.stdout).toEqual(INPUT);
    expect(without.session.retired < exact.session.retired).toBe(exactness === "budget");
    expect(without.session.trace === exact.session.trace).toBe(exactness !== "trace");
  });
});

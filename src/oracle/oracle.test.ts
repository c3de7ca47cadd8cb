/** What the oracle does around an instruction: fetching, counting, tracing, stopping. */
import { describe, expect, it } from "vitest";
import { fullTable } from "../table/full.ts";
import type { Exit } from "../machine/exit.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { readRegister, writeRegister } from "../machine/registers.ts";
import { PC, RETIRED, TRACE } from "../machine/state.ts";
import { traceStep } from "../machine/trace.ts";
import { createInstructionSet } from "./instruction-set.ts";
import { OracleEngine } from "./oracle-engine.ts";
import type { OracleMachine } from "./oracle-engine.ts";
import { Poison } from "./poison.ts";
import type { PoisonUse } from "./poison.ts";

const INSTRUCTIONS = createInstructionSet(fullTable(), ["SSE2"]);
const BASE = 0x440a_0000_0000n;
const CODE = 0x2_0000;
const DATA = 0x10_0000;
const [RAX, RCX, RSP, RSI, RDI] = [0, 1, 4, 6, 7];

function machineWith(code: readonly number[], poison?: Poison): OracleMachine {
  const machine = new OracleEngine(INSTRUCTIONS, poison).createMachine({
    base: BASE,
    regions: [
      { name: "trampolines", start: 0x1_0000, end: CODE, permission: READ | EXECUTE },
      { name: "text", start: CODE, end: CODE + 0x1_0000, permission: READ | WRITE | EXECUTE },
      { name: "data", start: DATA, end: DATA + 0x1_0000, permission: READ | WRITE },
    ],
    contents: [{ address: CODE, bytes: Uint8Array.from(code) }],
    trapSlots: { start: 0x1_0000, end: 0x1_0800 },
    stickyFlags: false,
  });
  machine.state.setBigUint64(PC, BASE + BigInt(CODE), true);
  writeRegister(machine.state, RSP, BASE + BigInt(DATA) + 0x8000n);
  return machine;
}

const pcOf = (machine: OracleMachine): bigint => machine.state.getBigUint64(PC, true) - BASE;
const retired = (machine: OracleMachine): bigint => machine.state.getBigUint64(RETIRED, true);
const fault = (vector: string, errorCode: number, address: bigint): Partial<Exit> =>
  ({ kind: "fault", vector, errorCode, address }) as Partial<Exit>;

describe("counting", () => {
  it("stops exactly at the budget, and a nop counts", () => {
    const machine = machineWith([0x90, 0x90, 0x90, 0xf4]);
    expect(machine.run(2n)).toEqual({ kind: "budget" });
    expect([pcOf(machine), retired(machine)]).toEqual([BigInt(CODE) + 2n, 2n]);
    expect(machine.run(5n)).toEqual({ kind: "halt" });
    expect([pcOf(machine), retired(machine)]).toEqual([BigInt(CODE) + 3n, 3n]);
  });

  it("counts every REP iteration, at least one, and can stop between them", () => {
    const machine = machineWith([0xf3, 0xaa, 0xf4]);
    writeRegister(machine.state, RCX, 3n);
    writeRegister(machine.state, RDI, BASE + BigInt(DATA));
    expect(machine.run(2n)).toEqual({ kind: "budget" });
    expect([pcOf(machine), readRegister(machine.state, RCX)]).toEqual([BigInt(CODE), 1n]);
    expect(machine.run(9n)).toEqual({ kind: "halt" });
    expect(retired(machine)).toBe(3n);
    machine.state.setBigUint64(PC, BASE + BigInt(CODE), true);
    expect(machine.run(9n)).toEqual({ kind: "halt" });
    expect(retired(machine)).toBe(4n);
  });

  it("does not count an instruction that faults, and keeps REP's progress", () => {
    const machine = machineWith([0xf3, 0xa4]);
    const end = BASE + BigInt(DATA) + 0x1_0000n;
    writeRegister(machine.state, RCX, 9n);
    writeRegister(machine.state, RSI, BASE + BigInt(DATA));
    writeRegister(machine.state, RDI, end - 2n);
    expect(machine.run(99n)).toEqual(fault("PF", 6, end));
    expect([retired(machine), readRegister(machine.state, RCX)]).toEqual([2n, 7n]);
  });
});

describe("the trace", () => {
  it("takes in every transfer, taken or not, and nothing else", () => {
    // jz +1 (not taken, ZF = 0); jnz +0; nop; hlt
    const machine = machineWith([0x85, 0xe4, 0x74, 0x01, 0x75, 0x00, 0x90, 0xf4]);
    machine.run(9n);
    const first = traceStep(0n, BigInt(CODE) + 4n);
    expect(machine.state.getBigUint64(TRACE, true)).toBe(traceStep(first, BigInt(CODE) + 6n));
  });

  it("waits for the session where the transfer is a trap", () => {
    const distance = 0x1_0040 - (CODE + 5);
    const code = [0xe8, ...new Uint8Array(Int32Array.of(distance).buffer)];
    const machine = machineWith(code);
    expect(machine.run(9n)).toEqual({ kind: "trap", slot: 2 });
    expect([pcOf(machine), retired(machine)]).toEqual([0x1_0040n, 1n]);
    expect(machine.state.getBigUint64(TRACE, true)).toBe(0n);
  });
});

describe("fetching", () => {
  it("faults at the first byte that cannot be executed", () => {
    const machine = machineWith([]);
    const end = BigInt(CODE) + 0x1_0000n;
    machine.memory.copyIn(BASE + end - 1n, Uint8Array.of(0x48));
    machine.state.setBigUint64(PC, BASE + end - 1n, true);
    expect(machine.step()).toEqual(fault("PF", 4 | 16, BASE + end));
    machine.state.setBigUint64(PC, BASE + BigInt(DATA), true);
    expect(machine.step()).toEqual(fault("PF", 1 | 4 | 16, BASE + BigInt(DATA)));
    machine.state.setBigUint64(PC, 1n << 47n, true);
    expect(machine.step()).toEqual(fault("GP", 0, 0n));
  });

  it("tells bytes that are no instruction from ones that are too long", () => {
    expect(machineWith([0x0f, 0x0b]).step()).toEqual(fault("UD", 0, 0n));
    expect(machineWith([0x06]).step()).toEqual(fault("UD", 0, 0n));
    expect(machineWith([...Array<number>(15).fill(0x66), 0x90]).step()).toEqual(fault("GP", 0, 0n));
    expect(machineWith([0x62, 0xf1, 0x7c, 0x48, 0x58, 0xc1]).step())
      .toEqual({ kind: "unsupported", form: -1, id: "evex" });
  });

  it("sees a store to code at the next instruction", () => {
    // mov byte [rip + 0], 0xf4; nop
    const machine = machineWith([0xc6, 0x05, 0, 0, 0, 0, 0xf4, 0x90]);
    expect(machine.run(9n)).toEqual({ kind: "halt" });
    expect(pcOf(machine)).toBe(BigInt(CODE) + 7n);
  });
});

describe("faults leave the state as it was", () => {
  it("in an exchange whose second half cannot be written", () => {
    const machine = machineWith([0x48, 0x87, 0x03]);
    machine.memory.map(DATA, DATA + 0x1000, READ);
    writeRegister(machine.state, RAX, 5n);
    writeRegister(machine.state, 3, BASE + BigInt(DATA));
    expect(machine.step()).toEqual(fault("PF", 1 | 2 | 4, BASE + BigInt(DATA)));
    expect([readRegister(machine.state, RAX), pcOf(machine)]).toEqual([5n, BigInt(CODE)]);
  });

  it("and a stack address that is not canonical is #SS, another #GP", () => {
    const machine = machineWith([0x50]);
    writeRegister(machine.state, RSP, 1n << 47n | 8n);
    expect(machine.step()).toEqual(fault("SS", 0, 0n));
    const other = machineWith([0x48, 0x8b, 0x00]);
    writeRegister(other.state, RAX, 1n << 47n);
    expect(other.step()).toEqual(fault("GP", 0, 0n));
  });
});

describe("traps and system calls", () => {
  it("leave behind the instruction, counted", () => {
    const breakpoint = machineWith([0xcc]);
    expect(breakpoint.step()).toEqual(fault("BP", 0, 0n));
    expect([pcOf(breakpoint), retired(breakpoint)]).toEqual([BigInt(CODE) + 1n, 1n]);
    const call = machineWith([0x0f, 0x05]);
    expect(call.step()).toEqual({ kind: "syscall" });
    expect(readRegister(call.state, RCX)).toBe(BASE + BigInt(CODE) + 2n);
  });
});

describe("snapshots", () => {
  it("bring back registers, memory and permissions, any number of times", () => {
    const machine = machineWith([0x88, 0x03, 0xf4]);
    writeRegister(machine.state, 3, BASE + BigInt(DATA));
    writeRegister(machine.state, RAX, 7n);
    const before = machine.snapshot();
    for (let round = 0; round < 2; round++) {
      expect(machine.run(9n)).toEqual({ kind: "halt" });
      expect(machine.memory.load(BASE + BigInt(DATA), 1)).toBe(7n);
      machine.protect(DATA, DATA + 0x1000, 0);
      machine.restore(before);
      expect([pcOf(machine), retired(machine)]).toEqual([BigInt(CODE), 0n]);
      expect(machine.memory.load(BASE + BigInt(DATA), 1)).toBe(0n);
      expect(machine.memory.isMapped(BASE + BigInt(DATA))).toBe(true);
    }
  });
});

describe("poison mode", () => {
  const usesOf = (code: readonly number[], count: bigint): PoisonUse[] => {
    const uses: PoisonUse[] = [];
    const machine = machineWith(code, new Poison((use) => uses.push(use)));
    machine.run(count);
    return uses;
  };
  const formId = (use: PoisonUse | undefined): string | undefined =>
    INSTRUCTIONS.table.forms[use?.used.form ?? -1]?.id;

  it("reports the first use of an undefined flag, and where it was born", () => {
    // and eax, ecx leaves AF undefined; pushfq reads it.
    const uses = usesOf([0x21, 0xc8, 0x9c, 0x9c], 3n);
    expect(uses.map((use) => [use.what, use.born.pc - BASE, use.used.pc - BASE]))
      .toEqual([["af", BigInt(CODE), BigInt(CODE) + 2n]]);
    expect(formId(uses[0])).toBe("pushfq");
  });

  it("and of an undefined register", () => {
    // bswap ax; mov ecx, eax
    const uses = usesOf([0x66, 0x0f, 0xc8, 0x89, 0xc1], 2n);
    expect(uses.map((use) => [use.what, formId(use)])).toEqual([[0, "mov_rm32_r32"]]);
  });

  it("is silent when the flag is written before it is read, or not read at all", () => {
    // shl eax, 5 (OF, AF undefined); cmp eax, eax; seto cl
    expect(usesOf([0xc1, 0xe0, 0x05, 0x39, 0xc0, 0x0f, 0x90, 0xc1], 3n)).toEqual([]);
    // shl eax, 5; setc cl
    expect(usesOf([0xc1, 0xe0, 0x05, 0x0f, 0x92, 0xc1], 2n)).toEqual([]);
  });
});

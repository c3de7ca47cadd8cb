/**
 * SSE4A and 3DNow!, of which no recorded vectors exist: known answers from AMD's manuals (APM
 * volume 4, EXTRQ ... MOVNTSS; volume 5 and "3DNow! Technology Manual"), as whole instructions. And
 * what was measured on one of AMD's CPUs where no manual speaks.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { EXECUTE, READ, WRITE } from "../src/machine/memory.ts";
import { RawMachine } from "../src/raw/raw-machine.ts";
import { createToolchain } from "../src/session/toolchain.ts";

const CODE = 0x10000;
const DATA = 0x20000;
const { engine } = createToolchain("oracle");
let machine: RawMachine;

beforeEach(() => {
  machine = new RawMachine(engine, [
    { address: CODE, bytes: 0x1000, permission: READ | EXECUTE },
    { address: DATA, bytes: 0x1000, permission: READ | WRITE },
  ]);
  const { registers } = machine;
  registers.general[6] = BigInt(DATA);
  machine.registers = { ...registers, rip: BigInt(CODE), fcw: 0x37f, mxcsr: 0x1f80 };
});

/** Runs one instruction; registers that it reads are set before. */
function run(code: string, setUp: { vectors?: Record<number, bigint>; mmx?: bigint[] } = {}): void {
  const bytes = (code.match(/[0-9a-f]{2}/gi) ?? []).map((byte) => Number.parseInt(byte, 16));
  machine.write(CODE, Uint8Array.from([...bytes, 0xf4]));
  const { registers } = machine;
  for (const [number, value] of Object.entries(setUp.vectors ?? {})) {
    registers.vectors[Number(number)] = value;
  }
  (setUp.mmx ?? []).forEach((value, number) => { registers.x87[number] = value; });
  machine.registers = registers;
  expect(machine.run(10n)).toEqual({ kind: "halt" });
}

describe("SSE4A", () => {
  const field = 0x1122334455667788n;
  const upper = 0xaaaaaaaaaaaaaaaan << 64n;

  it("EXTRQ takes a field to the bottom; the upper half becomes zero", () => {
    run("66 0f 78 c1 10 08", { vectors: { 1: field | upper } });
    expect(machine.registers.vectors[1]).toBe(0x6677n);
  });

  it("EXTRQ with length 0 takes 64 bits; length and index may stand in a register", () => {
    run("66 0f 78 c1 00 00", { vectors: { 1: field } });
    expect(machine.registers.vectors[1]).toBe(field);
    machine.assign({ rip: BigInt(CODE) });
    run("66 0f 79 ca", { vectors: { 1: field, 2: 0x1808n } });
    expect(machine.registers.vectors[1]).toBe(0x55n);
  });

  it("INSERTQ puts a field at its place", () => {
    run("f2 0f 78 ca 10 08", { vectors: { 1: field, 2: 0xffffbeefn } });
    expect(machine.registers.vectors[1]).toBe(0x1122334455beef88n);
  });

  it("INSERTQ finds length and index in the upper half of its source", () => {
    run("f2 0f 79 ca", { vectors: { 1: field, 2: (0x2010n << 64n) | 0xbeefn } });
    expect(machine.registers.vectors[1]).toBe(0x1122beef55667788n);
  });

  it("MOVNTSS and MOVNTSD store the lowest lane", () => {
    run("f3 0f 2b 0e", { vectors: { 1: field } });
    expect([...machine.read(DATA, 8)]).toEqual([0x88, 0x77, 0x66, 0x55, 0, 0, 0, 0]);
    machine.assign({ rip: BigInt(CODE) });
    run("f2 0f 2b 0e", { vectors: { 1: field } });
    expect([...machine.read(DATA, 8)]).toEqual([0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
  });
});

describe("3DNow!", () => {
  const single = (x: number): bigint =>
    BigInt(new Uint32Array(Float32Array.of(x).buffer)[0] ?? 0);
  const pair = (low: number, high: number): bigint => single(low) | (single(high) << 32n);
  const inMmx = (value: bigint): bigint => (0xffffn << 64n) | value;

  const answers: readonly (readonly [string, string, bigint, bigint, bigint])[] = [
    ["PFADD", "9e", pair(1.5, -2), pair(2, 0.5), pair(3.5, -1.5)],
    ["PFSUB", "9a", pair(1.5, -2), pair(2, 0.5), pair(-0.5, -2.5)],
    ["PFSUBR", "aa", pair(1.5, -2), pair(2, 0.5), pair(0.5, 2.5)],
    ["PFMUL", "b4", pair(1.5, -2), pair(2, 0.5), pair(3, -1)],
    ["PFACC", "ae", pair(1, 2), pair(3, 4), pair(3, 7)],
    ["PFNACC", "8a", pair(1, 2), pair(3, 5), pair(-1, -2)],
    ["PFPNACC", "8e", pair(1, 2), pair(3, 5), pair(-1, 8)],
    ["PFMAX", "a4", pair(1, -2), pair(-3, 4), pair(1, 4)],
    ["PFMIN", "94", pair(1, -2), pair(-3, 4), pair(-3, -2)],
    ["PFCMPEQ", "b0", pair(1, 2), pair(1, 3), 0xffffffffn],
    ["PFCMPGT", "a0", pair(1, 4), pair(1, 3), 0xffffffff00000000n],
    ["PFCMPGE", "90", pair(1, 2), pair(1, 3), 0xffffffffn],
    ["PF2ID", "1d", 0n, pair(-7.9, 7.9), 0x00000007fffffff9n],
    ["PF2IW", "1c", 0n, pair(-7.9, 70000), 0x00007ffffffffff9n],
    ["PI2FD", "0d", 0n, 0x00000007fffffff9n, pair(-7, 7)],
    ["PI2FW", "0c", 0n, 0xabcd0007abcdfff9n, pair(-7, 7)],
    ["PFRCP", "96", 0n, pair(8, 3), pair(0.125, 0.125)],
    ["PFRSQRT", "97", 0n, pair(16, 3), pair(0.25, 0.25)],
    ["PAVGUSB", "bf", 0x00ff010203040506n, 0x01ff030201040507n, 0x01ff020202040507n],
    ["PMULHRW", "b7", 0x4000800000017fffn, 0x0002800000017fffn, 0x0001400000003fffn],
    ["PSWAPD", "bb", 0n, 0x1111111122222222n, 0x2222222211111111n],
  ];

  it.each(answers)("%s", (_name, suffix, a, b, expected) => {
    run(`0f 0f ca ${suffix}`, { mmx: [0n, a, b] });
    expect(machine.registers.x87[1]).toBe(inMmx(expected));
    // Like every MMX instruction it takes the register stack over.
    expect(machine.registers).toMatchObject({ ftw: 0xff, fsw: 0 });
  });

  it("FEMMS gives the registers back", () => {
    machine.assign({ ftw: 0xff });
    run("0f 0e");
    expect(machine.registers.ftw).toBe(0);
  });
});

describe("conversions to MMX registers", () => {
  it("take the x87 unit over even when they end in #XM", () => {
    // cvtps2pi mm1, xmm2 of a signalling NaN, with the invalid operation unmasked.
    machine.write(CODE, Uint8Array.from([0x0f, 0x2d, 0xca, 0xf4]));
    const { registers } = machine;
    registers.vectors[2] = 0x7f800001n;
    machine.registers = { ...registers, mxcsr: 0x1f00, fsw: 0x3000, ftw: 0xc0 };
    expect(machine.run(1n)).toMatchObject({ kind: "fault", vector: "XM" });
    expect(machine.registers).toMatchObject({ mxcsr: 0x1f01, fsw: 0, ftw: 0xff });
  });
});

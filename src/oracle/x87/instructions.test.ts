/**
 * x87 instructions of which no vectors were recorded, as the manual describes them: code, stack
 * (ST(0) first) and control word in, what changed out.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { EXECUTE, READ, WRITE } from "../../machine/memory.ts";
import { RawMachine } from "../../raw/raw-machine.ts";
import { fullTable } from "../../table/full.ts";
import { createInstructionSet } from "../instruction-set.ts";
import { OracleEngine } from "../oracle-engine.ts";

const CODE = 0x10_0000;
const DATA = 0x20_0000;
const HLT = "f4";
/** rdi, the base of every memory operand here. */
const RDI = 7;

const engine = new OracleEngine(createInstructionSet(fullTable(), []));
let machine: RawMachine;

beforeEach(() => {
  machine = new RawMachine(engine, [
    { address: CODE, bytes: 0x1000, permission: READ | EXECUTE },
    { address: DATA, bytes: 0x1000, permission: READ | WRITE },
  ]);
});

interface Start {
  readonly stack?: readonly bigint[];
  readonly fcw?: number;
  readonly memory?: string;
}

interface End {
  /** What the run ended with: "halt", or the mnemonic of an exception. */
  readonly end: string;
  /** ST(0) first, as many as are not empty. */
  readonly stack: readonly bigint[];
  readonly fsw: number;
  readonly fcw: number;
  readonly memory: string;
}

/** The stack starts with TOP = 4, so that four registers are in use and four are empty. */
const TOP = 4;

function run(code: string, { stack = [], fcw = 0x37f, memory = "" }: Start): End {
  machine.write(CODE, Uint8Array.from(Buffer.from(code + HLT, "hex")));
  machine.write(DATA, new Uint8Array(0x1000).fill(0xee));
  machine.write(DATA, Uint8Array.from(Buffer.from(memory, "hex")));
  const before = machine.registers;
  before.general[RDI] = BigInt(DATA);
  stack.forEach((bits, i) => { before.x87[(TOP + i) & 7] = bits; });
  const ftw = stack.reduce((tags, _, i) => tags | (1 << ((TOP + i) & 7)), 0);
  machine.registers = { ...before, rip: BigInt(CODE), fcw, fsw: TOP << 11, ftw };
  const exit = machine.run(100n);
  const after = machine.registers;
  const top = (after.fsw >> 11) & 7;
  const left = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => (top + i) & 7)
    .filter((number) => (after.ftw & (1 << number)) !== 0);
  return {
    end: exit.kind === "fault" ? exit.vector : exit.kind,
    stack: left.map((number) => after.x87[number] ?? 0n),
    fsw: after.fsw, fcw: after.fcw,
    memory: Buffer.from(machine.read(DATA, 256)).toString("hex"),
  };
}

const ONE = 0x3fff_8000_0000_0000_0000n;
const TWO = 0x4000_8000_0000_0000_0000n;
const THREE = 0x4000_c000_0000_0000_0000n;
const THIRD = 0x3ffd_aaaa_aaaa_aaaa_aaabn;
const HUGE = 0x7ffe_8000_0000_0000_0000n;
const TINY = 0x0001_8000_0000_0000_0000n;
const SIGNALLING = 0x7fff_8000_0000_0000_0001n;
const INDEFINITE = 0xffff_c000_0000_0000_0000n;
const INFINITY = 0x7fff_8000_0000_0000_0000n;
const SIGN = 1n << 79n;

/** Status word: TOP moved by `pops`, and bits. */
const status = (pops: number, bits: number): number => (((TOP + pops) & 7) << 11) | bits;
const SUMMARY = 0x8080;

describe("stores of floating-point numbers", () => {
  it.each([
    // fst dword [rdi], fst qword [rdi], fstp dword [rdi], fstp qword [rdi]
    ["d917", THIRD, "abaaaa3e", 0, 0x220],
    ["dd17", THIRD, "555555555555d53f", 0, 0x20],
    ["d91f", ONE, "0000803f", 1, 0],
    ["dd1f", ONE, "000000000000f03f", 1, 0],
    ["d917", HUGE, "0000807f", 0, 0x228],
    ["d917", TINY, "00000000", 0, 0x30],
    ["d917", SIGNALLING, "0000c07f", 0, 1],
    ["d917", 1n, "00000000", 0, 0x30],
  ])("%s of %s", (code, value, memory, pops, flags) => {
    const end = run(code, { stack: [value, TWO] });
    expect(end.memory.slice(0, memory.length)).toBe(memory);
    expect(end.fsw).toBe(status(pops, flags));
    expect(end.stack).toEqual(pops === 0 ? [value, TWO] : [TWO]);
  });

  it.each([
    // Overflow, underflow and invalid operation unmasked: nothing is stored, nothing popped.
    [0x377, HUGE, 0x08], [0x36f, TINY, 0x10], [0x37e, SIGNALLING, 0x01],
  ])("control word %#x keeps memory and stack", (fcw, value, flags) => {
    const end = run("d91f", { stack: [value], fcw });
    expect(end.memory.slice(0, 8)).toBe("eeeeeeee");
    expect(end.stack).toEqual([value]);
    expect(end.fsw).toBe(status(0, flags | SUMMARY));
  });

  it("a pending exception is reported by the next instruction that waits", () => {
    const start = { stack: [SIGNALLING], fcw: 0x37e };
    expect(run("d91f" + "9b", start).end).toBe("MF");
    expect(run("d91f" + "d9e8", start).end).toBe("MF");
    expect(run("d91f" + "dfe0" + "dbe2" + "9b", start).end).toBe("halt");
  });

  it("ten bytes over the end of a page: eight are stored where two fault", () => {
    // fstp tbyte [rdi+0ff7h]: nine bytes fit.
    expect(run("dbbff70f0000", { stack: [THIRD] }).end).toBe("PF");
    const written = Buffer.from(machine.read(DATA + 0xff7, 9)).toString("hex");
    expect(written).toBe("abaaaaaaaaaaaaaaee");
    // With two bytes of room nothing happens, and nothing with an unmasked stack fault either.
    expect(run("dbbffe0f0000", { stack: [THIRD] }).end).toBe("PF");
    expect(Buffer.from(machine.read(DATA + 0xffe, 2)).toString("hex")).toBe("eeee");
    expect(run("dbbffe0f0000", { fcw: 0x37e }).end).toBe("halt");
  });

  it("an empty register stores the indefinite, and tells of a stack fault", () => {
    const end = run("dd1f", {});
    expect(end.memory.slice(0, 16)).toBe("000000000000f8ff");
    expect(end.fsw).toBe(status(1, 0x41));
  });
});

describe("stores of integers", () => {
  it.each([
    // fistp word, dword, qword; fisttp word [rdi]
    ["df1f", 0x4000_a000_0000_0000_0000n, "0200", 0x20],
    ["db1f", 0x4000_e000_0000_0000_0000n, "04000000", 0x220],
    ["df3f", SIGN | THREE, "fdffffffffffffff", 0],
    ["df0f", 0x4000_e000_0000_0000_0000n, "0300", 0x20],
    ["df1f", 0x400e_8000_0000_0000_0000n, "0080", 1],
    ["df3f", INFINITY, "0000000000000080", 1],
  ])("%s of %s", (code, value, memory, flags) => {
    const end = run(code, { stack: [value] });
    expect(end.memory.slice(0, memory.length)).toBe(memory);
    expect(end.fsw).toBe(status(1, flags));
  });
});

describe("functions of the top of the stack", () => {
  it.each([
    ["fchs", "d9e0", [ONE], [SIGN | ONE], 0],
    ["fsqrt", "d9fa", [0x4001_8000_0000_0000_0000n], [TWO], 0],
    ["fsqrt", "d9fa", [SIGN | ONE], [INDEFINITE], 1],
    ["frndint", "d9fc", [0x4000_a000_0000_0000_0000n], [TWO], 0x20],
    ["fscale", "d9fd", [THREE, 0x4000_f000_0000_0000_0000n], [0x4003_c000_0000_0000_0000n], 0],
    ["fscale", "d9fd", [0n, INFINITY], [INDEFINITE], 1],
    ["fscale", "d9fd", [INFINITY, SIGN | INFINITY], [INDEFINITE], 1],
    ["fxtract", "d9f4", [0x4001_c000_0000_0000_0000n], [0x3fff_c000_0000_0000_0000n, TWO], 0],
    ["fxtract", "d9f4", [SIGN], [SIGN, SIGN | INFINITY], 4],
    ["fprem1", "d9f5", [0x4001_8000_0000_0000_0000n, THREE], [ONE], 0x200],
    ["fprem", "d9f8", [0x4001_a000_0000_0000_0000n, THREE], [TWO], 0x200],
  ] as const)("%s", (name, code, stack, results, flags) => {
    const end = run(code, { stack });
    expect(end.stack.slice(0, results.length)).toEqual(results);
    expect(end.fsw).toBe(status(name === "fxtract" ? -1 : 0, flags));
  });

  it.each([
    ["unsupported", 0x3fff_4000_0000_0000_0000n, 0x0000],
    ["NaN", SIGN | SIGNALLING, 0x0300], ["normal", ONE, 0x0400], ["infinity", INFINITY, 0x0500],
    ["zero", SIGN, 0x4200], ["denormal", 1n, 0x4400],
  ])("fxam: %s", (_, value, codes) => {
    expect(run("d9e5", { stack: [value] }).fsw).toBe(status(0, codes));
  });

  it("fxam: empty", () => {
    expect(run("d9e5", {}).fsw).toBe(status(0, 0x4100));
  });
});

describe("comparisons", () => {
  it.each([
    ["ftst", "d9e4", [SIGN | ONE], 0, 0x100],
    ["fcompp", "ded9", [ONE, ONE], 2, 0x4000],
    ["fucompp", "dae9", [TWO, ONE], 2, 0],
    ["fcom st1", "d8d1", [ONE, SIGNALLING | (1n << 62n)], 0, 0x4501],
    ["fucom st1", "dde1", [ONE, SIGNALLING | (1n << 62n)], 0, 0x4500],
    ["fcomp st1, alias DC D9", "dcd9", [ONE, TWO], 1, 0x100],
  ] as const)("%s", (_, code, stack, pops, codes) => {
    expect(run(code, { stack }).fsw).toBe(status(pops, codes));
  });
});

describe("environment and state", () => {
  const registers = [ONE, 0n, INFINITY, 1n];
  /** R0 to R3 empty (3); R4 valid (0), R5 zero (1), R6 and R7 special (2): two bits each. */
  const TAGS = "ffa4";

  it("fnstenv in 32 and in 16 bits masks all exceptions", () => {
    const long = run("d937", { stack: registers, fcw: 0x340 });
    expect(long.memory.slice(0, 24)).toBe(`4003ffff0020ffff${TAGS}ffff`);
    expect(long.fcw).toBe(0x37f);
    const short = run("66d937", { stack: registers });
    expect(short.memory.slice(0, 12)).toBe(`7f030020${TAGS}`);
    expect(short.memory.slice(28, 32)).toBe("eeee");
  });

  it("fnsave and frstor give back what was there", () => {
    const saved = run("dd37", { stack: registers });
    expect([saved.fcw, saved.fsw, saved.stack]).toEqual([0x37f, 0, []]);
    const again = run("dd27", { memory: saved.memory.slice(0, 216), fcw: 0x340 });
    expect(again.stack).toEqual(registers);
    expect([again.fcw, again.fsw]).toEqual([0x37f, status(0, 0)]);
    const short = run("66dd37" + "66dd27", { stack: registers });
    expect(short.stack).toEqual(registers);
  });

  it("fxsave and fxrstor give back what was there", () => {
    // fxsave [rdi]; fninit; fxrstor [rdi]; the image has the abridged tags.
    const end = run("0fae07" + "dbe3" + "0fae0f", { stack: registers, fcw: 0x77f });
    expect(end.stack).toEqual(registers);
    expect([end.fcw, end.fsw]).toEqual([0x77f, status(0, 0)]);
    expect(end.memory.slice(0, 16)).toBe("7f070020f0000000");
    expect(run("480fae4708", {}).end).toBe("GP");
  });

  it("fldcw keeps only bits that exist, and uncovers exceptions", () => {
    expect(run("d92f", { memory: "ffff" }).fcw).toBe(0x1f7f);
    const end = run("d9fa" + "d92f" + "9b", { stack: [SIGN | ONE], memory: "7e03" });
    expect([end.end, end.fsw]).toEqual(["MF", status(0, 1 | SUMMARY)]);
  });

  it("remembers the last instruction that was no control instruction", () => {
    run("d907" + "d92f", { memory: "0000803f" });
    const { fip, fdp, fop } = machine.registers;
    expect([fip, fdp, fop]).toEqual([BigInt(CODE), BigInt(DATA), 0x107]);
  });

  it("moves, frees and initialises", () => {
    expect(run("d9f6", { stack: [ONE] }).fsw).toBe(status(-1, 0));
    expect(run("d9f7", { stack: [ONE] }).fsw).toBe(status(1, 0));
    expect(run("ddc0", { stack: [ONE, TWO] }).stack).toEqual([TWO]);
    const fresh = run("dbe3", { stack: [ONE], fcw: 0x340 });
    expect(fresh).toMatchObject({ fcw: 0x37f, fsw: 0, stack: [] });
  });
});

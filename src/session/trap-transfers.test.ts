/** Whatever transfer arrives at a trampoline slot traps, in every tier, and counts the same. */
import { expect, it } from "vitest";
import { BASE, STACK_START } from "../../spec/abi/memory-map.ts";
import { TRAP_FUNCTIONS } from "../../spec/abi/traps.ts";
import { elfFile } from "../loader/elf-fixture.ts";
import { runProgram } from "../sdk/run-program.ts";
import { createToolchain } from "./toolchain.ts";

const [TEXT_AT, DATA_AT, TRAP] = [0x2_0000, 0x4_0000, 0x1_0000];
const STACK_SEEN = 0xffff_ff00;
const [WRITE_BLOCK, EXIT_BLOCK] = [DATA_AT, DATA_AT + 48];
/** Enough for tier auto to move to its fast engine. */
const COUNT = 300;
const TIERS = ["oracle", "interpreter", "translator", "auto"] as const;

function words(...values: readonly (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [k, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * k);
  return bytes;
}

function immediate(opcode: string, value: number): Buffer {
  const operand = Buffer.alloc(4);
  operand.writeInt32LE(value | 0);
  return Buffer.concat([Buffer.from(opcode, "hex"), operand]);
}

/** Code up to the end of its bundle, nops in front of `last`. */
function bundle(first: Uint8Array, last: Uint8Array): Buffer {
  return Buffer.concat([first, Buffer.alloc(32 - first.length - last.length, 0x90), last]);
}

/** `and ebx, -32; add rbx, r15` and a transfer to rbx, which holds `target` before. */
function indirect(transfer: string): Buffer {
  return bundle(immediate("bb", TRAP), Buffer.from(`83e3e04c01fb${transfer}`, "hex"));
}

/** The ways into a trap from the bundle at `at`, the block's address being in edi. */
const WAYS: Readonly<Record<string, (at: number) => Buffer>> = {
  call: (at) => bundle(Buffer.alloc(0), immediate("e8", TRAP - (at + 32))),
  jump: (at) => bundle(Buffer.alloc(0), immediate("e9", TRAP - (at + 32))),
  "conditional jump": (at) =>
    bundle(Buffer.from("31c0", "hex"), immediate("0f84", TRAP - (at + 32))),
  "indirect call": () => indirect("ffd3"),
  "indirect jump": () => indirect("ffe3"),
  // Compiled programs call through r11.
  "r11, an indirect call": () =>
    bundle(immediate("41bb", TRAP), Buffer.from("4183e3e04d01fb41ffd3", "hex")),
};

/** Writes one byte many times by calls, and exits, both in the same way where it can return. */
function moduleOf(way: string, count: number): Uint8Array {
  const leave = WAYS[way];
  const call = way.endsWith("call") ? leave : WAYS["call"];
  if (leave === undefined || call === undefined) throw new Error(`no way ${way}`);
  const load = (block: number): Buffer => bundle(immediate("bf", block), Buffer.alloc(0));
  const text = Buffer.concat([
    bundle(immediate("41bc", count), Buffer.alloc(0)),
    load(WRITE_BLOCK), call(TEXT_AT + 64),
    // sub r12d, 1; jne back.
    bundle(Buffer.from("4183ec01", "hex"), Buffer.from("759e", "hex")),
    load(EXIT_BLOCK), leave(TEXT_AT + 160),
  ]);
  text.writeInt8(32 - 128, 127);
  const data = Buffer.concat([
    words(TRAP_FUNCTIONS.write.code, 0, 1, DATA_AT, 1, 0),
    words(TRAP_FUNCTIONS.exit.code, 0, 5, 0, 0, 0),
  ]);
  return elfFile({ segments: [
    { type: 1, flags: 5, vaddr: BigInt(TEXT_AT), bytes: text },
    { type: 1, flags: 6, vaddr: BigInt(DATA_AT), bytes: data },
  ] });
}

it.each(Object.keys(WAYS))("by %s", async (way) => {
  const program = moduleOf(way, COUNT);
  const ends = [];
  for (const tier of TIERS) {
    const { exitCode, stdout, session } = await runProgram(program, {
      toolchain: createToolchain(tier),
    });
    const { retired, trace, report, machine } = session;
    const stack = Buffer.from(machine?.memory.copyOut(BASE + BigInt(STACK_SEEN), 0x100) ?? []);
    ends.push({
      tier, exitCode, bytes: stdout.length, retired, trace, state: report.state,
      stack: stack.toString("hex"),
    });
  }
  const [oracle] = ends;
  expect(oracle).toMatchObject({ exitCode: 5, bytes: COUNT, state: "ok" });
  expect(ends).toEqual(TIERS.map((tier) => ({ ...oracle, tier })));
});

/** Calls with its stack pointer at `stack`, after it has made many calls from a good one. */
function badStack(stack: number): Uint8Array {
  // mov esp, stack; add rsp, r15
  const move = bundle(Buffer.concat([immediate("bc", stack), Buffer.from("4c01fc", "hex")]),
    Buffer.alloc(0));
  const text = Buffer.concat([
    bundle(immediate("41bc", COUNT), immediate("bf", WRITE_BLOCK)),
    bundle(immediate("bf", WRITE_BLOCK), immediate("e8", TRAP - (TEXT_AT + 64))),
    bundle(Buffer.from("4183ec01", "hex"), Buffer.from("75c0", "hex")),
    move, bundle(immediate("bf", WRITE_BLOCK), immediate("e8", TRAP - (TEXT_AT + 160))),
  ]);
  return elfFile({ segments: [
    { type: 1, flags: 5, vaddr: BigInt(TEXT_AT), bytes: text },
    { type: 1, flags: 6, vaddr: BigInt(DATA_AT),
      bytes: words(TRAP_FUNCTIONS.write.code, 0, 1, DATA_AT, 1, 0) },
  ] });
}

it.each([
  ["the guest's call cannot push", TEXT_AT + 16, /^Signal 11 from untrusted code/],
  ["the trampoline cannot push", STACK_START + 8, /^Signal 11 from untrusted code/],
  ["the arguments have no room", STACK_START + 24, /^Signal 11 from trusted code/],
] as const)("faults the same where %s", async (_, stack, state) => {
  const program = badStack(stack);
  const ends: { tier: string; retired: bigint; trace: bigint; state: string }[] = [];
  for (const tier of TIERS) {
    const { session } = await runProgram(program, { toolchain: createToolchain(tier) });
    const { retired, trace, report } = session;
    ends.push({ tier, retired, trace, state: report.state });
  }
  expect(ends[0]?.state).toMatch(state);
  const [oracle] = ends;
  expect(ends).toEqual(TIERS.map((tier) => ({ ...oracle, tier })));
});

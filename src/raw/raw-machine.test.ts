/** Raw mode as a library user meets it, in both tiers. */
import { describe, expect, it } from "vitest";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { createToolchain } from "../session/toolchain.ts";
import { RawMachine } from "./raw-machine.ts";

const CODE = 0x1000;
const DATA = 0x20_0000;

describe.each(["oracle", "interpreter"] as const)("a raw machine in the %s", (tier) => {
  const { engine } = createToolchain(tier);

  function machineWith(code: readonly number[], permission = READ | EXECUTE): RawMachine {
    const machine = new RawMachine(engine, [
      { address: CODE, bytes: 0x1000, permission },
      { address: DATA, bytes: 0x1800, permission: READ | WRITE },
      { address: 0xffff_f000, bytes: 0x1000, permission: READ | WRITE },
    ]);
    machine.write(CODE, Uint8Array.from(code));
    machine.assign({ rip: BigInt(CODE), rflags: 0x202 });
    return machine;
  }

  it("runs until HLT and gives every register back", () => {
    // imul rax, rbx; movd xmm3, eax; fld1; hlt
    const machine = machineWith([
      0x48, 0x0f, 0xaf, 0xc3, 0x66, 0x0f, 0x6e, 0xd8, 0xd9, 0xe8, 0xf4,
    ]);
    const { general } = machine.registers;
    machine.assign({ general: general.with(0, 6n).with(3, 7n), fcw: 0x37f });
    expect(machine.run(100n)).toEqual({ kind: "halt" });
    const after = machine.registers;
    expect([after.rip, after.general[0], after.vectors[3]]).toEqual([BigInt(CODE) + 10n, 42n, 42n]);
    expect([after.ftw, after.x87[7]]).toEqual([0x80, 0x3fffn << 64n | 1n << 63n]);
  });

  it("calls and jumps through memory, as linked programs do", () => {
    // call [rbx]; jmp [rbx+8]; and at the called place: inc eax; ret
    const machine = machineWith([0xff, 0x13, 0xff, 0x63, 0x08, 0xff, 0xc0, 0xc3]);
    machine.write(CODE + 0x20, Uint8Array.of(0xf4));
    const pointers = new DataView(new ArrayBuffer(16));
    pointers.setBigUint64(0, BigInt(CODE + 5), true);
    pointers.setBigUint64(8, BigInt(CODE + 0x20), true);
    machine.write(DATA, new Uint8Array(pointers.buffer));
    const { general } = machine.registers;
    machine.assign({ general: general.with(3, BigInt(DATA)).with(4, BigInt(DATA + 0x800)) });
    expect(machine.run(100n)).toEqual({ kind: "halt" });
    const after = machine.registers;
    expect([after.rip, after.general[0]]).toEqual([BigInt(CODE + 0x20), (general[0] ?? 0n) + 1n]);
  });

  it("stops at a limit, and goes on from there", () => {
    const machine = machineWith([0xff, 0xc0, 0xeb, 0xfc]);
    expect(machine.run(7n)).toEqual({ kind: "budget" });
    expect(machine.registers.general[0]).toBe(4n);
    machine.run(3n);
    expect(machine.registers.general[0]).toBe(5n);
  });

  it("faults with vector, error code and address, up to the last byte below 4 GiB", () => {
    // mov [rax], rcx; hlt
    const machine = machineWith([0x48, 0x89, 0x08, 0xf4]);
    const store = (address: bigint): unknown => {
      machine.assign({
        rip: BigInt(CODE), general: machine.registers.general.with(0, address).with(1, 5n),
      });
      return machine.run(9n);
    };
    expect(store(0xffff_fff8n)).toEqual({ kind: "halt" });
    expect([...machine.read(0xffff_fff8, 8)]).toEqual([5, 0, 0, 0, 0, 0, 0, 0]);
    const fault = { kind: "fault", vector: "PF", errorCode: 6 };
    expect(store(0xffff_fff9n)).toEqual({ ...fault, address: 0x1_0000_0000n });
    expect(store(0x50_0000n)).toEqual({ ...fault, address: 0x50_0000n });
    expect(store(BigInt(DATA) + 0x1ff9n)).toEqual({ ...fault, address: BigInt(DATA) + 0x2000n });
    expect(store(BigInt(CODE))).toEqual({ ...fault, errorCode: 7, address: BigInt(CODE) });
    expect(store(1n << 47n)).toMatchObject({ kind: "fault", vector: "GP" });
  });

  it("executes what a store has made of the code, behind the next transfer at the latest", () => {
    // mov byte [rip + 2], 0x90 ; jmp +0 ; hlt (becomes nop) ; hlt
    const machine = machineWith(
      [0xc6, 0x05, 2, 0, 0, 0, 0x90, 0xeb, 0x00, 0xf4, 0xf4], READ | WRITE | EXECUTE);
    expect(machine.run(9n)).toEqual({ kind: "halt" });
    expect(machine.registers.rip).toBe(BigInt(CODE) + 10n);
    machine.write(CODE + 9, Uint8Array.of(0xf4));
    machine.assign({ rip: BigInt(CODE) + 9n });
    machine.run(9n);
    expect(machine.registers.rip).toBe(BigInt(CODE) + 9n);
  });

  it("refuses mappings outside of the first 4 GiB with a clear text", () => {
    for (const [address, bytes] of [[-1, 4], [0xffff_ffff, 2], [0, 0], [0.5, 1]] as const) {
      expect(() => new RawMachine(engine, [{ address, bytes, permission: READ }])).toThrow(/4 GiB/);
    }
  });
});

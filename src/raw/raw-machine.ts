/**
 * Raw mode: a bare 64-bit user-mode processor on flat memory, for teaching, for trying instructions
 * and for checking against recorded hardware. No sandbox, no validation: any byte may be a target.
 *
 * A store to code is seen at the next control transfer at the latest, in the oracle at once.
 */
import type { Engine, Machine, Region } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import { FLAT_BYTES, PAGE_BYTES } from "../machine/flat-memory.ts";
import { readRegisters, writeRegisters } from "./registers.ts";
import type { Registers } from "./registers.ts";

/** Memory to map: whole pages around `[address, address + bytes)`. */
export interface Mapping {
  readonly address: number;
  readonly bytes: number;
  /** READ | WRITE | EXECUTE of `src/machine/memory.ts`. */
  readonly permission: number;
}

/** What engines map by: a multiple of this. */
const REGION_BYTES = 0x1_0000;

function checkMapping({ address, bytes }: Mapping): void {
  if (Number.isSafeInteger(address) && Number.isSafeInteger(bytes)
    && address >= 0 && bytes > 0 && address + bytes <= FLAT_BYTES) return;
  throw new RangeError(`cannot map ${bytes} bytes at 0x${address.toString(16)}: `
    + "raw memory is the first 4 GiB; map at least one byte inside it");
}

/** The 64 KiB regions that mappings touch, joined where they meet. */
function regionsOf(mappings: readonly Mapping[]): Region[] {
  const spans = mappings
    .map(({ address, bytes }) => ({
      start: Math.floor(address / REGION_BYTES) * REGION_BYTES,
      end: Math.ceil((address + bytes) / REGION_BYTES) * REGION_BYTES,
    }))
    .sort((a, b) => a.start - b.start);
  const regions: Region[] = [];
  for (const { start, end } of spans) {
    const last = regions.at(-1);
    if (last === undefined || start > last.end) {
      regions.push({ name: "raw", start, end, permission: 0 });
    } else {
      regions[regions.length - 1] = { ...last, end: Math.max(end, last.end) };
    }
  }
  return regions;
}

function pagesOf({ address, bytes }: Mapping): { readonly start: number; readonly end: number } {
  return {
    start: Math.floor(address / PAGE_BYTES) * PAGE_BYTES,
    end: Math.ceil((address + bytes) / PAGE_BYTES) * PAGE_BYTES,
  };
}

export class RawMachine {
  /** The engine's machine, for snapshots, single steps and whatever else it offers. */
  readonly machine: Machine;
  readonly #mappings: readonly Mapping[];

  /** Throws a RangeError when a mapping does not lie in the first 4 GiB. */
  constructor(engine: Engine, mappings: readonly Mapping[]) {
    mappings.forEach(checkMapping);
    this.#mappings = mappings;
    this.machine = engine.createMachine({
      base: 0n, regions: regionsOf(mappings), contents: [], trapSlots: { start: 0, end: 0 },
      stickyFlags: true, unchecked: true,
    });
    for (const mapping of mappings) {
      const { start, end } = pagesOf(mapping);
      this.machine.protect(start, end, mapping.permission);
    }
  }

  get registers(): Registers {
    return readRegisters(this.machine.state);
  }

  set registers(registers: Registers) {
    writeRegisters(this.machine.state, registers);
  }

  /** Changes some registers and leaves the others. */
  assign(changes: Partial<Registers>): void {
    this.registers = { ...this.registers, ...changes };
  }

  /** Bytes of mapped memory, whatever their permission. */
  read(address: number, bytes: number): Uint8Array {
    return this.machine.memory.copyOut(BigInt(address), bytes);
  }

  /** Writes mapped memory, whatever its permission; code written so is executed as it is now. */
  write(address: number, content: Uint8Array): void {
    if (content.length === 0) return;
    this.machine.memory.copyIn(BigInt(address), content);
    for (const mapping of this.#mappings) {
      const { start, end } = pagesOf(mapping);
      if (address < end && address + content.length > start) {
        this.machine.protect(start, end, mapping.permission);
      }
    }
  }

  /** Runs until HLT, an exception, SYSCALL, or `limit` retired instructions. */
  run(limit: bigint): Exit {
    return this.machine.run(limit);
  }
}

/** Modules of a few bundles that make traps, for `spawn.ts` and `traps.ts`. */
import { TRAP_FUNCTIONS } from "../spec/abi/traps.ts";
import { elfFile } from "../src/loader/elf-fixture.ts";

const [TEXT_AT, DATA_AT, BUFFER_AT] = [0x2_0000, 0x8_0000, 0x9_0000];
const BUNDLE = 32;
const NOP = 0x90;

/** 64-bit words, little-endian. */
function words(...values: readonly (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [k, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * k);
  return bytes;
}

/** One bundle: `mov edi, block`, nops, `call 0x10000`. */
function trap(at: number, block: number): Buffer {
  const bundle = Buffer.alloc(BUNDLE, NOP);
  bundle.writeUInt8(0xbf, 0);
  bundle.writeUInt32LE(block, 1);
  bundle.writeUInt8(0xe8, 27);
  bundle.writeInt32LE(0x1_0000 - (at + BUNDLE), 28);
  return bundle;
}

/** The same through r11, as compiled programs call: `mov r11d, 0x10000`, the mask, `call r11`. */
function indirectTrap(block: number): Buffer {
  const bundle = Buffer.alloc(BUNDLE, NOP);
  bundle.writeUInt8(0xbf, 0);
  bundle.writeUInt32LE(block, 1);
  Buffer.from("41bb00000100", "hex").copy(bundle, 5);
  const masked = Buffer.from("4183e3e04d01fb41ffd3", "hex");
  masked.copy(bundle, BUNDLE - masked.length);
  return bundle;
}

/** A module of this text with argument blocks as its data. */
function module(text: Uint8Array, ...blocks: readonly Buffer[]): Uint8Array {
  return elfFile({ segments: [
    { type: 1, flags: 5, vaddr: BigInt(TEXT_AT), bytes: text },
    { type: 1, flags: 6, vaddr: BigInt(DATA_AT), bytes: Buffer.concat(blocks), memsz: 0x2_0000n },
  ] });
}

const EXIT = words(TRAP_FUNCTIONS.exit.code, 0, 0, 0, 0, 0);

/** Writes one byte and exits, from a text of 100 KB. */
export function largeModule(): Uint8Array {
  const filler = Buffer.from("01d88d4c1807480fafc24821f04401c8c1e803f20f58c1660fefd20f1f440000",
    "hex");
  const text = Buffer.concat([
    trap(TEXT_AT, DATA_AT), trap(TEXT_AT + BUNDLE, DATA_AT + 48),
    ...Array.from({ length: 100_000 / BUNDLE }, () => filler),
  ]);
  return module(text, words(TRAP_FUNCTIONS.write.code, 0, 1, BUFFER_AT, 1, 0), EXIT);
}

/** What a loop calls: bytes to or from a channel (its handle) at an offset. */
export interface LoopedCall {
  readonly name: "read" | "write";
  readonly channel: number;
  readonly bytes: number;
  readonly offset: number;
  /** Through a register. */
  readonly indirect?: boolean;
}

/** A channel for random access. */
const RANDOM_CHANNEL = 3;

/** Sixteen bytes in turn, directly and as compiled programs call, and 64 in the middle of a file. */
export const CALLS: Readonly<Record<string, LoopedCall>> = {
  "read of 16 bytes": { name: "read", channel: 0, bytes: 16, offset: 0 },
  "read through r11": { name: "read", channel: 0, bytes: 16, offset: 0, indirect: true },
  "write of 16 bytes": { name: "write", channel: 1, bytes: 16, offset: 0 },
  "read of 64 bytes at 100": { name: "read", channel: RANDOM_CHANNEL, bytes: 64, offset: 100 },
  "write of 64 bytes at 100": { name: "write", channel: RANDOM_CHANNEL, bytes: 64, offset: 100 },
};

/** Makes the same call so many times and exits; without a call the loop has only nops in its place. */
export function loopModule(count: number, call: LoopedCall | undefined): Uint8Array {
  const first = Buffer.alloc(BUNDLE, NOP);
  first.writeUInt8(0xbb, 0);
  first.writeUInt32LE(count, 1);
  const loop = Buffer.alloc(BUNDLE, NOP);
  // sub ebx, 1; jne to the bundle before.
  Buffer.from("83eb0175db", "hex").copy(loop);
  const called = call?.indirect === true ? indirectTrap(DATA_AT) : trap(TEXT_AT + BUNDLE, DATA_AT);
  const text = Buffer.concat([
    first, call === undefined ? Buffer.alloc(BUNDLE, NOP) : called, loop, trap(TEXT_AT + 3 * BUNDLE, DATA_AT + 48),
  ]);
  const { name, channel, bytes, offset } = call ?? { name: "read", channel: 0, bytes: 0, offset: 0 };
  return module(text,
    words(TRAP_FUNCTIONS[name].code, 0, channel, BUFFER_AT, bytes, offset), EXIT);
}

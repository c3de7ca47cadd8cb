/**
 * Merges the nops with which GNU as fills bundles, most of them of one byte, into as few long ones
 * as there can be: they are executed, so their number counts.
 */
import type { Decoder } from "../../src/decoder/decode.ts";
import { newInstruction } from "../../src/decoder/instruction.ts";

const BUNDLE_BYTES = 32;
const NOP_BYTES_MAX = 15;

/** The recommended nop of each length, from one byte to nine. */
const NOPS: readonly (readonly number[])[] = [
  [0x90],
  [0x66, 0x90],
  [0x0f, 0x1f, 0x00],
  [0x0f, 0x1f, 0x40, 0x00],
  [0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00],
  [0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0x66, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
];
/** cs nopw: longer ones have more 66 in front of it. */
const LONG_NOP = [0x66, 0x2e, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00];

/** One nop of 1 to 15 bytes. */
export function nop(bytes: number): number[] {
  return [...NOPS[bytes - 1] ?? [...Array<number>(bytes - LONG_NOP.length).fill(0x66), ...LONG_NOP]];
}

/** Whether an instruction is one of the nops above. */
function isNop(bytes: Uint8Array): boolean {
  return nop(bytes.length).every((byte, k) => byte === bytes[k]);
}

/**
 * Replaces runs of nops in place. `text` starts on a bundle border, and nothing may jump
 * into the middle of a run; the validator finds out where something does.
 */
export function mergeNops(text: Uint8Array, decoder: Decoder): void {
  const instruction = newInstruction();
  let run = 0;
  const flush = (end: number): void => {
    for (let at = end - run; at < end;) {
      const bytes = nop(Math.min(end - at, NOP_BYTES_MAX));
      text.set(bytes, at);
      at += bytes.length;
    }
    run = 0;
  };
  for (let at = 0; at < text.length;) {
    if (at % BUNDLE_BYTES === 0) flush(at);
    decoder.decode(text, at, text.length, instruction);
    if (instruction.status !== 0) throw new SyntaxError(`no instruction at 0x${at.toString(16)}`);
    const end = at + instruction.length;
    if (isNop(text.subarray(at, end))) run += instruction.length;
    else flush(at);
    at = end;
  }
  flush(text.length);
}

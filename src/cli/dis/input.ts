/** What `dis` reads: a file or standard input, as ELF, raw bytes or hexadecimal digits. */
import { readFile } from "node:fs/promises";
import { readElfImage } from "../../disassembler/elf-image.ts";
import type { CodeRange } from "../../disassembler/elf-image.ts";
import type { Console } from "../verb.ts";

export interface Code {
  readonly ranges: readonly CodeRange[];
  /** The file has symbols of some kind, so that objdump leaves 0x away from targets. */
  readonly named: boolean;
}

/** Input that cannot be used: the user's, with a text that says what to do. */
export class InputError extends Error {}

async function readAll(name: string, console: Console): Promise<Uint8Array> {
  if (name !== "-") {
    try {
      return await readFile(name);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new InputError(`cannot read ${name}: ${why}`);
    }
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of console.stdin) chunks.push(chunk);
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Hexadecimal digits, two per byte; blanks, commas, line ends and 0x may stand between bytes. */
export function readHex(text: string): Uint8Array {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const bytes: number[] = [];
  for (const word of words) {
    const digits = word.replace(/^0x/i, "");
    if (!/^(?:[0-9a-f]{2})+$/i.test(digits)) {
      throw new InputError(`"${word.slice(0, 20)}" is not an even number of hexadecimal digits`);
    }
    for (let i = 0; i < digits.length; i += 2) {
      bytes.push(Number.parseInt(digits.slice(i, i + 2), 16));
    }
  }
  return Uint8Array.from(bytes);
}

/**
 * @param hex the input is hexadecimal digits
 * @param base address of the first byte of raw code; undefined = 0
 */
export async function readCode(
  name: string, hex: boolean, base: number | undefined, console: Console,
): Promise<Code> {
  const file = await readAll(name, console);
  const bytes = hex ? readHex(new TextDecoder().decode(file)) : file;
  const elf = base === undefined ? readElfImage(bytes) : undefined;
  if (elf !== undefined) {
    if (elf.ranges.length === 0) throw new InputError(`${name} is an ELF file without code`);
    return elf;
  }
  return { ranges: [{ name: "bytes", address: base ?? 0, bytes, symbols: [] }], named: false };
}

/**
 * `npx tsx bench/decode.ts [FILE]`: how many instructions per second the decoder reads, beside
 * iced-x86's wasm decoder on the same bytes: the text of an ELF file (node's own by default) and
 * random valid code made from the table. Twice: bare (length and form), and reading the same fields.
 */
import { readFileSync } from "node:fs";
import iced from "iced-x86";
import { readElfImage } from "../src/disassembler/elf-image.ts";
import { createDecoder } from "../src/decoder/decode.ts";
import { newInstruction } from "../src/decoder/instruction.ts";
import { encode } from "../src/encoder/encode.ts";
import { randomOperands } from "../src/encoder/random-operands.ts";
import { completeTable } from "../src/table/complete.ts";
import { coreTable } from "../src/table/core.ts";

const ROUNDS = 7;
const BYTES = 4 << 20;

/** Decodes all of the bytes: how many instructions there are, and a sum that keeps the work alive. */
type Run = (bytes: Uint8Array) => { instructions: number; sum: number };

const table = completeTable();

function ours(forms: Parameters<typeof createDecoder>[0], fields: boolean): Run {
  const decoder = createDecoder(forms);
  const insn = newInstruction();
  return (bytes) => {
    let instructions = 0;
    let sum = 0;
    for (let at = 0; at < bytes.length; instructions++) {
      decoder.decode(bytes, at, bytes.length, insn);
      sum = (sum + insn.form) | 0;
      if (fields) {
        sum = (sum + insn.reg + insn.rm + insn.imm + insn.memory + insn.segment) | 0;
        sum = (sum + insn.base + insn.index + insn.scale + insn.disp + insn.prefixes) | 0;
      }
      at += insn.length > 0 ? insn.length : 1;
    }
    return { instructions, sum };
  };
}

function theirs(fields: boolean): Run {
  return (bytes) => {
    const decoder = new iced.Decoder(64, bytes, iced.DecoderOptions.None);
    const instruction = new iced.Instruction();
    let instructions = 0;
    let sum = 0;
    for (; decoder.canDecode; instructions++) {
      decoder.decodeOut(instruction);
      sum = (sum + instruction.code + instruction.length) | 0;
      if (fields) {
        sum = (sum + instruction.op0Register + instruction.op1Register) | 0;
        sum = (sum + instruction.op0Kind + instruction.op1Kind + instruction.segmentPrefix) | 0;
        sum = (sum + instruction.memoryBase + instruction.memoryIndex) | 0;
        sum = (sum + instruction.memoryIndexScale + instruction.memoryDisplSize) | 0;
      }
    }
    instruction.free();
    decoder.free();
    return { instructions, sum };
  };
}

/** The best of some rounds, in million instructions per second. */
function measure(run: Run, bytes: Uint8Array): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const { instructions } = run(bytes);
    best = Math.max(best, instructions / (performance.now() - start) / 1000);
  }
  return best;
}

/** Text of the file's largest executable section, at most 4 MiB. */
function textOf(file: string): Uint8Array {
  const ranges = readElfImage(readFileSync(file))?.ranges ?? [];
  const [largest] = [...ranges].sort((a, b) => b.bytes.length - a.bytes.length);
  if (largest === undefined) throw new Error(`${file} has no code`);
  return largest.bytes.slice(0, BYTES);
}

/** Valid instructions of random rows with random operands. */
function randomCode(): Uint8Array {
  const bytes = new Uint8Array(BYTES);
  let state = 2013;
  const choose = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let at = 0;
  while (at < BYTES - 15) {
    const form = table.forms[choose(table.forms.length)];
    if (form === undefined) continue;
    const piece = encode(form, randomOperands(form, choose));
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.fill(0x90, at);
}

const file = process.argv[2] ?? process.execPath;
for (const [name, bytes] of [[file, textOf(file)], ["random code", randomCode()]] as const) {
  for (const fields of [false, true]) {
    const complete = measure(ours(table, fields), bytes);
    const core = measure(ours(coreTable(), fields), bytes);
    const other = measure(theirs(fields), bytes);
    console.log(
      `${name}, ${fields ? "reading fields" : "bare"}: complete ${complete.toFixed(1)}, ` +
      `core ${core.toFixed(1)}, iced ${other.toFixed(1)} M/s, ratio ${(complete / other).toFixed(2)}`,
    );
  }
}

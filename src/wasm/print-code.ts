/** A function body as lines of the text format; names come from the opcode tables. */
import {
  BLOCK_VOID, I8X16_SHUFFLE, IMMEDIATE, LANE, MEMORY, MEMORY_COPY, MEMORY_FILL, OP, SATURATING, SIMD,
  V128_CONST, V128_LOAD, V128_STORE, VALUE_TYPE,
} from "./opcodes.ts";
import { WasmFormatError } from "./reader.ts";
import type { Reader } from "./reader.ts";

/** What can be told about a body besides its bytes. */
export interface CodeNotes {
  /** Names of parameters and locals, without the dollar sign. */
  readonly locals?: ReadonlyMap<number, string>;
  /** Comments by the offset of the instruction that they stand before. */
  readonly comments?: ReadonlyMap<number, readonly string[]>;
}

const PREFIX_FC = 0xfc;
const PREFIX_SIMD = 0xfd;
/** Deeper blocks are not indented further: an interpreter's loop has hundreds of levels. */
const DEPTH_SHOWN_MAX = 30;

function indent(depth: number): string {
  return "  ".repeat(Math.min(depth, DEPTH_SHOWN_MAX));
}

/** `i32_load8_s` as `i32.load8_s`; names of the structure stay as they are. */
function textName(name: string): string {
  return /^([if](8|16|32|64)(x\d+)?|v128|local|global|memory)_/.test(name) ? name.replace("_", ".") : name;
}

/** Names by opcode. */
function inverse(table: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(table).map(([name, code]) => [code, textName(name)]));
}

interface Names {
  readonly plain: ReadonlyMap<number, string>;
  readonly simd: ReadonlyMap<number, string>;
  readonly saturating: ReadonlyMap<number, string>;
  readonly lane: ReadonlyMap<number, string>;
  /** Name and log2 of the natural alignment. */
  readonly memory: ReadonlyMap<number, readonly [string, number]>;
  readonly type: ReadonlyMap<number, string>;
}

export class CodePrinter {
  readonly #names: Names = {
    plain: inverse(OP), simd: inverse(SIMD), saturating: inverse(SATURATING), lane: inverse(LANE),
    memory: new Map(Object.entries(MEMORY).map(([name, [opcode, align]]) =>
      [opcode, [textName(name), align]])),
    type: inverse(VALUE_TYPE),
  };

  /** The name of a value type. */
  type(code: number): string {
    const name = this.#names.type.get(code);
    if (name === undefined) throw new WasmFormatError(`there is no value type ${code}`);
    return name;
  }

  /** A local as an operand: its name where it has one, else its number. */
  local(number: number, { locals }: CodeNotes): string {
    const name = locals?.get(number);
    return name === undefined ? String(number) : `$${name}`;
  }

  /**
   * Lines of the instructions that `reader` holds, up to the `end` of the body. Offsets of the notes
   * count from where the reader stands.
   */
  lines(reader: Reader, notes: CodeNotes): string[] {
    const lines: string[] = [];
    const start = reader.at;
    let depth = 0;
    for (;;) {
      for (const comment of notes.comments?.get(reader.at - start) ?? []) {
        lines.push(`${indent(depth)};; ${comment}`);
      }
      const opcode = reader.u8();
      if (opcode === OP.end || opcode === OP.else) depth -= 1;
      if (depth < 0) return lines;
      lines.push(`${indent(depth)}${this.#instruction(opcode, reader, notes)}`);
      const opens = opcode === IMMEDIATE.block || opcode === IMMEDIATE.loop || opcode === IMMEDIATE.if;
      if (opens || opcode === OP.else) depth += 1;
    }
  }

  #instruction(opcode: number, reader: Reader, notes: CodeNotes): string {
    const plain = this.#names.plain.get(opcode);
    if (plain !== undefined) return plain;
    const memory = this.#names.memory.get(opcode);
    if (memory !== undefined) return this.#access(memory[0], memory[1], reader);
    if (opcode === PREFIX_SIMD) return this.#simd(reader);
    if (opcode === PREFIX_FC) return this.#bulk(reader);
    return this.#immediate(opcode, reader, notes);
  }

  #access(name: string, natural: number, reader: Reader): string {
    const align = reader.u32();
    const offset = reader.u32();
    return [
      name, ...(offset === 0 ? [] : [`offset=${offset}`]),
      ...(align === natural ? [] : [`align=${2 ** align}`]),
    ].join(" ");
  }

  #simd(reader: Reader): string {
    const opcode = reader.u32();
    const name = this.#names.simd.get(opcode);
    if (name !== undefined) return name;
    const lane = this.#names.lane.get(opcode);
    if (lane !== undefined) return `${lane} ${reader.u8()}`;
    switch (opcode) {
      case V128_LOAD: return this.#access("v128.load", 4, reader);
      case V128_STORE: return this.#access("v128.store", 4, reader);
      case V128_CONST: {
        const halves = [reader.littleEndian(8), reader.littleEndian(8)];
        return `v128.const i64x2 ${halves.map((half) => `0x${half.toString(16)}`).join(" ")}`;
      }
      case I8X16_SHUFFLE: return `i8x16.shuffle ${[...reader.bytes(16)].join(" ")}`;
      default: throw new WasmFormatError(`no name for vector opcode ${opcode} before ${reader.at}`);
    }
  }

  #bulk(reader: Reader): string {
    const opcode = reader.u32();
    const name = this.#names.saturating.get(opcode);
    if (name !== undefined) return name;
    if (opcode === MEMORY_COPY) {
      reader.bytes(2);
      return "memory.copy";
    }
    if (opcode === MEMORY_FILL) {
      reader.u8();
      return "memory.fill";
    }
    throw new WasmFormatError(`no name for opcode FC ${opcode} before ${reader.at}`);
  }

  #block(name: string, reader: Reader): string {
    const type = reader.u8();
    return type === BLOCK_VOID ? name : `${name} (result ${this.type(type)})`;
  }

  #immediate(opcode: number, reader: Reader, notes: CodeNotes): string {
    switch (opcode) {
      case IMMEDIATE.block: return this.#block("block", reader);
      case IMMEDIATE.loop: return this.#block("loop", reader);
      case IMMEDIATE.if: return this.#block("if", reader);
      case IMMEDIATE.br: return `br ${reader.u32()}`;
      case IMMEDIATE.br_if: return `br_if ${reader.u32()}`;
      case IMMEDIATE.br_table: {
        const count = reader.u32();
        return `br_table ${Array.from({ length: count + 1 }, () => reader.u32()).join(" ")}`;
      }
      case IMMEDIATE.call: return `call ${reader.u32()}`;
      case IMMEDIATE.call_indirect: {
        const type = reader.u32();
        reader.u8();
        return `call_indirect (type ${type})`;
      }
      case IMMEDIATE.local_get: return `local.get ${this.local(reader.u32(), notes)}`;
      case IMMEDIATE.local_set: return `local.set ${this.local(reader.u32(), notes)}`;
      case IMMEDIATE.local_tee: return `local.tee ${this.local(reader.u32(), notes)}`;
      case IMMEDIATE.global_get: return `global.get ${reader.u32()}`;
      case IMMEDIATE.global_set: return `global.set ${reader.u32()}`;
      case IMMEDIATE.i32_const: return `i32.const ${reader.s32()}`;
      case IMMEDIATE.i64_const: return `i64.const ${reader.s64()}`;
      case IMMEDIATE.f32_const: return `f32.const ${floatText(reader.littleEndian(4), 8, 23)}`;
      case IMMEDIATE.f64_const: return `f64.const ${floatText(reader.littleEndian(8), 11, 52)}`;
      default: throw new WasmFormatError(`no name for opcode ${opcode} before offset ${reader.at}`);
    }
  }
}

/** A float from its bits, exactly: hexadecimal, or `nan:0x...`, or `inf`. */
function floatText(bits: bigint, exponentBits: number, fractionBits: number): string {
  const width = BigInt(fractionBits);
  const sign = bits >> BigInt(exponentBits + fractionBits) === 1n ? "-" : "";
  const fraction = BigInt.asUintN(fractionBits, bits);
  const exponent = Number(BigInt.asUintN(exponentBits, bits >> width));
  const bias = 2 ** (exponentBits - 1) - 1;
  if (exponent === 2 * bias + 1) return `${sign}${fraction === 0n ? "inf" : `nan:0x${fraction.toString(16)}`}`;
  const [lead, power] = exponent === 0 ? [0n, 1 - bias] : [1n << width, exponent - bias];
  return `${sign}0x${(lead | fraction).toString(16)}p${power - fractionBits}`;
}

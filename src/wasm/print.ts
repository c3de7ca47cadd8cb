/**
 * A module in the text format, for people to read: everything that `module.ts` and `code.ts` write.
 * Reading the text gives the same bytes again.
 */
import { CodePrinter } from "./print-code.ts";
import type { CodeNotes } from "./print-code.ts";
import { Reader, WasmFormatError, readSections } from "./reader.ts";

const SECTION = { custom: 0, type: 1, import: 2, function: 3, export: 7, element: 9, code: 10 } as const;
const KINDS = ["func", "table", "memory", "global"] as const;
const HAS_MAXIMUM = 1;

/** Notes about a function, by its number among those that the module defines itself. */
export type FunctionNotes = (index: number) => CodeNotes;

interface Signature {
  readonly parameters: readonly string[];
  readonly results: readonly string[];
}

class ModulePrinter {
  readonly lines: string[] = [];
  readonly #code = new CodePrinter();
  readonly #notes: FunctionNotes;
  readonly #types: Signature[] = [];
  readonly #functionTypes: number[] = [];

  constructor(notes: FunctionNotes) {
    this.#notes = notes;
  }

  section(id: number, content: Reader): void {
    switch (id) {
      case SECTION.custom: this.lines.push(`;; custom section "${content.name()}"`); break;
      case SECTION.type: repeat(content, () => this.#type(content)); break;
      case SECTION.import: repeat(content, () => this.#import(content)); break;
      case SECTION.function: repeat(content, () => this.#functionTypes.push(content.u32())); break;
      case SECTION.export: repeat(content, () => this.#export(content)); break;
      case SECTION.element: repeat(content, () => this.#element(content)); break;
      case SECTION.code: repeat(content, (index) => this.#function(index, content)); break;
      default: throw new WasmFormatError(`section ${id} has no printer`);
    }
  }

  #type(content: Reader): void {
    content.u8();
    const list = (): string[] =>
      Array.from({ length: content.u32() }, () => this.#code.type(content.u8()));
    const signature = { parameters: list(), results: list() };
    const number = this.#types.push(signature) - 1;
    this.lines.push(`(type (;${number};) (func${clause("param", signature.parameters)}`
      + `${clause("result", signature.results)}))`);
  }

  #import(content: Reader): void {
    const [module, name] = [content.name(), content.name()];
    const kind = KINDS[content.u8()];
    this.lines.push(`(import "${module}" "${name}" (${this.#imported(kind, content)}))`);
  }

  #imported(kind: (typeof KINDS)[number] | undefined, content: Reader): string {
    switch (kind) {
      case "func": return `func (type ${content.u32()})`;
      case "memory": return `memory ${limits(content)}`;
      case "table":
        content.u8();
        return `table ${limits(content)} funcref`;
      default: throw new WasmFormatError(`an import before offset ${content.at} has no printer`);
    }
  }

  #export(content: Reader): void {
    const name = content.name();
    this.lines.push(`(export "${name}" (${KINDS[content.u8()] ?? ""} ${content.u32()}))`);
  }

  #element(content: Reader): void {
    if (content.u32() !== 0) throw new WasmFormatError("only active element segments are printed");
    content.u8();
    const offset = content.s32();
    content.u8();
    const functions = Array.from({ length: content.u32() }, () => content.u32());
    this.lines.push(`(elem (i32.const ${offset}) func ${functions.join(" ")})`);
  }

  #function(index: number, content: Reader): void {
    const body = content.part(content.u32());
    const notes = this.#notes(index);
    const type = this.#functionTypes[index] ?? -1;
    const { parameters = [], results = [] } = this.#types[type] ?? {};
    let number = 0;
    const declare = (word: string, types: readonly string[]): string => types.map((text) => {
      const name = notes.locals?.get(number++);
      return ` (${word} ${name === undefined ? "" : `$${name} `}${text})`;
    }).join("");
    const heading = `(func (type ${type})${declare("param", parameters)}${clause("result", results)}`;
    const locals: string[] = [];
    repeat(body, () => {
      const count = body.u32();
      const text = this.#code.type(body.u8());
      locals.push(declare("local", Array.from({ length: count }, () => text)));
    });
    this.lines.push(heading, ...locals.map((line) => `  ${line.trimStart()}`));
    this.lines.push(...this.#code.lines(body, notes).map((line) => `  ${line}`), ")");
  }
}

function repeat(content: Reader, work: (index: number) => void): void {
  const count = content.u32();
  for (let index = 0; index < count; index += 1) work(index);
}

function clause(word: string, types: readonly string[]): string {
  return types.length === 0 ? "" : ` (${word} ${types.join(" ")})`;
}

function limits(content: Reader): string {
  const hasMaximum = content.u8() === HAS_MAXIMUM;
  const minimum = content.u32();
  return hasMaximum ? `${minimum} ${content.u32()}` : String(minimum);
}

/**
 * The text of a module, line by line. `notes` adds names of locals and comments. Throws a
 * `WasmFormatError` for bytes that are no module, and for what our encoder never writes.
 */
export function printModule(module: Uint8Array, notes: FunctionNotes = () => ({})): string[] {
  const printer = new ModulePrinter(notes);
  for (const { id, content } of readSections(module)) printer.section(id, content);
  return ["(module", ...printer.lines.map((line) => `  ${line}`), ")"];
}

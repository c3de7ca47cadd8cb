/**
 * The code of any 64-bit x86 ELF file and the names in it: executables, libraries and object
 * files, not only modules (the loader is for those). Damaged parts are left out; nothing throws.
 * Source: System V ABI, chapters 4 and 5.
 */
import {
  EHDR, EHDR_BYTES, ELF_CLASS_64, ELF_MAGIC, EM_X86_64, PHDR, PHDR_BYTES, PT_LOAD,
} from "../../spec/abi/elf.ts";

/** A stretch of code: a section, or a segment where the file has no sections. */
export interface CodeRange {
  /** Section name, or `segment N`. */
  readonly name: string;
  readonly address: number;
  readonly bytes: Uint8Array;
  /**
   * Names, sorted by address: in an object file those of this section, whose addresses all begin at
   * 0, otherwise those of the whole file.
   */
  readonly symbols: readonly ElfSymbol[];
}

/** A name at an address. */
export interface ElfSymbol {
  readonly name: string;
  readonly address: number;
  readonly kind: "function" | "object" | "other";
  /** It stands in a code section, so that lines begin anew there. */
  readonly code: boolean;
  /** End of its section: the name says nothing about addresses from here on. */
  readonly limit: number;
  /** Index of its section. */
  readonly section: number;
}

export interface ElfImage {
  readonly ranges: readonly CodeRange[];
  /**
   * The file has symbols: defined ones in whatever section, or imported ones with a procedure
   * linkage table, to whose entries tools give names of their own.
   */
  readonly named: boolean;
}

interface SymbolTable {
  readonly symbols: ElfSymbol[];
  readonly defines: boolean;
  readonly imports: boolean;
}

const SECTION_TABLE = { offset: 40, entryBytes: 58, count: 60, names: 62 } as const;
const SECTION_BYTES = 64;
const SHDR = {
  name: 0, type: 4, flags: 8, address: 16, offset: 24, size: 32, link: 40,
} as const;
const SHT_PROGBITS = 1;
const SHT_SYMTAB = 2;
const SHT_DYNSYM = 11;
const SHF_ALLOC = 2;
const SHF_EXECINSTR = 4;
const ET_REL = 1;
const PF_X = 1;
const SYMBOL_BYTES = 24;
const SYMBOL_VALUE = 8;
const SYMBOL_SECTION = 6;
const SYMBOL_INFO = 4;
/** The low four bits of a symbol's info. */
const SYMBOL_TYPE = { object: 1, function: 2, section: 3, file: 4 } as const;

const SYMBOL_KINDS: ReadonlyMap<number, ElfSymbol["kind"]> = new Map([
  [SYMBOL_TYPE.object, "object"], [SYMBOL_TYPE.function, "function"],
]);

interface Section {
  readonly index: number;
  readonly name: number;
  readonly type: number;
  readonly loaded: boolean;
  readonly executable: boolean;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
}

function isX86Elf(view: DataView): boolean {
  return view.byteLength >= EHDR_BYTES
    && ELF_MAGIC.every((byte, i) => view.getUint8(i) === byte)
    && view.getUint8(EHDR.class) === ELF_CLASS_64
    && view.getUint16(EHDR.machine, true) === EM_X86_64;
}

/** Numbers beyond 2^53 are rounded; such a range lies outside of every file and is dropped. */
function word64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function readSections(view: DataView): Section[] {
  const table = word64(view, SECTION_TABLE.offset);
  const entry = view.getUint16(SECTION_TABLE.entryBytes, true);
  const count = view.getUint16(SECTION_TABLE.count, true);
  const sections: Section[] = [];
  if (table === 0 || entry < SECTION_BYTES) return sections;
  for (let index = 0; index < count; index++) {
    const at = table + index * entry;
    if (at + SECTION_BYTES > view.byteLength) break;
    const flags = view.getUint32(at + SHDR.flags, true);
    sections.push({
      index,
      name: view.getUint32(at + SHDR.name, true),
      type: view.getUint32(at + SHDR.type, true),
      loaded: (flags & SHF_ALLOC) !== 0,
      executable: (flags & SHF_EXECINSTR) !== 0,
      address: word64(view, at + SHDR.address),
      offset: word64(view, at + SHDR.offset),
      size: word64(view, at + SHDR.size),
      link: view.getUint32(at + SHDR.link, true),
    });
  }
  return sections;
}

/** A zero-terminated name; names are shown, so bytes outside of ASCII become question marks. */
function readName(file: Uint8Array, from: number): string {
  let name = "";
  for (let at = from; at < file.length; at++) {
    const byte = file[at] ?? 0;
    if (byte === 0) break;
    name += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "?";
  }
  return name;
}

function inFile(file: Uint8Array, offset: number, size: number): boolean {
  return offset + size <= file.length;
}

function codeSections(
  file: Uint8Array, view: DataView, sections: readonly Section[], symbols: readonly ElfSymbol[],
): CodeRange[] {
  const relocatable = view.getUint16(EHDR.type, true) === ET_REL;
  const names = sections[view.getUint16(SECTION_TABLE.names, true)];
  return sections
    .filter((section) => section.executable && section.type === SHT_PROGBITS && section.size > 0)
    .filter((section) => inFile(file, section.offset, section.size))
    .map((section) => ({
      name: names === undefined
        ? `section ${section.index}`
        : readName(file, names.offset + section.name),
      address: section.address,
      bytes: file.subarray(section.offset, section.offset + section.size),
      symbols: relocatable
        ? symbols.filter((symbol) => symbol.section === section.index)
        : symbols,
    }));
}

function codeSegments(
  file: Uint8Array, view: DataView, symbols: readonly ElfSymbol[],
): CodeRange[] {
  const table = word64(view, EHDR.phoff);
  const count = view.getUint16(EHDR.phnum, true);
  const ranges: CodeRange[] = [];
  for (let index = 0; index < count; index++) {
    const at = table + index * PHDR_BYTES;
    if (at + PHDR_BYTES > view.byteLength) break;
    const executable = (view.getUint32(at + PHDR.flags, true) & PF_X) !== 0;
    const offset = word64(view, at + PHDR.offset);
    const size = word64(view, at + PHDR.filesz);
    if (view.getUint32(at + PHDR.type, true) !== PT_LOAD || !executable) continue;
    if (size === 0 || !inFile(file, offset, size)) continue;
    ranges.push({
      name: `segment ${index}`,
      address: word64(view, at + PHDR.vaddr),
      bytes: file.subarray(offset, offset + size),
      symbols,
    });
  }
  return ranges;
}

function readSymbols(
  file: Uint8Array, view: DataView, sections: readonly Section[],
): SymbolTable {
  const table = sections.find((section) => section.type === SHT_SYMTAB)
    ?? sections.find((section) => section.type === SHT_DYNSYM);
  const names = sections[table?.link ?? sections.length];
  const symbols: ElfSymbol[] = [];
  let defines = false;
  let imports = false;
  if (table === undefined || names === undefined) return { symbols, defines, imports };
  for (let done = 0; done + SYMBOL_BYTES <= table.size; done += SYMBOL_BYTES) {
    const at = table.offset + done;
    if (at + SYMBOL_BYTES > view.byteLength) break;
    const section = view.getUint16(at + SYMBOL_SECTION, true);
    const type = view.getUint8(at + SYMBOL_INFO) & 15;
    if (type === SYMBOL_TYPE.section || type === SYMBOL_TYPE.file) continue;
    if (section === 0) imports ||= view.getUint32(at, true) !== 0;
    else defines = true;
    const home = sections[section];
    if (section === 0 || home?.loaded !== true) continue;
    const name = readName(file, names.offset + view.getUint32(at, true));
    if (name === "") continue;
    const kind = SYMBOL_KINDS.get(type) ?? "other";
    symbols.push({
      name, kind, section, code: home.executable, limit: home.address + home.size,
      address: word64(view, at + SYMBOL_VALUE),
    });
  }
  return { symbols: symbols.sort((a, b) => a.address - b.address), defines, imports };
}

/** Reads a file; undefined where it is no 64-bit x86 ELF file. */
export function readElfImage(file: Uint8Array): ElfImage | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (!isX86Elf(view)) return undefined;
  const sections = readSections(view);
  const { symbols, defines, imports } = readSymbols(file, view, sections);
  const ranges = codeSections(file, view, sections, symbols);
  const named = defines || (imports && ranges.some(({ name }) => name.startsWith(".plt")));
  return { ranges: ranges.length > 0 ? ranges : codeSegments(file, view, symbols), named };
}

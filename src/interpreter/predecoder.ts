/**
 * From guest code to records, as it is first reached: straight lines of instructions up to the next
 * unconditional transfer, linked to each other as their targets become known.
 */
import type { Form } from "../../spec/isa/form.ts";
import {
  BASE_RIP, DECODED, NO_REGISTER, PREFIX_67, newInstruction,
} from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import {
  BASE, BASE_HIGH, JUMP_CACHE, JUMP_CACHE_BYTES, RECORDS, RECORDS_END, SHUFFLES, SHUFFLES_END,
  SHUFFLE_BYTES,
} from "../machine/linear-layout.ts";
import { TRAP_SLOT_BYTES } from "../machine/processor.ts";
import { registerSlot } from "../machine/registers.ts";
import { ZERO } from "../machine/state.ts";
import { splitmix64 } from "../machine/trace.ts";
import type { WindowMemory } from "../machine/windows.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { variantOf } from "../oracle/programs.ts";
import type { Catalog, Fusible, Entry, Shuffle } from "./catalog.ts";
import { FUSED_MAX } from "./hot.ts";
import type { HotSequence, HotShape } from "./hot.ts";
import { operandText } from "./known-operands.ts";
import { slotOfField } from "./register-cache.ts";
import { addressingOf, isDirect, slotOf, targetOf } from "./operands.ts";
import {
  ADDRESS, BASE_REGISTER, CACHE_RECORD, CACHE_TAG, CACHE_TRACE, DECODE_HANDLER, DISPLACEMENT,
  GOTO_HANDLER, HANDLER, IMMEDIATE, INDEX_REGISTER, LENGTH, LINK, ORACLE_HANDLER, PLAIN,
  RECORD_BYTES, SCALE, SHUFFLE, SLOTS, SLOT_OPERANDS, STOP_HANDLER, TRACE_NEXT, TRACE_TARGET,
} from "./record.ts";

/** Instructions of one straight line; longer ones are cut and linked. */
export const LINE_INSTRUCTIONS_MAX = 64;
/** Records that one line may need: its instructions, its end, and a stub for each target. */
const LINE_RECORDS_MAX = 2 * LINE_INSTRUCTIONS_MAX + 4;
/** Whoever plants a stop looks at the records before it. */
const FIRST_RECORD = RECORDS + (FUSED_MAX - 1) * RECORD_BYTES;
const FETCH_BYTES = 32;

/** A line in the making. */
interface Line {
  /** Address of the next record to write. */
  at: number;
  /** Guest address, relative, of the next instruction. */
  pc: number;
  ended: boolean;
}

export class Predecoder {
  readonly #memory: WindowMemory;
  readonly #instructionSet: InstructionSet;
  #catalog: Catalog;
  readonly #trapSlots: { readonly start: number; readonly end: number };
  readonly #instruction: Instruction = newInstruction();
  /** Records of decoded instructions by their relative address. */
  readonly #records = new Map<number, number>();
  /** Where its lines begin, in the order of decoding. */
  #lineStarts: number[] = [];
  /** Stubs of instructions that are only linked to so far, and who links to them. */
  readonly #stubs = new Map<number, { readonly record: number; readonly sites: number[] }>();
  /** Records of trampoline slots, where the loop leaves after a call that traps. */
  readonly #traps = new Map<number, number>();
  /** Records of instructions that a larger loop could run. */
  readonly #outside = new Map<number, HotShape>();
  readonly #cached = new Set<number>();
  /** Addresses (relative) of all instructions that were ever decoded. */
  readonly #reached = new Set<number>();
  /** Where the indexes of shuffles lie, by name and immediate. */
  readonly #shuffles = new Map<string, number>();
  /** Addresses (relative) before which the loop stops. */
  readonly #breakpoints = new Set<number>();
  #next = FIRST_RECORD;
  /** While false, what depends on MXCSR goes to the oracle. */
  #defaultMxcsr = true;

  constructor(
    memory: WindowMemory, instructionSet: InstructionSet, catalog: Catalog,
    trapSlots: { readonly start: number; readonly end: number },
  ) {
    this.#memory = memory;
    this.#instructionSet = instructionSet;
    this.#catalog = catalog;
    this.#trapSlots = trapSlots;
    this.#emptyCache();
  }

  /** Empty entries have tag 0; entry 0, which address 0 would find, one that it cannot have. */
  #emptyCache(): void {
    for (const entry of this.#cached) this.#memory.bytes.fill(0, entry, entry + RECORD_BYTES);
    this.#cached.clear();
    this.#memory.view.setBigInt64(JUMP_CACHE + CACHE_TAG, -1n, true);
  }

  /**
   * Decodes for another loop from now on: the same lines as before, because its sequences may be cut
   * from them. Decoded from wherever control is now, a loop of the guest would begin in its middle.
   */
  useCatalog(catalog: Catalog): void {
    const starts = this.#lineStarts;
    this.#catalog = catalog;
    this.forget();
    for (const start of starts) this.recordAt(start);
  }

  /** What a loop would have to list to run the record that the oracle executes; if it can. */
  outsideAt(record: number): HotShape | undefined {
    return this.#outside.get(record);
  }

  /** The same for all records there are. */
  outside(): Iterable<HotShape> {
    return this.#outside.values();
  }

  /** Forgets all records. */
  forget(): void {
    this.#outside.clear();
    this.#lineStarts = [];
    this.#records.clear();
    this.#stubs.clear();
    this.#traps.clear();
    this.#emptyCache();
    this.#next = FIRST_RECORD;
  }

  /** Says whether MXCSR is the default and its flags are not kept. */
  setDefaultMxcsr(isDefault: boolean): void {
    if (this.#defaultMxcsr === isDefault) return;
    this.#defaultMxcsr = isDefault;
    this.forget();
  }

  /** Is anything decoded from `[start, end)`? */
  covers(start: number, end: number): boolean {
    for (const pc of this.#records.keys()) {
      if (pc < end && pc + 16 > start) return true;
    }
    return false;
  }

  /** Has control come to the instruction at `pc` (relative), or to the straight line before it? */
  isReached(pc: number): boolean {
    return this.#reached.has(pc);
  }

  /** The record of the instruction at `pc` (relative), decoded now if need be. */
  recordAt(pc: number): number {
    const known = this.#records.get(pc);
    if (known !== undefined) return known;
    if (this.#next + LINE_RECORDS_MAX * RECORD_BYTES > RECORDS_END) this.forget();
    return this.#decodeLine(pc);
  }

  /** Lets indirect transfers to `pc` (relative) find its record by themselves. */
  cache(pc: number, record: number): void {
    const entry = JUMP_CACHE + (pc & (JUMP_CACHE_BYTES - RECORD_BYTES));
    const { view, base } = this.#memory;
    view.setBigUint64(entry + CACHE_TAG, base + BigInt(pc), true);
    view.setBigUint64(entry + CACHE_TRACE, splitmix64(BigInt(pc)), true);
    view.setInt32(entry + CACHE_RECORD, record, true);
    this.#cached.add(entry);
  }

  /** Lets indirect transfers to a trampoline slot leave as calls to it do. */
  cacheTrap(pc: number): void {
    if (this.#traps.has(pc) || this.#next + RECORD_BYTES <= RECORDS_END) {
      this.cache(pc, this.#trapRecord(pc));
    }
  }

  /** From now on the loop leaves before the instruction at `pc` (relative). */
  breakAt(pc: number): void {
    this.#breakpoints.add(pc);
    const record = this.#records.get(pc);
    if (record !== undefined) this.#plantBreakpoint(record);
  }

  isBreakpoint(pc: number): boolean {
    return this.#breakpoints.has(pc);
  }

  clearBreakpoints(): void {
    if (this.#breakpoints.size === 0) return;
    this.#breakpoints.clear();
    this.forget();
  }

  /** Plants a stop, and takes sequences apart that would run over it. */
  #plantBreakpoint(record: number): void {
    const { view } = this.#memory;
    for (let at = record - (FUSED_MAX - 1) * RECORD_BYTES; at < record; at += RECORD_BYTES) {
      if (view.getUint16(at + HANDLER, true) === STOP_HANDLER) continue;
      view.setUint16(at + HANDLER, view.getUint16(at + PLAIN, true), true);
    }
    view.setUint16(record + HANDLER, STOP_HANDLER, true);
  }

  /** Is `pc` where a call traps? */
  isTrap(pc: number): boolean {
    const offset = pc - this.#trapSlots.start;
    return offset >= 0 && pc < this.#trapSlots.end && offset % TRAP_SLOT_BYTES === 0;
  }

  #decodeLine(start: number): number {
    const line: Line = { at: this.#next, pc: start, ended: false };
    this.#lineStarts.push(start);
    const first = line.at;
    // The line's records lie behind each other: stubs that its links need come after them.
    this.#next += (LINE_INSTRUCTIONS_MAX + 1) * RECORD_BYTES;
    for (let count = 0; count < LINE_INSTRUCTIONS_MAX && !line.ended; count++) {
      if (count > 0 && this.#records.has(line.pc)) break;
      this.#decodeOne(line);
    }
    const stubs = this.#next;
    if (!line.ended) this.#writeGoto(line);
    this.#fuse(first, line.at);
    if (this.#breakpoints.size > 0) this.#plantBreakpoints(first, line.at);
    if (stubs === this.#next && this.#next === first + (LINE_INSTRUCTIONS_MAX + 1) * RECORD_BYTES) {
      this.#next = line.at;
    }
    return first;
  }

  #plantBreakpoints(first: number, end: number): void {
    const { view } = this.#memory;
    for (let at = first; at < end; at += RECORD_BYTES) {
      const isInstruction = view.getUint16(at + PLAIN, true) !== GOTO_HANDLER;
      const pc = view.getUint32(at + ADDRESS, true);
      if (isInstruction && this.#breakpoints.has(pc)) this.#plantBreakpoint(at);
    }
  }

  #header(at: number, handler: number, pc: number): void {
    const { view } = this.#memory;
    view.setUint16(at + HANDLER, handler, true);
    view.setUint16(at + PLAIN, handler, true);
    view.setInt32(at + ADDRESS, pc, true);
  }

  #writeGoto(line: Line): void {
    this.#header(line.at, GOTO_HANDLER, line.pc);
    this.#link(line.at, line.pc);
    line.at += RECORD_BYTES;
  }

  /** Writes the record of the instruction at `line.pc` and registers it. */
  #decodeOne(line: Line): void {
    const i = this.#instruction;
    const { at, pc } = line;
    const { base } = this.#memory;
    const bytes = this.#memory.fetch(base + BigInt(pc), FETCH_BYTES);
    const status = this.#instructionSet.decoder.decode(bytes, 0, bytes.length, i);
    this.#memory.bytes.fill(0, at, at + RECORD_BYTES);
    line.at += RECORD_BYTES;
    this.#register(pc, at);
    if (status !== DECODED) {
      this.#header(at, ORACLE_HANDLER, pc);
      line.ended = true;
      return;
    }
    const form = this.#form(i.form);
    const entry = this.#catalog.entry(form, variantOf(form, i), addressingOf(i));
    const isOracles = this.#isOracles(form, i, entry, pc);
    this.#header(at, isOracles ? ORACLE_HANDLER : entry.handler, pc);
    if (!isOracles && entry.outside !== undefined) this.#outside.set(at, entry.outside);
    this.#writeOperands(at, form, i, pc);
    if (entry.shuffle !== undefined) this.#writeShuffle(at, entry.shuffle, i, pc);
    line.pc = pc + i.length;
    line.ended = entry.isEnd || line.pc >= 0x1_0000_0000;
  }

  #form(number: number): Form {
    return this.#instructionSet.table.form(number);
  }

  /** Is an instruction the oracle's, whatever the loop can do? */
  #isOracles(form: Form, i: Instruction, entry: Entry, pc: number): boolean {
    if (entry.needsDefaultMxcsr && !this.#defaultMxcsr) return true;
    // Segment bases and 32-bit addresses are the oracle's, as are jumps that trap.
    if (i.segment !== 0 || (i.prefixes & PREFIX_67) !== 0) return true;
    return isDirect(form) && !this.#isCall(i) && this.isTrap(targetOf(i, pc));
  }

  #register(pc: number, record: number): void {
    this.#records.set(pc, record);
    this.#reached.add(pc);
    const stub = this.#stubs.get(pc);
    if (stub === undefined) return;
    this.#stubs.delete(pc);
    for (const site of stub.sites) this.#memory.view.setInt32(site + LINK, record, true);
  }

  /** Links a record to the one at `pc`, or to a stub that leaves to have it decoded. */
  #link(site: number, pc: number): void {
    const { view } = this.#memory;
    const record = this.#records.get(pc);
    if (record !== undefined) return view.setInt32(site + LINK, record, true);
    let stub = this.#stubs.get(pc);
    if (stub === undefined) {
      stub = { record: this.#next, sites: [] };
      this.#next += RECORD_BYTES;
      this.#header(stub.record, DECODE_HANDLER, pc);
      this.#stubs.set(pc, stub);
    }
    stub.sites.push(site);
    view.setInt32(site + LINK, stub.record, true);
  }

  /** Where control is when it has entered the trampoline page at `pc`. */
  #trapRecord(pc: number): number {
    let record = this.#traps.get(pc);
    if (record === undefined) {
      record = this.#next;
      this.#next += RECORD_BYTES;
      this.#header(record, STOP_HANDLER, pc);
      this.#traps.set(pc, record);
    }
    return record;
  }

  #writeOperands(at: number, form: Form, i: Instruction, pc: number): void {
    const { view } = this.#memory;
    view.setUint8(at + LENGTH, i.length);
    if (isDirect(form)) return this.#writeTransfer(at, i, pc);
    for (const [k, operand] of form.operands.entries()) {
      if (k >= SLOT_OPERANDS) break;
      const slot = slotOf(operand.kind, operand.place, operand.bits, operand.fixed, i);
      if (slot >= 0) view.setUint16(at + SLOTS + 2 * k, slot, true);
    }
    view.setInt32(at + IMMEDIATE, i.imm, true);
    view.setInt32(at + IMMEDIATE + 4, i.immHigh, true);
    if (i.memory !== 1) return;
    this.#writeAddress(at, i, pc);
  }

  /** Names the indexes of a shuffle; where no room is left for new ones the oracle makes it. */
  #writeShuffle(at: number, shuffle: Shuffle, i: Instruction, pc: number): void {
    const { view, bytes } = this.#memory;
    const immediate = i.imm & 0xff;
    const key = `${shuffle.name} ${immediate}`;
    let place = this.#shuffles.get(key);
    if (place === undefined) {
      place = SHUFFLES + SHUFFLE_BYTES * this.#shuffles.size;
      if (place >= SHUFFLES_END) return this.#header(at, ORACLE_HANDLER, pc);
      // What is not of the first vector is above 15 there, and the other way round.
      const pattern = shuffle.pattern(immediate);
      bytes.set(pattern, place);
      bytes.set(pattern.map((index) => (index < 32 ? index ^ 16 : index)), place + 16);
      this.#shuffles.set(key, place);
    }
    view.setInt32(at + SHUFFLE, place, true);
  }

  #writeAddress(at: number, i: Instruction, pc: number): void {
    const { view } = this.#memory;
    let base = i.base >= 0 ? registerSlot(i.base, false) : ZERO;
    let displacement = i.disp;
    if (i.base === BASE_RIP) {
      // The sum may leave the 4 GiB at either side; the slot carries what 32 bits cannot.
      const target = pc + i.length + i.disp;
      displacement = target | 0;
      base = target === displacement ? BASE : BASE_HIGH;
      if (target - displacement > 0x1_0000_0000) this.#header(at, ORACLE_HANDLER, pc);
    }
    view.setUint16(at + BASE_REGISTER, base, true);
    const index = i.index === NO_REGISTER ? ZERO : registerSlot(i.index, false);
    view.setUint16(at + INDEX_REGISTER, index, true);
    view.setUint8(at + SCALE, i.scale);
    view.setInt32(at + DISPLACEMENT, displacement, true);
  }

  #writeTransfer(at: number, i: Instruction, pc: number): void {
    const { view } = this.#memory;
    const target = targetOf(i, pc);
    view.setBigUint64(at + TRACE_TARGET, splitmix64(BigInt(target >>> 0)), true);
    if (!this.#isCall(i)) {
      view.setBigUint64(at + TRACE_NEXT, splitmix64(BigInt(pc + i.length)), true);
    }
    if (target < 0 || target >= 0x1_0000_0000) this.#header(at, ORACLE_HANDLER, pc);
    else if (this.isTrap(target)) view.setInt32(at + LINK, this.#trapRecord(target), true);
    else this.#link(at, target);
  }

  /** CALL keeps its length for the return address, where others keep what "not taken" traces. */
  #isCall(i: Instruction): boolean {
    return this.#form(i.form).mnemonic === "call";
  }

  /** A record and those behind it, up to `end`, as the catalog looks at them. */
  #recordsFrom(at: number, end: number): Fusible {
    const { view } = this.#memory;
    return {
      plain(k) {
        const record = at + k * RECORD_BYTES;
        return record < end ? view.getUint16(record + PLAIN, true) : -1;
      },
      register(k, field) {
        const slot = slotOfField(
          field, (offset) => view.getUint16(at + k * RECORD_BYTES + offset, true));
        return slot % 8 === 0 ? slot : -1;
      },
      operands: (k) => operandText(view, at + k * RECORD_BYTES),
    };
  }

  /**
   * Lets sequences of plain records be run by the handlers that know them. Every record gets the
   * sequence that begins with it, for a jump may lead to any of them.
   */
  #fuse(first: number, end: number): void {
    for (let at = first; at < end; at += RECORD_BYTES) {
      const handler = this.#catalog.fused(this.#recordsFrom(at, end));
      if (handler !== undefined) this.#memory.view.setUint16(at + HANDLER, handler, true);
    }
  }

  /**
   * The straight line from a record to the next transfer, cut into sequences that one handler each
   * could run. What has no handler, or does something only on a condition, stands between them.
   */
  sequencesFrom(record: number): HotSequence[] {
    const sequences: HotSequence[] = [];
    for (let at = record; ;) {
      const records = this.#recordsFrom(at, RECORDS_END);
      const sequence = this.#catalog.sequence(records);
      if (sequence.length > 0) sequences.push(sequence);
      const last = records.plain(Math.max(1, sequence.length) - 1);
      if (this.#catalog.mayLeave(last)) return sequences;
      at += Math.max(1, sequence.length) * RECORD_BYTES;
    }
  }
}

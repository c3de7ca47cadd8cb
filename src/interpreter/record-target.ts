/** Operands and transfers of an instruction as the interpreter finds them: through its record. */
import type { FixedRegister, Lanes, SystemRegister, Width } from "../../spec/ir/ir.ts";
import type { MeaningForm, Operand } from "../../spec/isa/form.ts";
import { LANE_BITS } from "../lowering/integer.ts";
import { loadOp, storeOp } from "../lowering/memory.ts";
import type { Push, Shape, Source, Target, TransferKind } from "../lowering/target.ts";
import { BASE, JUMP_CACHE, JUMP_CACHE_BYTES } from "../machine/linear-layout.ts";
import { RFLAGS_BIT } from "../machine/flags.ts";
import { REGISTER_NUMBER, registerSlot } from "../machine/registers.ts";
import { FLAG_SYSTEM, FS_BASE, GS_BASE, VECTOR } from "../machine/state.ts";
import type { Code, Label, Local } from "../wasm/code.ts";
import type { MemoryOp, ValueType } from "../wasm/opcodes.ts";
import type { Addressing, Loop } from "./frame.ts";
import { fixedField, slotOfField } from "./register-cache.ts";
import type { Cached, RegisterCache } from "./register-cache.ts";
import type { KnownOperands } from "./known-operands.ts";
import {
  ADDRESS, BASE_REGISTER, CACHE_RECORD, CACHE_TAG, CACHE_TRACE, DISPLACEMENT, HIGH_ACCESS, IMMEDIATE,
  INDEX_REGISTER, LENGTH, LINK, RECORD_BYTES, SCALE, SHUFFLE, SLOTS, TRACE_NEXT, TRACE_TARGET,
} from "./record.ts";

const DF_BIT = RFLAGS_BIT.df;
const LANE_0 = 0;
const NO_SLOT = -1;

/** The field of a register that a meaning names. */
function fieldOf(register: FixedRegister): number {
  return fixedField(registerSlot(REGISTER_NUMBER[register], false));
}

export class RecordTarget implements Target {
  readonly code: Code;
  readonly bail: Label;
  readonly flagResult: Local;
  readonly flagCarry: Local;
  /** True once the program has moved to another record by itself. */
  transferred = false;
  readonly #loop: Loop;
  readonly #form: MeaningForm;
  readonly #addressing: Addressing;
  readonly #take: (type: ValueType) => Local;
  readonly #cache: RegisterCache;
  readonly #known: KnownOperands | undefined;
  /** Jump cache entry of an admitted indirect transfer. */
  #entry: Local | undefined;

  /** `known`: what the record holds, where the handler is made for one instruction. */
  constructor(
    loop: Loop, form: MeaningForm, addressing: Addressing, take: (type: ValueType) => Local,
    cache: RegisterCache, known: KnownOperands | undefined,
  ) {
    this.code = loop.code;
    this.bail = loop.bail;
    this.flagResult = loop.flagResult;
    this.flagCarry = loop.flagCarry;
    this.#loop = loop;
    this.#form = form;
    this.#addressing = addressing;
    this.#take = take;
    this.#cache = cache;
    this.#known = known;
  }

  #operand(k: number): Operand {
    const operand = this.#form.operands[k];
    if (operand === undefined) {
      throw new Error(`defect: ${this.#form.mnemonic} has no operand ${k}`);
    }
    return operand;
  }

  /** Pushes the address of operand `k`'s slot in the state block. */
  #pushSlot(k: number): void {
    this.#pushField(SLOTS + 2 * k);
  }

  /** Pushes the slot that a field names, as an address in the state block. */
  #pushField(field: number): void {
    const { code } = this;
    const fixed = slotOfField(field, (offset) => this.#known?.slot(offset) ?? NO_SLOT);
    if (fixed !== NO_SLOT) return code.i32(fixed);
    code.get(this.#loop.record);
    code.memory("i32_load16_u", field);
  }

  // General registers and immediates.

  pushOperand(k: number, bits: Width, shape: Shape): void {
    const { code } = this;
    const operand = this.#operand(k);
    if (operand.kind === "one") return shape === "i32" ? code.i32(1) : code.i64(1n);
    if (operand.place === "imm") return this.#pushImmediate(bits, shape);
    this.#pushRegister(SLOTS + 2 * k, bits, shape);
  }

  /** Pushes the low bits of the general register that a field of the record names. */
  #pushRegister(field: number, bits: Width, shape: Shape): void {
    const { code } = this;
    if (this.#pushShared(field, bits, shape)) return;
    this.#pushField(field);
    code.memory(loadOp(bits, shape), 0, 0);
  }

  /** Pushes a general register that the sequence uses several times, from its local. */
  #pushShared(field: number, bits: Width, shape: Shape): boolean {
    let cached = this.#cache.get(field);
    if (cached === undefined) {
      if (!this.#cache.isShared(field)) return false;
      cached = { local: this.#take("i64"), type: "i64" };
      this.#pushField(field);
      this.code.memory("i64_load", 0, 0);
      this.code.set(cached.local);
      this.#cache.set(field, cached);
    }
    this.#pushCached(cached, bits, shape);
    return true;
  }

  #pushCached({ local, type }: Cached, bits: Width, shape: Shape): void {
    const { code } = this;
    code.get(local);
    if (bits === 64 || (bits === 32 && type === "i32")) {
      if (type !== shape) code.op(type === "i32" ? "i64_extend_i32_u" : "i32_wrap_i64");
      return;
    }
    if (type === "i64") code.op("i32_wrap_i64");
    if (bits < 32) {
      code.i32(2 ** bits - 1);
      code.op("i32_and");
    }
    if (shape === "i64") code.op("i64_extend_i32_u");
  }

  /** The low bits of the sign-extended field are the immediate at every width. */
  #pushImmediate(bits: Width, shape: Shape): void {
    if (this.#known !== undefined) {
      const value = BigInt.asUintN(bits, this.#known.immediate);
      if (shape === "i64") return this.code.i64(BigInt.asIntN(64, value));
      return this.code.i32(Number(BigInt.asIntN(32, value)));
    }
    this.code.get(this.#loop.record);
    this.code.memory(loadOp(bits, shape), IMMEDIATE, 0);
  }

  setOperand(k: number, bits: Width, value: Source): void {
    this.#setRegister(SLOTS + 2 * k, bits, value);
  }

  #setRegister(field: number, bits: Width, value: Source): void {
    this.#pushField(field);
    if (bits < 32 || !this.#cache.isShared(field)) {
      this.#storeRegister(bits, value);
      // Not before: the value may be computed from the register, which puts it into a local.
      if (bits < 32) this.#cache.forget(field);
      return;
    }
    const type = bits === 64 ? "i64" : "i32";
    const local = this.#take(type);
    value[type]();
    this.code.tee(local);
    if (bits === 32) this.code.op("i64_extend_i32_u");
    this.code.memory("i64_store", 0, 0);
    this.#cache.set(field, { local, type });
  }

  #storeRegister(bits: Width, value: Source): void {
    if (bits < 32) {
      value.i32();
      return this.code.memory(storeOp(bits, "i32"), 0, 0);
    }
    if (bits === 64) value.i64();
    else {
      value.i32();
      this.code.op("i64_extend_i32_u");
    }
    this.code.memory("i64_store", 0, 0);
  }

  pushFixed(register: FixedRegister, bits: Width, shape: Shape): void {
    this.#pushRegister(fieldOf(register), bits, shape);
  }

  setFixed(register: FixedRegister, bits: Width, value: Source): void {
    this.#setRegister(fieldOf(register), bits, value);
  }

  // Vector registers: a slot is the address of the whole register.

  pushVector(k: number, half: 0 | 1): void {
    const cached = half === 0 ? this.#cache.get(SLOTS + 2 * k) : undefined;
    if (cached?.type === "v128") return this.code.get(cached.local);
    this.#pushSlot(k);
    this.code.loadVector(16 * half);
  }

  setVector(k: number, half: 0 | 1, clearUpper: boolean, value: Push): void {
    if (clearUpper) throw new Error("defect: VEX forms have no handler");
    const field = SLOTS + 2 * k;
    this.#pushSlot(k);
    value();
    if (half === 0 && this.#cache.isShared(field)) {
      const local = this.#take("v128");
      this.code.tee(local);
      this.#cache.set(field, { local, type: "v128" });
    }
    this.code.storeVector(16 * half);
  }

  pushLane(k: number, lanes: Lanes, index: number, shape: Shape): void {
    const bits = LANE_BITS[lanes];
    this.#pushSlot(k);
    this.code.memory(loadOp(bits, shape), (bits / 8) * index, 0);
  }

  setLane(k: number, lanes: Lanes, index: number, value: Source): void {
    const bits = LANE_BITS[lanes];
    const offset = (bits / 8) * index;
    const field = SLOTS + 2 * k;
    this.#cache.forget(field);
    this.#pushSlot(k);
    const format = bits === 64 ? "f64" : "f32";
    if (value.float === format) {
      value.pushFloat();
      if (index === 0 && this.#cache.isShared(field)) {
        const local = this.#take(format);
        this.code.tee(local);
        this.#cache.set(field, { local, type: format });
      }
      return this.code.memory(`${format}_store`, offset, 0);
    }
    const shape: Shape = bits === 64 ? "i64" : "i32";
    value[shape]();
    this.code.memory(storeOp(bits, shape), offset, 0);
  }

  pushFloatLane(k: number, format: "f32" | "f64"): void {
    const cached = this.#cache.get(SLOTS + 2 * k);
    if (cached?.type === format) return this.code.get(cached.local);
    this.#pushSlot(k);
    this.code.memory(`${format}_load`, LANE_0, 0);
  }

  pushMmxSlot(k: number): void {
    this.#pushSlot(k);
  }

  pushShuffleIndexes(_k: number, source: 0 | 1): void {
    this.code.get(this.#loop.record);
    this.code.memory("i32_load", SHUFFLE);
    this.code.loadVector(16 * source);
  }

  pushFixedVector(register: number, half: 0 | 1): void {
    this.code.i32(0);
    this.code.loadVector(VECTOR + 32 * register + 16 * half);
  }

  setFixedVector(register: number, half: 0 | 1, value: Push): void {
    this.#cache.forget(fixedField(VECTOR + 32 * register));
    this.code.i32(0);
    value();
    this.code.storeVector(VECTOR + 32 * register + 16 * half);
  }

  // Memory operands.

  pushAddress(k: number): void {
    const { code } = this;
    const operand = this.#operand(k);
    if (operand.place === "fixed") {
      code.i32(0);
      return code.memory("i64_load", registerSlot(operand.fixed, false), 0);
    }
    this.#pushRegister(BASE_REGISTER, 64, "i64");
    if (this.#addressing === "index") {
      this.#pushRegister(INDEX_REGISTER, 64, "i64");
      this.#pushNumber(this.#known?.scale, "i64_load8_u", SCALE);
      code.op("i64_shl");
      code.op("i64_add");
    }
    this.#pushNumber(this.#known?.displacement, "i64_load32_s", DISPLACEMENT);
    code.op("i64_add");
  }

  /** Pushes a number of the record, which is a constant where it is known. */
  #pushNumber(known: number | undefined, load: MemoryOp, field: number): void {
    if (known !== undefined) return this.code.i64(BigInt(known));
    this.code.get(this.#loop.record);
    this.code.memory(load, field);
  }

  noteHigh(): void {
    this.code.i32(0); this.code.get(this.#loop.record); this.code.memory("i32_store", HIGH_ACCESS);
  }

  isStackAddress(k: number): boolean {
    return this.#operand(k).place !== "fixed" && this.#addressing === "stack";
  }

  // System state.

  pushSystem(register: SystemRegister): void {
    const { code } = this;
    const { record } = this.#loop;
    switch (register) {
      case "rip":
      case "next":
        code.i32(0); code.memory("i64_load", BASE);
        code.get(record); code.memory("i64_load32_u", ADDRESS);
        code.op("i64_add");
        if (register === "rip") return;
        this.#pushNumber(this.#known?.length, "i64_load8_u", LENGTH);
        return code.op("i64_add");
      case "fsbase":
      case "gsbase":
        code.i32(0);
        return code.memory("i64_load", register === "fsbase" ? FS_BASE : GS_BASE);
      case "df":
        code.i32(0); code.memory("i64_load32_u", FLAG_SYSTEM);
        code.i64(BigInt(DF_BIT)); code.op("i64_shr_u");
        code.i64(1n); return code.op("i64_and");
      default: throw new Error(`defect: no handler reads ${register}`);
    }
  }

  setSystem(register: SystemRegister, value: Source): void {
    if (register !== "df") throw new Error(`defect: no handler sets ${register}`);
    const { code } = this;
    code.i32(0);
    code.i32(0); code.memory("i32_load", FLAG_SYSTEM); code.i32(~(1 << DF_BIT)); code.op("i32_and");
    value.i32(); code.i32(1); code.op("i32_and"); code.i32(DF_BIT); code.op("i32_shl");
    code.op("i32_or");
    code.memory("i32_store", FLAG_SYSTEM);
  }

  // Control.

  admitTransfer(_kind: TransferKind, target: Push): void {
    const { code } = this;
    const destination = this.#take("i64");
    const entry = this.#take("i32");
    target();
    code.tee(destination);
    code.op("i32_wrap_i64");
    code.i32(JUMP_CACHE_BYTES - RECORD_BYTES);
    code.op("i32_and");
    code.tee(entry);
    code.memory("i64_load", JUMP_CACHE + CACHE_TAG);
    code.get(destination);
    code.op("i64_ne");
    code.brIf(this.bail);
    this.#entry = entry;
  }

  transfer(
    _kind: TransferKind, direct: number | undefined, _target: Push, when: Push | undefined,
  ): void {
    const { code } = this;
    const { record } = this.#loop;
    const destination = this.#take("i32");
    if (direct === undefined) {
      const entry = this.#entry;
      if (entry === undefined) throw new Error("defect: an indirect transfer was not admitted");
      this.#feedTrace(() => {
        code.get(entry); code.memory("i64_load", JUMP_CACHE + CACHE_TRACE);
      });
      code.get(entry); code.memory("i32_load", JUMP_CACHE + CACHE_RECORD);
      code.set(destination);
    } else if (when === undefined) {
      this.#feedTrace(() => { code.get(record); code.memory("i64_load", TRACE_TARGET); });
      code.get(record); code.memory("i32_load", LINK);
      code.set(destination);
    } else this.#choose(destination, when);
    this.#goTo(destination);
    this.transferred = true;
  }

  /** A conditional transfer selects its destination, so that only the dispatch is unpredictable. */
  #choose(destination: Local, when: Push): void {
    const { code } = this;
    const { record } = this.#loop;
    const taken = this.#take("i32");
    when();
    code.set(taken);
    this.#feedTrace(() => {
      code.get(record);
      code.get(taken); code.i32(31 - Math.clz32(TRACE_TARGET - TRACE_NEXT)); code.op("i32_shl");
      code.op("i32_add");
      code.memory("i64_load", TRACE_NEXT);
    });
    code.get(record); code.memory("i32_load", LINK);
    code.get(record); code.i32(RECORD_BYTES); code.op("i32_add");
    code.get(taken);
    code.op("select");
    code.set(destination);
  }

  #feedTrace(addend: Push): void {
    const { code } = this;
    const { trace } = this.#loop;
    code.get(trace); code.i64(5n); code.op("i64_rotl");
    addend();
    code.op("i64_add");
    code.set(trace);
  }

  /**
   * Moves on to the record in `destination`, having executed this one. The horizon moves along by
   * the same distance; where it was reached, the loop is left there.
   */
  #goTo(destination: Local): void {
    const { code } = this;
    const { record, horizon, next, horizonReached } = this.#loop;
    const left = this.#take("i32");
    code.get(horizon); code.get(record); code.op("i32_sub");
    code.i32(RECORD_BYTES); code.op("i32_sub");
    code.tee(left);
    code.get(destination); code.op("i32_add"); code.set(horizon);
    code.get(destination); code.set(record);
    code.get(left); code.i32(0); code.op("i32_ge_s");
    code.brIf(next);
    code.br(horizonReached);
  }

  again(when: Push): void {
    const { code } = this;
    const { record } = this.#loop;
    const destination = this.#take("i32");
    code.get(record);
    code.get(record); code.i32(RECORD_BYTES); code.op("i32_add");
    when();
    code.op("select");
    code.set(destination);
    this.#goTo(destination);
    this.transferred = true;
  }
}

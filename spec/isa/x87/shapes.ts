/**
 * Shapes of x87 meanings. The arithmetic itself happens in the x87 unit of the engine, whose
 * operations these programs name (`src/oracle/x87.ts`); what can fault, what memory is read and
 * written, and what the status flags become, stands here.
 */
import type { Builder, V } from "../../ir/builder.ts";
import type { Meaning } from "../form.ts";

/** Error summary of the status word: an unmasked exception waits to be reported. */
const ERROR_SUMMARY = 7;

/** Every instruction but FNxxx first reports an exception that is pending. */
export function waiting(m: Builder): void {
  m.fault("MF", m.bit(m.system("fsw"), ERROR_SUMMARY));
}

/** Begins an instruction that is no control instruction: FIP, FDP and FOP remember it. */
function working(m: Builder): void {
  waiting(m);
  const hasMemory = m.form.operands.length > 0 && m.isMemory(0);
  m.unit("fpu.record", hasMemory ? [m.address(0)] : []);
}

/** An operation that has only stack registers, by the name of the unit's operation. */
export function stackOperation(name: string): Meaning {
  return (m) => {
    working(m);
    m.unit(name);
  };
}

/** An operation of ST(i), the only operand or the second one. */
export function registerOperation(name: string): Meaning {
  return (m) => {
    working(m);
    m.unit(name, [m.stack(m.form.operands.length - 1)]);
  };
}

/** ST(i) with ST(j), or ST(0) with memory (`f` floats, `i` integers), to the former. */
export function arithmetic(name: string, memory: "f" | "i" = "f"): Meaning {
  return (m) => {
    working(m);
    if (m.isMemory(0)) m.unit(`${name}.${memory}${m.bits(0)}`, [m.read(0)]);
    else m.unit(`${name}.st`, [m.stack(0), m.stack(1)]);
  };
}

/** ST(0) compared with a register or memory; the condition codes tell. */
export function comparison(name: string, memory: "f" | "i" = "f"): Meaning {
  return (m) => {
    working(m);
    if (m.form.operands.length === 0) m.unit(`${name}.st`, [m.const(1n)]);
    else if (m.isMemory(0)) m.unit(`${name}.${memory}${m.bits(0)}`, [m.read(0)]);
    else m.unit(`${name}.st`, [m.stack(1)]);
  };
}

/** What the operators `fcomi` and `fucomi` answer besides 0, "greater". */
const LESS = 1n;
const EQUAL = 2n;
const UNORDERED = 3n;

/** ST(0) compared with ST(i) into ZF, PF and CF. */
export function flagComparison(operator: "fcomi" | "fucomi", unit: string): Meaning {
  return (m) => {
    working(m);
    const order = m.widen(m.call(operator, "i32", m.stack(1)));
    const is = (value: bigint): V => m.eq(order, m.const(value));
    const unordered = is(UNORDERED);
    const no = m.truth(false);
    m.setFlags({
      cf: m.either(is(LESS), unordered), zf: m.either(is(EQUAL), unordered), pf: unordered,
      of: no, sf: no, af: no,
    });
    m.unit(unit, [m.stack(1)]);
  };
}

const EIGHT = 8n;

/** Memory operand 0 as 64 and 16 bits. */
function loadTen(m: Builder): readonly [low: V, high: V] {
  const at = m.address(0);
  return [m.load(at, 64), m.load(m.add(at, m.const(EIGHT)), 16)];
}

/** Pushes a register or a memory operand. */
export function load(name: string, memory: "f" | "i" = "f"): Meaning {
  return (m) => {
    working(m);
    if (!m.isMemory(0)) m.unit(`${name}.st`, [m.stack(0)]);
    else if (m.bits(0) === 80) m.unit(`${name}.f80`, loadTen(m));
    else m.unit(`${name}.${memory}${m.bits(0)}`, [m.read(0)]);
  };
}

/** FBLD: ten bytes of packed decimal digits. */
export const loadDecimal: Meaning = (m) => {
  working(m);
  m.unit("fbld", loadTen(m));
};

/** ST(0) to memory, converted by operator `format`; an unmasked exception leaves memory alone. */
function storeMemory(m: Builder, format: string, pops: boolean): void {
  const at = m.address(0);
  const happens = m.call(`${format}.happens`, "i32");
  const value = m.call(`${format}.bits`, "i64");
  if (m.bits(0) === 80) {
    const behind = m.add(at, m.const(EIGHT));
    m.store(at, 64, value, "data", happens);
    // Processors have stored eight bytes when the other two turn out not to be writable.
    m.call("fst.split", "i32", at, value, happens);
    m.store(behind, 16, m.call(`${format}.high`, "i64"), "data", happens);
  } else {
    m.store(at, m.width(0), value, "data", happens);
  }
  m.unit(pops ? `${format}.pop` : format);
}

/** FST and FSTP: to a register or to memory. */
export function store(register: string, pops: boolean): Meaning {
  return (m) => {
    working(m);
    if (m.isMemory(0)) storeMemory(m, `fst.f${m.bits(0)}`, pops);
    else m.unit(register, [m.stack(0)]);
  };
}

/** FIST, FISTP and FISTTP. */
export function storeInteger(name: "fist" | "fisttp", pops: boolean): Meaning {
  return (m) => {
    working(m);
    storeMemory(m, `${name}.i${m.bits(0)}`, pops);
  };
}

export const storeDecimal: Meaning = (m) => {
  working(m);
  storeMemory(m, "fbstp", true);
};

/** Condition numbers of FCMOVcc, which calls parity "unordered". */
const MOVE_CONDITIONS: Readonly<Record<string, number>> = {
  fcmovb: 2, fcmovnb: 3, fcmove: 4, fcmovne: 5, fcmovbe: 6, fcmovnbe: 7, fcmovu: 10, fcmovnu: 11,
};

export const conditionalMove: Meaning = (m) => {
  working(m);
  const condition = MOVE_CONDITIONS[m.form.mnemonic];
  if (condition === undefined) throw new Error(`${m.form.mnemonic} names no condition of FCMOVcc`);
  m.unit("fcmov", [m.stack(1), m.condition(condition)]);
};

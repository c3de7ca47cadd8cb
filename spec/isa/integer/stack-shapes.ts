/** How stack instructions are written. Accesses through rsp and rbp fault with #SS. */
import type { Builder, V } from "../../ir/builder.ts";

/** Pushes a value of 16 or 64 bits. */
export function push(m: Builder, bits: 16 | 64, value: V): void {
  const rsp = m.sub(m.fixed("rsp"), m.const(BigInt(bits / 8)));
  m.store(rsp, bits, value, "stack");
  m.setFixed("rsp", rsp);
}

/**
 * POP: a memory destination is addressed with rsp as it is afterwards, and a destination of rsp
 * itself gets the popped value.
 */
export function popOperand(m: Builder): void {
  if (m.operand(0).kind === "sreg") return m.unsupported("segment registers");
  const bits = m.form.operandSize === 16 ? 16 : 64;
  const bytes = m.const(BigInt(bits / 8));
  const rsp = m.fixed("rsp");
  const value = m.load(rsp, bits, "stack");
  m.setFixed("rsp", m.add(rsp, bytes));
  if (!m.isMemory(0)) m.write(0, value, bits);
  else m.store(m.call("addressAfterPop", "i64", m.address(0), bytes), bits, value);
}

/**
 * ENTER: pushes rbp, copies up to 30 outer frame pointers and its own, and takes room for locals,
 * which must be writable. Values pushed before a fault stay in memory, as on CPUs, and copies may
 * see them; hence one operator for all that happens to memory, which gives the new rsp.
 */
export function enterFrame(m: Builder): void {
  const bits = m.form.operandSize === 16 ? 16 : 64;
  const bytes = m.const(BigInt(bits / 8));
  const frame = m.sub(m.fixed("rsp"), bytes);
  const level = m.and(m.read(1, 8), m.const(31n));
  m.setFixed("rsp", m.call("enterFrame", "i64", bytes, level, m.read(0, 16)));
  m.setFixed("rbp", frame, bits);
}

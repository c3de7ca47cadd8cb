/** How many forms of the instruction table are admitted, and how many have a meaning. */
import { NoMeaning, build } from "../../spec/ir/builder.ts";
import type { Form } from "../../spec/isa/form.ts";
import { meaningForm } from "../../src/oracle/programs.ts";
import type { FullTable } from "../../src/table/full.ts";

/** Counts of forms; `admitted2013` and `admitted2025` are the rule sets of `spec/nacl`. */
export interface FormCount {
  forms: number;
  admitted2013: number;
  admitted2025: number;
  /** Forms that the engines execute. */
  executed: number;
}

const zero = (): FormCount => ({ forms: 0, admitted2013: 0, admitted2025: 0, executed: 0 });

/** Counts by part of the instruction set (`integer`, `x87`, ...), in the order of the table. */
export function countForms(table: FullTable): ReadonlyMap<string, FormCount> {
  const counts = new Map<string, FormCount>();
  const order = table.forms.map((form) => partOf(table, form)).sort();
  for (const part of new Set(order)) counts.set(part, zero());
  for (const form of table.forms) {
    const count = counts.get(partOf(table, form));
    if (count === undefined) continue;
    count.forms++;
    if (isAdmitted(form.sandbox2013)) count.admitted2013++;
    if (isAdmitted(form.sandbox2025)) count.admitted2025++;
    if (isExecuted(table, form)) count.executed++;
  }
  return counts;
}

/** The sum of several counts. */
export function totalOf(counts: Iterable<FormCount>): FormCount {
  const total = zero();
  for (const { forms, admitted2013, admitted2025, executed } of counts) {
    total.forms += forms;
    total.admitted2013 += admitted2013;
    total.admitted2025 += admitted2025;
    total.executed += executed;
  }
  return total;
}

function partOf(table: FullTable, form: Form): string {
  return table.paragraphOf(form).chapter.split("/")[0] ?? "";
}

function isAdmitted(sandbox: Form["sandbox2013"]): boolean {
  return sandbox === "allowed" || sandbox === "special-only";
}

/** Whether a program can be built, with memory or without. */
function isExecuted(table: FullTable, form: Form): boolean {
  const meaning = table.meaningOf(form);
  if (meaning === undefined) return false;
  const memory = form.operands.some((operand) => operand.memory === "only");
  try {
    build(meaningForm(form), { memory, repeat: 0, address32: false }, meaning);
    return true;
  } catch (error) {
    if (error instanceof NoMeaning) return false;
    throw error;
  }
}

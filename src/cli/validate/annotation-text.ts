/** Annotations as text: one line per instruction. */
import type { AnnotatedInstruction, Annotation } from "../../validator/annotation.ts";
import { registerName } from "../../validator/register-name.ts";

/**
 * Columns: address, marks, length, form, flow of the restricted register. Marks: `=` begins a
 * bundle, `>` is a fit jump target, `+` belongs to the superinstruction that began above.
 */
export function annotationText(annotation: Annotation, address: number): string {
  const inside = new Set(annotation.superinstructions.flatMap(({ parts }) => parts.slice(1)));
  return annotation.instructions
    .map((instruction) => line(annotation, instruction, address, inside))
    .join("");
}

function line(
  annotation: Annotation, instruction: AnnotatedInstruction, address: number,
  inside: ReadonlySet<number>,
): string {
  const { bundleBytes, targets } = annotation;
  const { offset, length, form, uses, restricts, target } = instruction;
  const bit = ((targets[Math.floor(offset / bundleBytes)] ?? 0) >>> (offset % bundleBytes)) & 1;
  const marks = (offset % bundleBytes === 0 ? "=" : " ") + (bit === 1 ? ">" : " ") +
    (inside.has(offset) ? "+" : " ");
  const notes = [
    ...(uses < 0 ? [] : [`relies on ${registerName(uses, 64)}`]),
    ...(restricts < 0 ? [] : [`restricts ${registerName(restricts, 64)}`]),
    ...(target === undefined ? [] : [`to ${(address + target).toString(16)}`]),
  ].join(", ");
  const where = (address + offset).toString(16).padStart(8);
  const size = String(length).padStart(2);
  return `${where} ${marks} ${size}  ${form || "nop"}${notes && `  ; ${notes}`}\n`;
}

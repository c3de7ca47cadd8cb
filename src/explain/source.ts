/** Finds where a form is written down, from the complete table. */
import type { Form } from "../../spec/isa/form.ts";
import type { FullTable } from "../table/full.ts";
import type { Source, SourceOf } from "./explain.ts";

/** The row of a form as it stands in its paragraph, blanks squeezed. */
function rowText(rows: string, id: string): string {
  const row = rows.split("\n").find((line) => line.trim().split(/\s/)[0] === id) ?? "";
  return row.trim().replace(/ {2,}/g, "  ");
}

export function sourceFinder(table: FullTable): SourceOf {
  return (form: Form): Source => {
    const { paragraph } = table.paragraphOf(form);
    return {
      title: paragraph.title,
      manual: paragraph.source,
      row: rowText(paragraph.rows, form.id),
    };
  };
}

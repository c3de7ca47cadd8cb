/** The validator that sessions of the command line use, loaded only when needed. */
import type { CodeValidator } from "../session/session.ts";

/** Undefined while there is none. */
export async function loadValidator(): Promise<CodeValidator | undefined> {
  return undefined;
}

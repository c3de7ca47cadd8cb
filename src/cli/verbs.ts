/** The verbs, each in a file of its own that is loaded only when it is called for. */
import type { Verb } from "./verb.ts";

const LOADERS: Readonly<Record<string, () => Promise<Verb>>> = {
  run: async () => (await import("./verbs/run.ts")).RUN_VERB,
  vectors: async () => (await import("./verbs/vectors.ts")).VECTORS_VERB,
  validate: async () => (await import("./verbs/validate.ts")).VALIDATE_VERB,
  dis: async () => (await import("./verbs/dis.ts")).DIS_VERB,
  translate: async () => (await import("./verbs/translate.ts")).TRANSLATE_VERB,
};

export const VERB_NAMES: readonly string[] = Object.keys(LOADERS);

/** The verb of that name, or undefined when there is none. */
export async function loadVerb(name: string): Promise<Verb | undefined> {
  return Object.hasOwn(LOADERS, name) ? LOADERS[name]?.() : undefined;
}

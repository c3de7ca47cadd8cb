/** The flags with which the command has V8 run the engines (`bin/load.js`), for processes of benches. */
import { createRequire } from "node:module";

const loader = createRequire(import.meta.url)("../bin/load.js") as {
  readonly ENGINE_FLAGS: readonly string[];
};

export const { ENGINE_FLAGS } = loader;

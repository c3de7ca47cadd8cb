/** What `short-names.test.ts` bundles: the judge of recorded vectors with every instruction. */
export { createToolchain } from "../src/session/toolchain.ts";
export { VectorRunner } from "../src/vectors/run.ts";

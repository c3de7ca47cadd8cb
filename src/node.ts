/** ZeroVM on Node: channels over real files and streams, SHA-1 etags, signals. */
export { nodeHost, readProgram, sha1, NODE_CLOCK } from "./host/node.ts";
export { NodeFiles } from "./host/node-files.ts";
export { catchSignals } from "./host/node-signals.ts";
export { translatorVersion, unitFolder } from "./host/unit-folder.ts";

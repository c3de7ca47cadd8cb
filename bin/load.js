/**
 * Loads the bundled command quickly. It is CommonJS, because Node's loader of ES modules takes longer
 * to get ready than a short guest to run, and because only so its code can come out of a cache:
 * compiling half a megabyte of text takes longer still.
 *
 * Beside a bundled file may lie its code cache, written by `npm run build` and never later. V8 compares
 * its own version, its flags and the text's length, and compiles the text where they differ; but it
 * believes the rest of a cache, so the file's name says for which Node on which platform it is.
 * Nothing depends on the cache but time.
 */
"use strict";

const { readFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");
const { Script } = require("node:vm");

/** Who needs this runs for longer than a moment. */
const ENGINES = "fast-engines.cjs";

/**
 * What is slow to load and seldom used, of Node and of the bundle (`tools/bundle.ts`): loaded when
 * something of it is used.
 */
const LATE = new Set([
  "node:crypto", "node:dgram", "node:net", "node:timers/promises", "node:tty",
  "./complete-set.cjs", `./${ENGINES}`, "./full-table.cjs",
]);

/**
 * How V8 runs the engines. They meet each program once: of what V8 11 (Node 20), which has no compiler
 * between its quickest and its best, would optimise in them, most has done its work when it is ready. So
 * V8 waits for more than twenty times as many bytecodes of a function. Later ones know better.
 */
const ENGINE_FLAGS = Number.parseInt(process.versions.v8, 10) < 12 ? ["--interrupt-budget=1500000"] : [];

function setEngineFlags() {
  const v8 = require("node:v8");
  for (const flag of ENGINE_FLAGS) v8.setFlagsFromString(flag);
}

/** What `load` has loaded so far, by path. */
const modules = new Map();

function late(take) {
  return new Proxy({}, { get: (_, key) => take()[key] });
}

/** Where the code cache of a bundled file lies for the Node that runs this. */
function cachePath(path) {
  return `${path}.${process.version}-${process.platform}-${process.arch}.cache`;
}

function cacheOf(path) {
  try {
    return readFileSync(cachePath(path));
  } catch {
    return undefined;
  }
}

/** The exports of a bundled file, which may require others of its folder and modules of Node. */
function load(path) {
  const known = modules.get(path);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(path, module);
  const text = `(function (exports, require, module, __filename) {${readFileSync(path, "utf8")}\n})`;
  const script = new Script(text, { filename: path, cachedData: cacheOf(path) });
  const requireFrom = (name) => {
    const take = () => name.startsWith(".") ? load(join(dirname(path), name)) : require(name);
    return LATE.has(name) ? late(take) : take();
  };
  script.runInThisContext()(module.exports, requireFrom, module, path);
  // Not before: V8 takes no code cache that was written under other flags, and a short guest needs no engine.
  if (basename(path) === ENGINES) setEngineFlags();
  return module.exports;
}

exports.ENGINE_FLAGS = ENGINE_FLAGS;
exports.cachePath = cachePath;
exports.load = load;

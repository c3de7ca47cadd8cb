/**
 * Preloaded into a run of the command (`node --require`): when it ends, writes the code cache of
 * every bundled file that it has loaded and that has none yet, with the functions that it has run.
 */
"use strict";

const { writeFileSync } = require("node:fs");
const v8 = require("node:v8");
const vm = require("node:vm");

const scripts = [];

vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    scripts.push({ script: this, path: options.filename });
  }
};

// What is written must be of use to a run that begins, and V8 refuses what other flags have made.
v8.setFlagsFromString = () => undefined;

process.on("exit", () => {
  // Not before: it takes what it needs of `vm` when it is loaded.
  const { cachePath } = require("../bin/load.js");
  for (const { script, path } of scripts) {
    try {
      writeFileSync(cachePath(path), script.createCachedData(), { flag: "wx" });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
});

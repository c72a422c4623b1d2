// Stands in for @vscode/spdlog, which writes the workbench's log files and the output channels of extensions. A workbench
// lives for one try, so that nothing is rotated.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

/** In order, as spdlog numbers them. */
const LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];

class Logger {
  #path;
  #level = LEVELS.indexOf("info");
  #isPlain = false;

  constructor(kind, name, path) {
    this.#path = path;
    LEVELS.forEach((word, level) => (this[word] = (message) => this.#write(level, word, message)));
  }

  #write(level, word, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace("T", " ").slice(0, -1);
    appendFileSync(this.#path, this.#isPlain ? message : `${time} [${word}] ${message}\n`);
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#isPlain = true;
  }

  // Each line is in the file at once, in one pattern.
  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger("rotating", name, path);
}

exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};

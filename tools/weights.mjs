// The weights of the model that ships are packed in git, where 100 MB would be too many, and lie unpacked where the runtime reads them.
// `npm run pack:weights` packs what `scripts/export.py` has written; each build unpacks what is newer than what lies there.
import { createReadStream, createWriteStream } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { constants, createGunzip, createGzip } from "node:zlib";
import { messageOf } from "./run.mjs";

const MODEL = resolve(fileURLToPath(import.meta.url), "../../model");
const filesIn = (/** @type {string} */ model) => ["weights.bin", "second/weights.bin"].map((name) => join(model, name));
const packed = (/** @type {string} */ file) => `${file}.gz`;
/** Nothing repeats in weights: only that some bytes are more frequent can be made use of. */
const packer = () => createGzip({ strategy: constants.Z_HUFFMAN_ONLY });

/** @throws if a packed file is damaged, or missing with nothing unpacked; what lies there stays */
export async function unpackWeights(model = MODEL) {
  await Promise.all(
    filesIn(model).map(async (file) => {
      if ((await changed(file)) <= (await changed(packed(file)))) await write(packed(file), createGunzip(), file);
    }),
  );
}

/** @throws if a file is missing */
export async function packWeights(model = MODEL) {
  await Promise.all(filesIn(model).map((file) => write(file, packer(), packed(file))));
}

/** @param {string} from @param {import("node:stream").Transform} through @param {string} to */
async function write(from, through, to) {
  const fresh = `${to}.new`;
  await pipeline(createReadStream(from), through, createWriteStream(fresh));
  await rename(fresh, to);
}

/** @param {string} file @returns {Promise<number>} when it was last written, in milliseconds; before anything else if it is missing */
async function changed(file) {
  return (await stat(file).catch(() => ({ mtimeMs: -1 }))).mtimeMs;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await packWeights();
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}

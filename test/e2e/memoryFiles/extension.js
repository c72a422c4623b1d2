// A file system in memory, as an editor in a browser has one: `vscode-vfs://memory/folder` with the files that the page's address names.
const { EventEmitter, FileSystemError, FileType, workspace } = require("vscode");

const FILES = __FILES__;

const encoder = new TextEncoder();
const files = new Map(Object.entries(FILES).map(([name, text]) => [`/folder/${name}`, encoder.encode(text)]));
const folders = new Set(["/", "/folder"]);
const changed = new EventEmitter();

const missing = (uri) => FileSystemError.FileNotFound(uri);
const provider = {
  onDidChangeFile: changed.event,
  watch: () => ({ dispose: () => undefined }),
  stat(uri) {
    if (folders.has(uri.path)) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const bytes = files.get(uri.path);
    if (!bytes) throw missing(uri);
    return { type: FileType.File, ctime: 0, mtime: 0, size: bytes.length };
  },
  readDirectory: ({ path }) =>
    path === "/folder" ? [...files.keys()].map((name) => [name.slice("/folder/".length), FileType.File]) : [],
  createDirectory: ({ path }) => void folders.add(path),
  readFile(uri) {
    const bytes = files.get(uri.path);
    if (!bytes) throw missing(uri);
    return bytes;
  },
  writeFile(uri, bytes) {
    const type = files.has(uri.path) ? 1 : 2;
    files.set(uri.path, bytes);
    changed.fire([{ type, uri }]);
  },
  delete: ({ path }) => void files.delete(path),
  rename() {
    throw FileSystemError.NoPermissions();
  },
};

exports.activate = (context) =>
  context.subscriptions.push(workspace.registerFileSystemProvider("vscode-vfs", provider, { isCaseSensitive: true }));

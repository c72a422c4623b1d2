// Stands in for node-pty: the same with a native library for each platform, so that there is nothing to compile.
module.exports = require("@lydell/node-pty");

// Stands in for argon2, which hashes the passwords of the workbench's login page: here it has none.
const refuse = () => Promise.reject(new Error("This workbench is started without a password."));
exports.hash = refuse;
exports.verify = refuse;

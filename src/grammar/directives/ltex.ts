import type { DirectiveReader, Found } from "./directive.js";

/** Alone in its comment, in any case; only the values have one. */
const MAGIC_COMMENT = /^ltex:\s*(\w+=\S+(?:\s+\w+=\S+)*)$/iu;

/**
 * LTeX's magic comments (https://valentjn.github.io/ltex/advanced-usage.html#magic-comments). A language other than English is the
 * same to us as being turned off.
 */
export const readLtex: DirectiveReader = (line) => {
  const [, settings = ""] = MAGIC_COMMENT.exec(line) ?? [];
  return settings.split(/\s+/u).flatMap((setting): Found[] => {
    const equals = setting.indexOf("=");
    const value = setting.slice(equals + 1);
    switch (setting.slice(0, equals).toLowerCase()) {
      case "enabled":
        return [{ directive: { kind: value === "false" ? "off" : "on", by: "ltex enabled" }, at: 0 }];
      case "language":
        return [{ directive: { kind: /^(?:en\b|auto$)/u.test(value) ? "on" : "off", by: "ltex language" }, at: 0 }];
      default:
        return [];
    }
  });
};

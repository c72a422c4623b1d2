// The texts that are checked: Markdown made of this repository's own prose, so that nothing has to be downloaded.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const PAGES = ["README.md", "ARCHITECTURE.md"];
/** Documents of some 2,000 words, as people write them. */
const SENTENCES_IN_DOCUMENT = 100;
const SENTENCES_IN_PARAGRAPH = 4;
const PARAGRAPHS_IN_SECTION = 4;

/** What makes a sentence another one and leaves it right, so that no two are equal and the cache of sentences is of no use. */
const ENDINGS = [
  (number) => ` in version ${number}.`,
  (number) => `, as section ${number} explains.`,
  (number) => ` (see page ${number}).`,
  (number) => `, which is the subject of chapter ${number}.`,
];

/** @returns {Promise<string[]>} the sentences of the repository's pages and doc comments, each once */
export async function readSentences(root) {
  const sources = (await readdir(join(root, "src"), { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const pages = await Promise.all(PAGES.map((name) => readFile(join(root, name), "utf8")));
  const code = await Promise.all(sources.map((name) => readFile(join(root, "src", name), "utf8")));
  const paragraphs = [...pages.flatMap(paragraphsOf), ...code.flatMap(commentsOf)];
  const sentences = paragraphs.flatMap((text) => text.split(/(?<=[a-z)`”]\.) (?=[A-Z])/u));
  return [...new Set(sentences.filter((text) => /^[A-Z].*[a-z)`”]\.$/u.test(text) && countWords(text) > 4))];
}

/** @returns {string[]} as many documents as hold that many words; `seed` numbers them, so that others are different ones */
export function documentsOf(sentences, words, seed) {
  const documents = [];
  for (let count = 0, at = seed; count < words; at += SENTENCES_IN_DOCUMENT) {
    const document = documentFrom(sentences, at);
    documents.push(document);
    count += countWords(document);
  }
  return documents;
}

/** @returns {string} one document of at least so many characters */
export function documentOfLength(sentences, length, seed) {
  let text = "";
  for (let at = seed; text.length < length; at += SENTENCES_IN_DOCUMENT) text += `${documentFrom(sentences, at)}\n`;
  return text;
}

export function countWords(text) {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu)?.length ?? 0;
}

function documentFrom(sentences, first) {
  const lines = ["---", `title: Page ${first}`, "---", ""];
  for (let index = 0; index < SENTENCES_IN_DOCUMENT; index += SENTENCES_IN_PARAGRAPH) {
    const paragraph = index / SENTENCES_IN_PARAGRAPH;
    if (paragraph % PARAGRAPHS_IN_SECTION === 0) lines.push(`## Part ${first + paragraph}`, "");
    const varied = Array.from({ length: SENTENCES_IN_PARAGRAPH }, (_, offset) =>
      vary(sentences, first + index + offset),
    );
    if (paragraph % PARAGRAPHS_IN_SECTION === 2) lines.push(...varied.map((sentence) => `- ${sentence}`), "");
    else lines.push(varied.join(" "), "");
    if (paragraph % PARAGRAPHS_IN_SECTION === 3) lines.push("```sh", "npm run build", "```", "");
  }
  return lines.join("\n");
}

function vary(sentences, number) {
  const ending = ENDINGS[number % ENDINGS.length](number);
  return sentences[number % sentences.length].slice(0, -1) + ending;
}

function paragraphsOf(markdown) {
  const prose = markdown.replace(/^---\n.*?\n---\n/su, "").replace(/^```.*?^```$|<!--.*?-->/gmsu, "");
  return prose.split(/\n{2,}|\n(?=[-*#|] )/u).map((text) =>
    text
      .replace(/^[-*#>\s]+/u, "")
      .replace(/\s+/gu, " ")
      .trim(),
  );
}

function commentsOf(code) {
  return (code.match(/\/\*\*.*?\*\//gsu) ?? []).map((comment) =>
    comment
      .slice(3, -2)
      .replace(/^\s*\* ?/gmu, "")
      .split(/@\w+/u)[0]
      .replace(/\s+/gu, " ")
      .trim(),
  );
}

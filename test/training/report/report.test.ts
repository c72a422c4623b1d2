import { expect, test } from "vitest";
import type { ChangedFinding, CurvePoint } from "../../../src/inference/node/store/report.js";
import type { LastTraining } from "../../../src/inference/node/store/version.js";
import { type Block, htmlOf, markdownOf } from "../../../src/training/report/blocks.js";
import { curveSvg } from "../../../src/training/report/curve.js";
import { reportMarkdown, reportPage } from "../../../src/training/report/report.js";
import { report } from "../reports.js";

const replaced: ChangedFinding = { text: "We <b>grep</b> it.", start: 6, end: 10, fix: "grip", probability: 0.914 };
const inserted: ChangedFinding = { text: "Stop in case error.", start: 13, end: 13, fix: "of", probability: 0.9 };
const deleted: ChangedFinding = { text: "We see the the cat.", start: 11, end: 15, fix: "", probability: 0.8 };
const curve = (recall: number): CurvePoint[] =>
  [0.95, 0.9, 0.8].map((threshold, index) => ({
    threshold,
    precision: 0.9 - index / 10,
    recall: recall + index / 10,
    alarmsPer1000: index,
  }));
const last: LastTraining = {
  date: "2025-06-01T10:00:00.000Z",
  report: report({
    examplesGone: [replaced],
    examplesNew: [inserted, deleted],
    curveBefore: curve(0.2),
    curveAfter: curve(0.3),
  }),
};

test("the Markdown report", () => {
  const markdown = reportMarkdown(last);
  for (const line of [
    "# Model report, 2025-06-01",
    "**The new model is kept.** It raises fewer false alarms in this project and is no worse elsewhere.",
    "Held out, never learned from: 50 mistakes, 300 clean sentences of 4,500 words.",
    "| F0.5 | 50.0 % (45.0–55.0) | 60.0 % (54.0–66.0) |",
    "| False alarms per 1,000 words | 2.00 (1.80–2.20) | 0.80 (0.72–0.88) |",
    "| Your decisions it agrees with | 1 of 8 | 7 of 8 |",
    "- We \\<b\\>~~grep~~ **grip**\\</b\\> it. (91 %)",
    "- Stop in case **of** error. (90 %)",
    "- We see the ~~the~~ cat. (80 %)",
    "- “utilise” → “use”: found more readily",
    "- “Effect”, “Hook”, “you, to”: written so again and again, and no longer flagged",
    "- “github” → “GitHub”: no longer proposed",
    "| 0.90 | 80.0 % | 30.0 % | 1.00 |",
    "What the steps have taught is in it. 400 steps in 4 min 50 s, with at most 520 MB of memory. The ranges are 95 % intervals of a bootstrap over sentences. Before: the model that ships.",
  ])
    expect(markdown.split("\n")).toContain(line);
});

test("the page says the same, with the writer's words escaped and no script", () => {
  const page = reportPage(last);
  expect(page).toContain("<li>We &lt;b&gt;<del>grep</del> <ins>grip</ins>&lt;/b&gt; it. (91 %)</li>");
  expect(page).toContain("<li>“utilise” → “use”: found more readily</li>");
  expect(page).toContain("<li>Stop in case  <ins>of</ins> error. (90 %)</li>");
  expect(page).toContain('<tr><th scope="row">F0.5</th><td>50.0 % (45.0–55.0)</td><td>60.0 % (54.0–66.0)</td></tr>');
  expect(page).toContain("<strong>✓ The new model is kept.</strong>");
  expect(page).not.toMatch(/<script|style=|\son\w+=/u);
});

test("a refused model is refused with its reason, in words", () => {
  const refused = { ...last, report: report({ kept: false, reason: "It is worse on <other> text." }) };
  expect(reportMarkdown(refused)).toContain(
    "**The new model is refused, and the old one stays.** It is worse on \\<other\\> text.",
  );
  expect(reportPage(refused)).toContain(
    "✗ The new model is refused, and the old one stays.</strong> It is worse on &lt;other&gt; text.",
  );
});

test("what there is none of has no heading", () => {
  const bare = { ...last, report: report({ decisionsAfter: { known: 0, of: 0 } }) };
  for (const text of [reportMarkdown(bare), reportPage(bare)])
    expect(text).not.toMatch(/Findings|Thresholds|decisions/u);
});

test("the curve has a name, a line for each model that differs by more than its colour, and stays in its frame", () => {
  const svg = curveSvg(curve(0.2), curve(0.3));
  expect(svg).toContain('role="img" aria-labelledby="curve-title curve-text"');
  expect(svg.match(/<rect /gu)).toHaveLength(3);
  expect(svg.match(/<circle /gu)).toHaveLength(3);
  for (const [, x, y] of svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/gu)) {
    expect(Number(x)).toBeLessThanOrEqual(548);
    expect(Number(y)).toBeGreaterThanOrEqual(12);
  }
  expect(curveSvg([], [])).toBe("");
});

test("the curve lies where its axes say", () => {
  const point = (recall: number, alarmsPer1000: number): CurvePoint => ({ threshold: 0.5, precision: 1, recall, alarmsPer1000 }); // prettier-ignore
  const svg = curveSvg([point(0.2, 0), point(0.4, 2)], [point(0.1, 0.5)]);
  for (const part of [
    '<g class="before"><polyline points="56,134 548,12"/>',
    '<rect x="53" y="131" width="6" height="6"/><rect x="545" y="9" width="6" height="6"/>',
    '<g class="after"><polyline points="179,195"/><circle cx="179" cy="195" r="3.5"/></g>',
    '<path class="axis" d="M56 12V256H548"/>',
    '<text x="308" y="294" text-anchor="middle">false alarms',
    "translate(12 134)",
  ])
    expect(svg).toContain(part);
  const ticks = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([\d.]+)( %)?</gu)];
  const of = (percent: string | undefined) => ticks.filter((tick) => tick[4] === percent).map(([, x, y, text]) => `${x!} ${y!} ${text!}`); // prettier-ignore
  expect(of(undefined)).toEqual(["56 272 0.0", "179 272 0.5", "302 272 1.0", "425 272 1.5", "548 272 2.0"]);
  expect(of(" %")).toEqual(["50 260 0", "50 199 10", "50 138 20", "50 77 30", "50 16 40"]);
  // Nothing found, and no alarm, is at the origin.
  expect(curveSvg([], [point(0, 0)])).toContain('cx="56" cy="256"');
});

test("each kind of block has its own marks", () => {
  const blocks: Block[] = [
    { kind: "title", text: "A & B" },
    { kind: "heading", text: "More" },
    { kind: "table", caption: "Figures", head: ["", "Old"], rows: [["F0.5", "1 < 2"]] },
    { kind: "list", items: [[" one  ", { added: "two" }, "  "]] },
    { kind: "picture", svg: "<svg/>", caption: "A curve" },
  ];
  expect(markdownOf(blocks)).toBe(
    "# A & B\n\n## More\n\nFigures\n\n|  | Old |\n| --- | --- |\n| F0.5 | 1 < 2 |\n\n- one **two**\n",
  );
  const page = htmlOf(blocks);
  for (const part of [
    "<h1>A &amp; B</h1>",
    "<h2>More</h2>",
    '<thead><tr><td></td><th scope="col">Old</th></tr></thead>',
    '<tr><th scope="row">F0.5</th><td>1 &lt; 2</td></tr>',
    "<figure><svg/><figcaption>A curve</figcaption></figure>",
  ])
    expect(page).toContain(part);
});

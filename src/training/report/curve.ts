import type { CurvePoint } from "../../inference/node/store/report.js";

const WIDTH = 560;
const HEIGHT = 300;
const LEFT = 56;
const BOTTOM = 44;
const TOP = 12;
const RIGHT = 12;
const STEPS = 4;

/**
 * The mistakes found against the false alarms, point by point from the surest findings on, as inline SVG: dashed with squares
 * before, solid with circles after, so that nobody has to tell colours apart. Its classes are styled by the page.
 * @returns "" where there is nothing to draw
 */
export function curveSvg(before: readonly CurvePoint[], after: readonly CurvePoint[]): string {
  const all = [...before, ...after];
  if (all.length === 0) return "";
  const most = Math.max(...all.map(({ alarmsPer1000 }) => alarmsPer1000), 0.1);
  const top = Math.max(...all.map(({ recall }) => recall), 0.1);
  const x = (alarms: number): number => LEFT + (alarms / most) * (WIDTH - LEFT - RIGHT);
  const y = (recall: number): number => HEIGHT - BOTTOM - (recall / top) * (HEIGHT - BOTTOM - TOP);
  const at = (point: CurvePoint): [number, number] => [x(point.alarmsPer1000), y(point.recall)];
  return [
    `<svg role="img" aria-labelledby="curve-title curve-text" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}">`,
    `<title id="curve-title">Mistakes found against false alarms</title>`,
    `<desc id="curve-text">Dashed with squares before retraining, solid with circles after. The tables below have the numbers.</desc>`,
    axes(most, top, x, y),
    lineOf(
      "before",
      before.map(at),
      ([a, b]) => `<rect x="${short(a - 3)}" y="${short(b - 3)}" width="6" height="6"/>`,
    ),
    lineOf("after", after.map(at), ([a, b]) => `<circle cx="${short(a)}" cy="${short(b)}" r="3.5"/>`),
    "</svg>",
  ].join("\n");
}

function axes(most: number, top: number, x: (alarms: number) => number, y: (recall: number) => number): string {
  const bottom = short(HEIGHT - BOTTOM);
  const ticks = Array.from({ length: STEPS + 1 }, (_, index) => index / STEPS).flatMap((share) => [
    `<text x="${short(x(share * most))}" y="${String(HEIGHT - BOTTOM + 16)}" text-anchor="middle">${(share * most).toFixed(1)}</text>`,
    `<text x="${String(LEFT - 6)}" y="${short(y(share * top) + 4)}" text-anchor="end">${String(Math.round(share * top * 100))} %</text>`,
  ]);
  return [
    `<path class="axis" d="M${String(LEFT)} ${String(TOP)}V${bottom}H${String(WIDTH - RIGHT)}"/>`,
    ...ticks,
    `<text x="${String((WIDTH + LEFT) / 2)}" y="${String(HEIGHT - 6)}" text-anchor="middle">false alarms per 1,000 words</text>`,
    `<text transform="translate(12 ${String((HEIGHT - BOTTOM + TOP) / 2)}) rotate(-90)" text-anchor="middle">mistakes found</text>`,
  ].join("\n");
}

function lineOf(name: string, points: readonly [number, number][], mark: (at: [number, number]) => string): string {
  const path = points.map(([x, y]) => `${short(x)},${short(y)}`).join(" ");
  return `<g class="${name}"><polyline points="${path}"/>${points.map(mark).join("")}</g>`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

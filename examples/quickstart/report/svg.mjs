// @ts-check
import { VIRIDIS, viridis } from "./colour.mjs";
import { short } from "./number.mjs";

/** @typedef {import("./results.mjs").Result} Result */

const WIDTH = 920;
const ROW = 58;
const LEFT = 92;
const RIGHT = WIDTH - 130;
const TOP = 84;
const PADDING = 24; // keeps marks at the ends of the axis inside the frame
const RADIUS = 12;
const INK = "#222";

/**
 * A picture of the sweep: one mark per member, learning rate (log) × L2, colour and number =
 * accuracy. Learning rates must be positive.
 *
 * @param {readonly Result[]} results best first
 * @returns {string} an SVG document
 */
export function accuracyChart(results) {
  const rows = [...new Set(results.map((result) => result.L2))].sort((a, b) => b - a);
  const bottom = TOP + rows.length * ROW;
  const decades = decadesAround(results.map((result) => result.LR));
  const x = logScale(decades);
  /** @param {number} l2 */
  const y = (l2) => TOP + (rows.indexOf(l2) + 0.5) * ROW;
  // A scale from 0 would spend half of its colours on accuracies that nobody reached.
  const low = Math.floor(Math.min(...results.map((result) => result.accuracy)) * 10) / 10;
  /** @param {number} accuracy */
  const share = (accuracy) => (accuracy - low) / (1 - low || 1);
  const [best] = results;

  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 70}" width="${WIDTH}" \
height="${bottom + 70}" role="img" aria-labelledby="title" font-family="Helvetica, Arial, sans-serif" \
font-size="13" fill="${INK}">
<title id="title">Accuracy on held-out penguins by learning rate and L2</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="32" font-size="19" font-weight="bold">Which learning rate tells penguins apart?</text>
<text x="${LEFT}" y="56">${escapeXml(subtitle(results))}</text>
<g stroke="#ddd">
${decades.map((value) => `<line x1="${x(value)}" x2="${x(value)}" y1="${TOP}" y2="${bottom}"/>`).join("\n")}
${rows.map((l2) => `<line x1="${LEFT}" x2="${RIGHT}" y1="${y(l2)}" y2="${y(l2)}"/>`).join("\n")}
</g>
<rect x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${bottom - TOP}" fill="none" stroke="#888"/>
<g text-anchor="middle">
${decades.map((value) => `<text x="${x(value)}" y="${bottom + 20}">${short(value)}</text>`).join("\n")}
<text x="${(LEFT + RIGHT) / 2}" y="${bottom + 48}" font-size="14">Learning rate (log scale)</text>
<text transform="translate(28 ${(TOP + bottom) / 2}) rotate(-90)" font-size="14">L2 regularisation</text>
</g>
<g text-anchor="end">
${rows.map((l2) => `<text x="${LEFT - 10}" y="${y(l2) + 4}">${short(l2)}</text>`).join("\n")}
</g>
<g text-anchor="middle" font-size="11">
${results.map((result) => mark(result, x(result.LR), y(result.L2), share(result.accuracy))).join("\n")}
</g>
${best ? ring(x(best.LR), y(best.L2)) : ""}
${legend(low, bottom)}
</svg>
`;
}

/**
 * @param {Result} result
 * @param {number} x
 * @param {number} y
 * @param {number} share
 */
function mark(result, x, y, share) {
  const { member, LR, L2, accuracy } = result;
  const tip = `${member}: LR ${short(LR)}, L2 ${short(L2)}, accuracy ${accuracy.toFixed(3)}`;
  return `<g class="member"><title>${escapeXml(tip)}</title>\
<circle cx="${x}" cy="${y}" r="${RADIUS}" fill="${viridis(share)}" stroke="${INK}" stroke-width="0.8"/>\
<text x="${x}" y="${y + 4}" fill="${share < 0.6 ? "#fff" : INK}">${Math.round(accuracy * 100)}</text></g>`;
}

/**
 * @param {number} x
 * @param {number} y
 */
function ring(x, y) {
  return `<g class="best" text-anchor="middle" font-weight="bold">\
<circle cx="${x}" cy="${y}" r="${RADIUS + 4}" fill="none" stroke="#c1121f" stroke-width="2.5"/>\
<text x="${x}" y="${y - RADIUS - 8}" font-size="12" fill="#c1121f">best</text></g>`;
}

/**
 * @param {number} low accuracy at the dark end
 * @param {number} bottom
 */
function legend(low, bottom) {
  const x = RIGHT + 34;
  const height = bottom - TOP - 24;
  const top = TOP + 24;
  const tens = Array.from({ length: 11 - Math.round(low * 10) }, (_, i) => low + i / 10);
  const ticks = tens.map((accuracy) => {
    const y = top + (height * (1 - accuracy)) / (1 - low || 1);
    return `<text x="${x + 26}" y="${(y + 4).toFixed(1)}">${Math.round(accuracy * 100)} %</text>`;
  });
  const stops = VIRIDIS.map(
    (colour, i) => `<stop offset="${i / (VIRIDIS.length - 1)}" stop-color="${colour}"/>`,
  );
  return `<g class="legend">
<linearGradient id="scale" x1="0" x2="0" y1="1" y2="0">${stops.join("")}</linearGradient>
<text x="${x}" y="${TOP + 8}">Accuracy</text>
<rect x="${x}" y="${top}" width="18" height="${height}" fill="url(#scale)" stroke="#888"/>
${ticks.join("\n")}
</g>`;
}

/** @param {readonly Result[]} results */
function subtitle([best, ...others]) {
  if (best === undefined) return "no member gave a result";
  return (
    `${others.length + 1} networks: percent of held-out penguins recognised. ` +
    `Best: ${best.member}, learning rate ${short(best.LR)}, L2 ${short(best.L2)}.`
  );
}

/** Powers of ten that enclose the values. @param {readonly number[]} values */
function decadesAround(values) {
  // Rounding first: 10 ** -4 computed by way of logarithms may come out as 0.0000999….
  const logs = values.map((value) => Number(Math.log10(value).toFixed(6)));
  const first = Math.floor(Math.min(...logs));
  const last = Math.max(Math.ceil(Math.max(...logs)), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}

/**
 * @param {readonly number[]} decades
 * @returns {(value: number) => number} pixels, to a tenth
 */
function logScale(decades) {
  const from = Math.log10(decades[0] ?? 1);
  const to = Math.log10(decades.at(-1) ?? 10);
  const width = RIGHT - LEFT - 2 * PADDING;
  return (value) =>
    Math.round((LEFT + PADDING + (width * (Math.log10(value) - from)) / (to - from)) * 10) / 10;
}

/** @param {string} text */
const escapeXml = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

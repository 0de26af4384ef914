// @ts-check

/**
 * Viridis, as published with matplotlib (CC0): evenly growing in lightness, and told apart by
 * people with any common kind of colour blindness as well as in a black and white print.
 */
export const VIRIDIS = [
  "#440154",
  "#482475",
  "#414487",
  "#355f8d",
  "#2a788e",
  "#21918c",
  "#22a884",
  "#44bf70",
  "#7ad151",
  "#bddf26",
  "#fde725",
];

/**
 * @param {number} share 0 (dark) to 1 (light); what lies outside is taken as the nearest end
 * @returns {string} `rgb(…)`, interpolated between the two nearest colours of the map
 */
export function viridis(share) {
  const place = Math.min(1, Math.max(0, share)) * (VIRIDIS.length - 1);
  const low = Math.floor(place);
  const from = channels(VIRIDIS[low] ?? "");
  const to = channels(VIRIDIS[Math.ceil(place)] ?? "");
  return `rgb(${from.map((v, i) => Math.round(v + ((to[i] ?? v) - v) * (place - low))).join(",")})`;
}

/** @param {string} hex */
const channels = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

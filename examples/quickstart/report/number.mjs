// @ts-check

/**
 * Three significant digits, without the zeros that say nothing: 0.0316227766 → "0.0316", 10 → "10".
 *
 * @param {number} value
 */
export const short = (value) => String(Number(value.toPrecision(3)));

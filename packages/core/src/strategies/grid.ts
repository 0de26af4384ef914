import type { ParamValue } from "@ssx/generate";
import type { Axis } from "./axis.ts";

/** The number of points of a product of axes, exact however large. */
export function countPoints(axes: readonly Axis[]): bigint {
  return axes.reduce((product, axis) => product * BigInt(axis.values.length), 1n);
}

/** Writes the values of one point of a product into a set. */
export type PointWriter = (set: Record<string, ParamValue>, index: number) => void;

/**
 * The writer of a product of at most 2^53 points. The index is a number in mixed radix, one digit
 * per axis, the last axis being the lowest digit.
 */
export function pointWriter(axes: readonly Axis[]): PointWriter {
  const names = axes.map((axis) => axis.name);
  const lists = axes.map((axis) => axis.values);
  const strides = new Float64Array(axes.length);
  let stride = 1;
  for (let k = axes.length - 1; k >= 0; k--) {
    strides[k] = stride;
    stride *= lists[k]?.length ?? 1;
  }
  return (set, index) => {
    let rest = index;
    for (let k = 0; k < names.length; k++) {
      // The three arrays have this length, and a digit is below the length of its list.
      const digit = Math.floor(rest / (strides[k] as number));
      rest -= digit * (strides[k] as number);
      set[names[k] as string] = (lists[k] as readonly ParamValue[])[digit] as ParamValue;
    }
  };
}

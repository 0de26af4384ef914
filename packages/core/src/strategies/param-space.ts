import type { ParamValue } from "@ssx/generate";

type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;
type BigIntArray = BigInt64Array | BigUint64Array;

/** The values of one parameter, in order. They are copied when a strategy is created. */
export type ParamList = readonly ParamValue[] | NumberArray | BigIntArray;

/**
 * What an ensemble varies: a list of values, or one fixed value, per parameter name. The order of
 * the names counts (the last one varies fastest), and it is JavaScript's: names that look like
 * array indices (`"0"`, `"12"`) come first.
 */
export type ParamSpace = Readonly<Record<string, ParamValue | ParamList>>;

/** One set of a space: a value per name. Literals are widened, so that `[1, 2]` gives `number`. */
export type SetOf<P extends ParamSpace> = { readonly [K in keyof P]: ElementOf<P[K]> };

type ElementOf<V> = V extends NumberArray
  ? number
  : V extends BigIntArray
    ? bigint
    : V extends readonly (infer E)[]
      ? Widened<E>
      : Widened<V>;

type Widened<V> = V extends string
  ? string
  : V extends number
    ? number
    : V extends boolean
      ? boolean
      : V extends bigint
        ? bigint
        : never;

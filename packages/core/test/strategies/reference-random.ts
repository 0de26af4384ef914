/**
 * The documented algorithms once more, from their sources and in plain bigint arithmetic, sharing no code with the
 * package or with pure-rand.
 *
 * @see https://prng.di.unimi.it/xoroshiro128plus.c
 */
export class ReferenceGenerator {
  #s0: bigint;
  #s1: bigint;

  constructor(seed: bigint) {
    const low = u32(seed);
    const high = u32(seed >> 32n);
    const word = (k: bigint) => murmur(u32(murmur(u32(low + (k + 1n) * 0x9e3779b9n)) + high));
    this.#s0 = (word(0n) << 32n) | word(1n);
    this.#s1 = (word(2n) << 32n) | word(3n);
  }

  next(): bigint {
    const output = u32(this.#s0 + this.#s1);
    const mixed = this.#s0 ^ this.#s1;
    this.#s0 = rotateLeft(this.#s0, 24n) ^ mixed ^ u64(mixed << 16n);
    this.#s1 = rotateLeft(mixed, 37n);
    return output;
  }

  below(bound: bigint): bigint {
    if (bound === 1n) return 0n;
    const bits = BigInt((bound - 1n).toString(2).length);
    for (;;) {
      const drawn =
        bits <= 32n
          ? this.next() >> (32n - bits)
          : ((this.next() >> (64n - bits)) << 32n) | this.next();
      if (drawn < bound) return drawn;
    }
  }

  /** The first numbers of a shuffle of all, every place stored. */
  shuffled(total: number, count: number): number[] {
    const places = Array.from({ length: total }, (_, index) => index);
    for (let i = 0; i < count; i++) {
      const j = i + Number(this.below(BigInt(total - i)));
      [places[i], places[j]] = [places[j] ?? 0, places[i] ?? 0];
    }
    return places.slice(0, count);
  }
}

function u32(x: bigint): bigint {
  return BigInt.asUintN(32, x);
}

function u64(x: bigint): bigint {
  return BigInt.asUintN(64, x);
}

function rotateLeft(x: bigint, by: bigint): bigint {
  return u64(x << by) | (x >> (64n - by));
}

function murmur(start: bigint): bigint {
  let h = start;
  h = u32((h ^ (h >> 16n)) * 0x85ebca6bn);
  h = u32((h ^ (h >> 13n)) * 0xc2b2ae35n);
  return h ^ (h >> 16n);
}

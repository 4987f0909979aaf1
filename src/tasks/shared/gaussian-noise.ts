/**
 * Gaussian noise by the polar method (Marsaglia & Bray 1964), with a logarithm made of sums and
 * products: Math.log may differ between versions of Node, and the noise must not.
 */
import type { Random } from '../../engine/random.ts'

/**
 * Writes `count` numbers of mean 0 and the given variance to `into`, from `from` on and `stride`
 * apart. They come in pairs; of an odd count the last one's partner is thrown away, so that nothing
 * is left over for the next call.
 */
export function addNoise(
  random: Random,
  variance: number,
  into: Float32Array,
  from: number,
  stride: number,
  count: number,
): void {
  for (let n = 0; n < count; n += 2) {
    let u = 0
    let v = 0
    let square = 0
    do {
      u = 2 * random.uniform() - 1
      v = 2 * random.uniform() - 1
      square = u * u + v * v
    } while (square >= 1 || square === 0)
    const scale = Math.sqrt((-2 * variance * logarithm(square)) / square)
    into[from + n * stride] += u * scale
    if (n + 1 < count) into[from + (n + 1) * stride] += v * scale
  }
}

/** ln x for 0 < x ≤ 1: x = m·2^k with m between √½ and √2, and ln m = 2 artanh((m − 1)/(m + 1)). */
export function logarithm(x: number): number {
  let m = x
  let k = 0
  while (m < Math.SQRT1_2) {
    m *= 2
    k--
  }
  const z = (m - 1) / (m + 1)
  const square = z * z
  let sum = 0
  for (let n = 23; n >= 1; n -= 2) sum = sum * square + 1 / n
  return k * Math.LN2 + 2 * z * sum
}

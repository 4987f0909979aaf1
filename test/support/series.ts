/** Series made by fixed recipes: no data of anybody's. */
import { type Random, random } from '../../src/engine/random.ts'

/** A standard normal number (Box & Muller 1958). */
function normal(numbers: Random): number {
  return Math.sqrt(-2 * Math.log(1 - numbers.uniform())) * Math.cos(2 * Math.PI * numbers.uniform())
}

const steps = (count: number) => Array.from({ length: count }, (_, t) => t)

/**
 * Like sunspots: v_t = m + 2ρ·cos(2π/11)·(v_{t−1} − m) − ρ²·(v_{t−2} − m) + ε, a cycle of about 11
 * that is disturbed; all positive, far from −1 to 1.
 */
export function cycle(count: number, seed: number): number[] {
  const numbers = random(seed, 'train')
  const [one, two] = [2 * 0.95 * Math.cos((2 * Math.PI) / 11), -(0.95 ** 2)]
  let [before, last] = [0, 40]
  return steps(count).map(() => {
    ;[before, last] = [last, one * last + two * before + 12 * normal(numbers)]
    return 150 + last
  })
}

/**
 * Like passengers of an airline: a trend, a year of twelve months that grows with it, and a little
 * noise.
 */
export function trendAndSeason(count: number, seed: number): number[] {
  const numbers = random(seed, 'train')
  return steps(count).map((t) => {
    const level = 110 * 1.01 ** t
    return level * (1 + 0.15 * Math.sin((2 * Math.PI * t) / 12) + 0.03 * normal(numbers))
  })
}

/** Independent numbers: nothing tells of the next one but the mean. */
export function noise(count: number, seed: number): number[] {
  const numbers = random(seed, 'train')
  return steps(count).map(() => 20 + 5 * normal(numbers))
}

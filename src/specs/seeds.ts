/** Seeds as `--seeds` has them: a count, a range, or a list. */
import { LIMITS, MAX_SEEDS } from '../rules/limits.ts'

const [, LARGEST_SEED] = LIMITS.seed

/** The shortest way to say them. */
export function seedsText(seeds: readonly number[]): string {
  const [first = Number.NaN] = seeds
  const range = seeds.every((seed, n) => seed === first + n)
  if (range && first === 1) return String(seeds.length)
  if (range) return `${first}..${first + seeds.length - 1}`
  return seeds.join(',')
}

/** What such a text says; null if it is not of this form. */
export function seedsOf(text: string): number[] | null {
  const whole = (part: string) =>
    /^\d{1,10}$/.test(part) && Number(part) <= LARGEST_SEED ? Number(part) : Number.NaN
  const count = (from: number, to: number) =>
    to >= from && to - from < MAX_SEEDS
      ? Array.from({ length: to - from + 1 }, (_, n) => from + n)
      : null
  const [from = '', to, ...more] = text.split('..')
  if (to !== undefined && more.length === 0) return count(whole(from), whole(to))
  if (!text.includes(',')) return count(1, whole(text))
  const seeds = text.split(',').map(whole)
  const good = seeds.every((seed) => !Number.isNaN(seed)) && new Set(seeds).size === seeds.length
  return good && seeds.length <= MAX_SEEDS ? seeds : null
}

/**
 * Which of the known names was probably meant: one rule for commands, options, tasks, values,
 * files.
 */
import { distance } from 'fastest-levenshtein'

/** Differences in case, hyphens and underscores are ignored. */
const folded = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '')

/** Minimum number of shared first letters (`hid` of `hidden`), so that a match is not by chance. */
const BEGINNING = 2
const PART = 3

/**
 * The known name nearest to what was typed; null where none is near. In this order: the same name
 * in another spelling (`Batch_Size`); the first that begins with it, or with which it begins (`zh`,
 * `hidden-size`); the first that contains it (`order`); the one with the fewest slips
 * (Levenshtein), at most two in five letters of the longer name (or one).
 */
export function nearest(typed: string, known: readonly string[]): string | null {
  const word = folded(typed)
  if (word === '') return null
  const names = known
    .map((name) => ({ name, form: folded(name) }))
    .filter(({ form }) => form !== '')
  const slips = names
    .map(({ name, form }) => ({
      name,
      away: distance(word, form),
      letters: Math.max(word.length, form.length),
    }))
    .filter(({ away, letters }) => away < letters && away <= Math.max(1, letters / 2.5))
    .sort((a, b) => a.away - b.away)
  const found =
    names.find(({ form }) => form === word) ??
    slips.find(({ away }) => away === 1) ??
    names.find(({ form }) => word.length >= BEGINNING && form.startsWith(word)) ??
    names.find(({ form }) => form.length > PART && word.startsWith(form)) ??
    names.find(({ form }) => word.length >= PART && form.includes(word)) ??
    slips[0]
  return found?.name ?? null
}

/**
 * What other programs call the parts of a sequence. Only for messages: no such name is ever taken
 * for one of ours.
 */
import { nearest } from '../rules/nearest.ts'

const CALLED: Readonly<Record<'id' | 'x' | 'y' | 'class', readonly string[]>> = {
  id: [
    'sequence',
    'sequence_id',
    'seq',
    'seq_id',
    'series_id',
    'sample',
    'sample_id',
    'group',
    'case',
    'uid',
    'key',
  ],
  x: [
    'input',
    'inputs',
    'feature',
    'features',
    'steps',
    'values',
    'sequence',
    'seq',
    'xs',
    'data',
    'series',
  ],
  y: ['target', 'targets', 'output', 'outputs', 'answer', 'answers', 'ys', 'response', 'out'],
  class: ['label', 'labels', 'classes', 'category', 'tag', 'tags', 'kind', 'type'],
}
const folded = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '')
const isOne = (name: string, of: keyof typeof CALLED) =>
  CALLED[of].some((one) => folded(one) === folded(name))

/** The key of a JSON line that was probably meant for x or y; null where none is like it. */
export function keyLike(key: 'x' | 'y', keys: readonly string[]): string | null {
  const meant = (name: string) =>
    isOne(name, key) || (key === 'y' && (name.toLowerCase() === 'class' || isOne(name, 'class')))
  return keys.find((name) => name !== key && folded(name) === key) ?? keys.find(meant) ?? null
}

/**
 * What a column is probably to be called; null where that cannot be told. `id`: none is called so.
 */
export function columnLike(
  name: string,
  { id, x, answer }: Readonly<Record<'id' | 'x' | 'answer', boolean>>,
) {
  if (!answer && (isOne(name, 'class') || nearest(name, ['class']) !== null)) return 'class'
  if (!answer && isOne(name, 'y')) return 'y'
  if (!id && isOne(name, 'id')) return 'id'
  return !x && isOne(name, 'x') ? 'x' : null
}

/** Cells in a list of modules, which a program runs one above the other. */

import type { Reading } from './reading.ts'
import type { RecurrentGroup } from './recurrent.ts'
import { widthOf } from './recurrent.ts'

const ITEM = /^(|.*\.)(\d{1,4})\.$/su

/**
 * Modules 0, 1, … of one list become one group where each reads as many numbers as the one before
 * it hands on, all are of one kind, and the list holds nothing else. With a remark, since the file
 * does not say it.
 */
export function chainLists(
  groups: readonly RecurrentGroup[],
  reading: Reading,
): readonly RecurrentGroup[] {
  const lists = new Map<string, RecurrentGroup[]>()
  for (const group of groups) {
    const parent = ITEM.exec(group.prefix)?.[1]
    if (parent === undefined) continue
    const list = lists.get(parent)
    if (list) list.push(group)
    else lists.set(parent, [group])
  }
  const chained = new Map<RecurrentGroup, RecurrentGroup | null>()
  for (const [parent, found] of lists) {
    const list = found.toSorted((a, b) => indexOf(a) - indexOf(b))
    if (!isChain(list) || holdsMore(parent, list, reading)) continue
    const layers = list.flatMap((one) => one.layers)
    const taken = list.flatMap((one) => one.taken)
    for (const one of list) chained.set(one, null)
    chained.set(found[0], { prefix: parent, layers, taken })
    reading.remark({ is: 'chained', layers: layers.map(({ name }) => name) })
  }
  return groups.flatMap((group) => {
    const whole = chained.get(group)
    return whole === undefined ? [group] : whole === null ? [] : [whole]
  })
}

const indexOf = ({ prefix }: RecurrentGroup) => Number(ITEM.exec(prefix)?.[2])

function isChain(list: readonly RecurrentGroup[]): boolean {
  return (
    list.length > 1 &&
    list.every((group, n) => {
      const [first] = group.layers
      const below = list[n - 1]?.layers.at(-1)
      return (
        indexOf(group) === n &&
        (below === undefined ||
          (first.kind === below.kind &&
            first.input === widthOf(below) &&
            (first.backward === null) === (below.backward === null)))
      )
    })
  )
}

/** Whether there are other tensors in the list's modules: something may act between the cells. */
function holdsMore(parent: string, list: readonly RecurrentGroup[], reading: Reading): boolean {
  const taken = new Set(list.flatMap((one) => one.taken))
  return [...reading.tensors.keys()].some(
    (name) =>
      name.startsWith(parent) && /^\d{1,4}\./u.test(name.slice(parent.length)) && !taken.has(name),
  )
}

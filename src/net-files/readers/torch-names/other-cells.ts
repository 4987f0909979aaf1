/** Cells whose weights have the names of PyTorch's, and which compute something else. */
import { refused } from '../../refusals.ts'
import type { Reading } from './reading.ts'
import type { RecurrentGroup } from './recurrent.ts'

/** A first state, which a module may learn: it changes nothing in the cell. */
const STATE = /^(?:[hc](?:_?0|x|_?init)|(?:init|hidden|state).*)$/iu
/** A norm's gain, of a module within the cell: layer normalisation has one for each gate. */
const GAIN = /(?:^|\.)(?:weight|gamma|scale)$/u

/** Names that a refusal lists at most. */
const LISTED = 3

/**
 * PyTorch's modules have no parameters but their own, and no modules within. Peepholes, adapters,
 * scales of quantised weights, norms: without them the numbers would be those of another cell.
 * Where the cell's tensors have no path, other modules' stand beside them, and none is looked at.
 * @throws InputError net-file-refused `other-cell`
 */
export function refuseOtherCells(groups: readonly RecurrentGroup[], reading: Reading): void {
  for (const { prefix, taken } of groups) {
    if (prefix === '') continue
    const own = new Set(taken)
    const more = [...reading.tensors].flatMap(([name, { shape }]) => {
      if (!name.startsWith(prefix) || own.has(name)) return []
      const within = name.slice(prefix.length)
      const acts = within.includes('.')
        ? GAIN.test(within) && shape.length === 1
        : !STATE.test(within)
      return acts ? [within] : []
    })
    if (more.length === 0) continue
    const listed = [...more.slice(0, LISTED), ...(more.length > LISTED ? ['…'] : [])]
    throw refused(reading.format, 'other-cell', `${prefix.slice(0, -1)} (${listed.join(', ')})`)
  }
}

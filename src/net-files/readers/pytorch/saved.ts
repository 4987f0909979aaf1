/** What torch.save wrote, whichever of its layouts the file has. */

import { broken } from '../../refusals.ts'
import type { Source } from '../../source.ts'
import type { StoredNumbers } from './strided.ts'
import { FORMAT } from './strided.ts'
import { type Unpickled, unpickle } from './unpickle.ts'

export interface Saved extends StoredNumbers {
  /** As people would call the layout. */
  readonly layout: 'zip' | 'TorchScript' | 'before 1.6'
  readonly pickle: Unpickled
}

/** Far more than a net's checkpoint takes; a large file may have more beside its tensors. */
export const mostOpcodes = (source: Source): number => 500_000 + Math.floor(source.size / 16)

/** The value, or why there is none. */
export function unpickled(bytes: Uint8Array, source: Source, place: string): Unpickled {
  const found = unpickle(bytes, mostOpcodes(source))
  if (found === null) throw broken(FORMAT, 'bad-entry', place)
  if ('problem' in found) throw broken(FORMAT, found.problem, place)
  return found
}

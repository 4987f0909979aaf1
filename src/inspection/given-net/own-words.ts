/** What a file that gatelab wrote says of its net, in whatever format it is. */
import type { Step } from '../../engine/stack/types.ts'
import type { Sizes } from '../../engine/types.ts'
import { WEIGHTS_KEY } from '../../io/safetensors/own-key.ts'
import type { GivenNet } from '../../net-files/net-file.ts'
import type { Case } from './case-file.ts'
import { checkFit, scaledCase } from './case-scaling.ts'
import { type About, aboutNet } from './net-description.ts'

/** null for other programs' files. @throws InputError about-… as aboutNet does */
export const ownWords = (
  { metadata }: Pick<GivenNet, 'metadata'>,
  sizes: Sizes,
): Pick<About, 'operations' | 'standardize'> | null =>
  Object.hasOwn(metadata, WEIGHTS_KEY) ? aboutNet(sizes, metadata, {}) : null

/**
 * A case as the file says that its net reads it, and what was done to it for that.
 * @throws InputError about-…, case-sizes, case-not-finite
 */
export function standardized(
  file: Pick<GivenNet, 'metadata'>,
  steps: readonly Step[],
  given: Case,
): Pick<About, 'standardize'> & { readonly given: Case } {
  const sizes = sizesOf(steps)
  const standardize = (sizes && ownWords(file, sizes)?.standardize) ?? null
  if (sizes === null || standardize === null) return { given, standardize: null }
  checkFit(sizes, given)
  const { x, y } = scaledCase(given, standardize)
  const wide = (values: Float32Array) => Float64Array.from(values)
  return { given: { ...given, x: wide(x), y: y && wide(y) }, standardize }
}

/** null for steps that gatelab never wrote. */
function sizesOf(steps: readonly Step[]): Sizes | null {
  const [layer, readout] = steps
  if (layer.is !== 'recurrent' || layer.kind === 'brain-lstm') return null
  const { kind, input, hidden } = layer
  const output = (readout ?? layer).output
  if (kind === 'gru') return { cell: 'lstm', variant: 'gru', input, hidden, output }
  return { cell: kind, input, hidden, output }
}

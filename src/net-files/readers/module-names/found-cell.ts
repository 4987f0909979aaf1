/** A cell that was found among named tensors, before its shapes are checked. */
import type { CellForm } from '../../../engine/stack/types.ts'
import type { CellPlaces } from '../../tensors/steps-of-tensors.ts'

export interface FoundCell {
  /** The path of its module. */
  readonly path: string
  readonly places: CellPlaces
  readonly form: CellForm
}

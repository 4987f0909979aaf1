/** Where a net stands in the kernels' memory, as its plan says it. */
import { ROW, type WorkspacePlan } from './plan-fields.ts'
import type { NetPlace } from './step.ts'

/** @param plan at this address */
export function placeOf(address: number, rowBlocks: number, plan: WorkspacePlan): NetPlace {
  const { gatePanels, outputPanels, inputRows, unitPanels, squares } = plan
  return {
    plan: address,
    rowBlocks,
    inTurn: plan.planeBytes === 0,
    gatePanels,
    outputPanels,
    gateBytes: (inputRows + 8 * unitPanels) * ROW,
    readoutBytes: (8 * unitPanels + 4) * ROW,
    squares,
  }
}

/** Of all weights, in panels. Their order, and where they stand, depends on a net's sizes alone. */
export const weightBytes = (place: NetPlace): number =>
  place.gatePanels * place.gateBytes + place.outputPanels * place.readoutBytes

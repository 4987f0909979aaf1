/** The weights once more, transposed as BPTT reads them. */
import { WorkspacePlan, ROW } from './memory-plan'

/** Gate panel q of W_hh and W_ih → columns 8q..8q+7 of backWeights. */
export function packGate(plan: usize, q: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const panelBytes = <usize>(8 * p.gatePanels) * ROW
  const w = p.weights + <usize>q * (p.inputRows + 8 * p.unitPanels) * ROW
  const hidden = w + <usize>p.inputRows * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    transpose(hidden + <usize>(8 * u) * ROW, 8,
      p.backWeights + <usize>u * panelBytes + <usize>(8 * q) * ROW)
  }
  // The constant input has no gradient that anyone asks for: its row stays zero.
  for (let x: i32 = 0; x < p.inputPanels; x++) {
    const to = p.backWeights + <usize>(p.unitPanels + x) * panelBytes + <usize>(8 * q) * ROW
    transpose(w + <usize>(8 * x) * ROW, min(8, p.inputs - 1 - 8 * x), to)
  }
}

/** Readout panel o → columns 8o..8o+7 of backReadout. */
export function packReadout(plan: usize, o: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const all = p.weights + <usize>p.gatePanels * (p.inputRows + 8 * p.unitPanels) * ROW
  const w = all + <usize>o * (8 * p.unitPanels + 4) * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const to = p.backReadout + <usize>(u * p.outputPanels + o) * 8 * ROW
    transpose(w + <usize>(8 * u) * ROW, 8, to)
  }
}

/** to[k][j] = from[j][k] for k < 8, j < rows; the other columns are left alone. */
function transpose(from: usize, rows: i32, to: usize): void {
  for (let j: i32 = 0; j < rows; j++) {
    for (let k: i32 = 0; k < 8; k++) {
      store<f32>(to + <usize>k * ROW + (<usize>j << 2),
        load<f32>(from + <usize>j * ROW + (<usize>k << 2)))
    }
  }
}

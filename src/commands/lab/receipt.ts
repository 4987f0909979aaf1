/** receipt: how the last result was obtained, and whether it can be reproduced. */

import { benchLine } from '../../specs/command-line.ts'
import type { LastResult } from '../../workbench/receipts/last-result.ts'
import { CHECK } from '../grammar/options.ts'
import { labCommand } from './lab-command.ts'

/**
 * The lines that reproduce the state of a result. Settings that may change without resetting the
 * nets (cells, until-solved) come last: the nets may have been trained when other cells were on the
 * bench, or beyond the step at which `--until-solved` would have stopped.
 */
async function linesTo({ state, result }: LastResult, isGiven: boolean): Promise<string[]> {
  const { listOf } = await import('../../workbench/receipts/replay-lines.ts')
  const { spec } = state
  const since = listOf(state.replayLines)
  if (isGiven) return since
  if (since.length === 0) return [benchLine(spec)]
  const start = benchLine({ ...spec, cells: ['rnn', 'lstm'], untilSolved: false })
  const choices = [
    ...(spec.cells.length < 2 ? [`set cells ${spec.cells.join(',')}`] : []),
    ...(spec.untilSolved ? ['set until-solved on'] : []),
  ]
  // A surgery command is itself the last line.
  const asked = result.kind === 'surgery' ? since.length - 1 : since.length
  return [start, ...since.slice(0, asked), ...choices, ...since.slice(asked)]
}

export const receipt = labCommand(
  {
    name: 'receipt',
    options: [CHECK],
    examples: ['gradient; receipt', 'train 20; gradient; receipt --check'],
  },
  async (bench, values, { replay }) => {
    const lab = await import('../../workbench/receipts/receipt.ts')
    const last = lab.lastOf(bench)
    const { given } = bench
    const found = [...(await linesTo(last, given !== null)), ...lab.questionOf(last)]
    const lines = found.length === 0 ? ['show'] : found
    const check = values.check ? lab.compare(last, await replay(lines)) : null
    return lab.receipt(last, lines, check, given?.words)
  },
)

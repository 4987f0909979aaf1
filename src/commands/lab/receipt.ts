/** receipt: how the last number came about, and whether it comes out the same again. */
import { CHECK } from '../options.ts'
import { benchLine } from '../reproduce.ts'
import { labCommand } from './lab-command.ts'

export const receipt = labCommand(
  {
    name: 'receipt',
    options: [CHECK],
    examples: ['gradient; receipt', 'train 20; gradient; receipt --check'],
  },
  async (bench, values, { replay }) => {
    const lab = await import('../../lab/workbench/receipt.ts')
    const shown = lab.lastOf(bench)
    const lines = [benchLine(shown.state.spec), ...shown.state.since, ...lab.questionOf(shown)]
    const check = values.check ? lab.compare(shown, await replay(lines)) : null
    return lab.receipt(shown, lines, check)
  },
)

/** weight: sets weights by hand. */
import type { Cell } from '../../engine/types.ts'
import { halfWidth } from '../../rules/half-width.ts'
import { InputError } from '../../rules/input-error.ts'
import { roundTo } from '../../rules/significant.ts'
import { HAND_SET } from '../../workbench/hand-set-names.ts'
import { CELLS_OPTION, COLUMN_OF, ROW } from '../grammar/options.ts'
import { readValue } from '../grammar/values.ts'
import { labCommand } from './lab-command.ts'

const NUMBERS = { name: '<numbers>', kind: { is: 'number', min: -1e6, max: 1e6 } } as const
/** The line is kept in saved workbenches, whose lines have a limit. */
const MOST_NUMBERS = 1000
/** Digits that a float32 needs to be read back as it was. */
const DIGITS = 9

function numbersOf(text: string): number[] {
  const parts = halfWidth(text).split(',')
  if (parts.length > MOST_NUMBERS)
    throw new InputError('weights-many', { given: parts.length, most: MOST_NUMBERS })
  return parts.map((part) => roundTo(readValue(NUMBERS, part), DIGITS))
}

export const weight = labCommand(
  {
    name: 'weight',
    inLessons: true,
    positionals: [
      { name: 'name', required: true, kind: { is: 'choice', choices: HAND_SET } },
      { name: 'numbers', required: true },
    ],
    options: [ROW, COLUMN_OF, CELLS_OPTION],
    examples: [
      'weight W_hh 0 --cells rnn',
      'weight b 5 --row 33..64 --cells lstm',
      'task recall --length 20 --symbols 2 --hidden 1 --cells rnn; weight W_ih -5,5,0,0,0,0',
    ],
    async seconds(_, context) {
      const [bench, { estimatedSurgerySeconds }] = await Promise.all([
        context.workbench(),
        import('../../training/setup/estimated-time.ts'),
      ])
      return estimatedSurgerySeconds(bench.spec)
    },
  },
  async (bench, values) => {
    bench.refuseGiven('weight', 'made-here')
    const { setByHand } = await import('../../workbench/hand-set.ts')
    const setting = {
      name: values.name,
      numbers: numbersOf(values.numbers),
      rows: values.row ?? null,
      columns: values.column ?? null,
    }
    const cells = bench.cells(values.cells)
    await setByHand(bench, lineOf(setting, cells), cells, setting)
    return bench.result('weight')
  },
)

type Setting = Parameters<typeof import('../../workbench/hand-set.ts').setByHand>[3]

/** The line that does it again, whichever cells are on the bench then. */
function lineOf({ name, numbers, rows, columns }: Setting, cells: readonly Cell[]): string {
  const words = [
    `weight ${name} ${numbers.join(',')}`,
    rows && `--row ${rows.join(',')}`,
    columns && `--column ${columns.join(',')}`,
    `--cells ${cells.join(',')}`,
  ]
  return words.filter((word) => word).join(' ')
}

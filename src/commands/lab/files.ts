/** save, load, export. */
import { InputError } from '../../rules/input-error.ts'
import { benchLine } from '../../specs/command-line.ts'
import type { Spec } from '../../specs/spec.ts'
import type { Exported } from '../../workbench/export.ts'
import { lastResultOf } from '../../workbench/receipts/last-result.ts'
import { fileNamed } from '../file-options.ts'
import { CELLS_OPTION, DATA, FORMAT, SERIES, TEXT } from '../grammar/options.ts'
import { tokenise } from '../grammar/tokenise.ts'
import { readValue } from '../grammar/values.ts'
import { BENCH_OPTIONS } from './bench.ts'
import { labCommand } from './lab-command.ts'

const FILE = { name: 'file', required: true } as const

export const save = labCommand(
  { name: 'save', positionals: [FILE], examples: ['train 20; save bench.safetensors'] },
  async (bench, values) => {
    bench.refuseGiven('save', 'saving')
    const lab = await import('../../workbench/save.ts')
    return lab.save(bench.state, values.file)
  },
)

/**
 * Checks that a saved file contains only settings that could be typed. Throws InputError
 * 'save-damaged' with the option's name.
 */
function checkTypeable(spec: Spec, path: string): void {
  const [{ tokens }] = tokenise(benchLine(spec))
  for (const [n, { text }] of tokens.entries()) {
    const option = BENCH_OPTIONS.find(({ name }) => text === `--${name}`)
    if (!option || option.kind.is === 'flag') continue
    try {
      readValue(option, tokens[n + 1].text)
    } catch (error) {
      throw error instanceof InputError
        ? new InputError('save-damaged', { path, problem: option.name })
        : error
    }
  }
}

export const load = labCommand(
  {
    name: 'load',
    positionals: [FILE],
    options: [TEXT, DATA, SERIES],
    examples: [
      'train 20; save bench.safetensors; reset; load bench.safetensors',
      'task data --data sequences.csv; train 20; save bench.safetensors; load bench.safetensors --data sequences.csv',
    ],
  },
  async (bench, values, { line }) => {
    bench.refuseGiven('load', 'made-here')
    const lab = await import('../../workbench/save.ts')
    const state = await lab.load(values.file, fileNamed(values))
    checkTypeable(state.spec, values.file)
    bench.checkMemory(state.spec)
    bench.become(line, state)
    return bench.result('load', false, values.file)
  },
)

const WHAT = ['weights', 'data', 'picture'] as const satisfies readonly Exported[]

export const exportCommand = labCommand(
  {
    name: 'export',
    positionals: [{ name: 'what', required: true, kind: { is: 'choice', choices: WHAT } }, FILE],
    options: [CELLS_OPTION, FORMAT],
    examples: [
      'train 20; export weights lstm.safetensors --cells lstm',
      'train 20; export weights lstm.onnx --cells lstm',
      'gradient; export data gradient.csv',
      'gradient; export picture gradient.svg',
    ],
  },
  async (bench, values, { draw, inJson }) => {
    const lab = await import('../../workbench/export.ts')
    const what = values.what
    const path = values.file
    if (what === 'weights') {
      const format = lab.formatOf(path, values.format)
      const cells = bench.cells(values.cells)
      if (cells.length > 1) throw new InputError('one-cell-only', { what })
      return lab.write(what, path, await lab.weightsFile(bench, cells[0], format))
    }
    if (values.format !== undefined) throw new InputError('export-format', { what })
    const ending = lab.endingOf(what, path)
    const last = lastResultOf(bench)
    if (!last) throw new InputError('nothing-yet', { command: `export ${what}` })
    if (what === 'data')
      return lab.write(what, path, lab.dataFile(await inJson(last.result), ending))
    const picture = await draw(last.result, ending === '.svg' ? 'svg' : 'text')
    if (picture === null) throw new InputError('no-picture', { command: last.line })
    return lab.write(what, path, picture)
  },
)

/** task, set, show, seed, variant, reset: what is on the workbench. */

import { VARIANTS } from '../../engine/types.ts'
import { InputError } from '../../rules/input-error.ts'
import { LIMITS } from '../../rules/limits.ts'
import { nearest } from '../../rules/nearest.ts'
import { resolveChoice } from '../../workbench/merge-choices.ts'
import { codeOf } from '../../workbench/receipts/code-lines.ts'
import { mathOf } from '../../workbench/receipts/last-result.ts'
import { choicesOf } from '../compare.ts'
import type { Option } from '../grammar/kinds.ts'
import { SPEC_OPTIONS } from '../grammar/options.ts'
import { readValue } from '../grammar/values.ts'
import { labCommand } from './lab-command.ts'

/** The workbench has one seed. */
export const BENCH_OPTIONS: readonly Option[] = SPEC_OPTIONS.filter(({ name }) => name !== 'seeds')
/** A file comes with its task. */
const SETTABLE = BENCH_OPTIONS.filter(({ files }) => !files).map(({ name }) => name)

export const task = labCommand(
  {
    name: 'task',
    inLessons: true,
    positionals: [{ name: 'task', required: true }],
    options: BENCH_OPTIONS,
    examples: [
      'task adding --length 100',
      'task recall --forget-bias chrono; show',
      'task text --text book.txt --length 20',
      'task data --data sequences.csv; train 20',
    ],
  },
  async (bench, values, { line }) => {
    const restarted = bench.choose(line, resolveChoice(bench.spec, choicesOf(values)))
    const result = bench.result('task', restarted)
    if (!bench.spec.file) return result
    const { understoodOf } = await import('../../inspection/given-data/summarize-data.ts')
    const understood = understoodOf(bench.spec)
    return understood ? { ...result, understood } : result
  },
)

export const set = labCommand(
  {
    name: 'set',
    inLessons: true,
    positionals: [
      { name: 'option', required: true, kind: { is: 'choice', choices: SETTABLE } },
      { name: 'value', required: false },
    ],
    examples: ['set hidden 48', 'set learning-rate 0.003; show', 'set until-solved on'],
  },
  (bench, values, { line }) => {
    const option = BENCH_OPTIONS.find(({ name }) => name === values.option) as Option
    const chosen = choicesOf({
      [option.name]: settingOf(option, values.value),
    })
    const restarted = bench.choose(
      line,
      resolveChoice(bench.spec, { ...chosen, task: bench.spec.task }),
    )
    return bench.result('set', restarted)
  },
)

/** Flags are set on or off; everything else as on the command line. */
function settingOf(option: Option, text: string | undefined): unknown {
  if (option.kind.is === 'flag') {
    const choices = ['on', 'off']
    if (text === undefined || choices.includes(text)) return text !== 'off'
    throw new InputError('not-a-choice', {
      name: option.name,
      value: text,
      nearest: nearest(text, choices),
      choices,
    })
  }
  if (text === undefined || text === '')
    throw new InputError('missing-value', { name: option.name })
  return readValue(option, text)
}

export const seed = labCommand(
  {
    name: 'seed',
    inLessons: true,
    positionals: [
      {
        name: 'seed',
        required: true,
        kind: { is: 'integer', min: LIMITS.seed[0], max: LIMITS.seed[1] },
      },
    ],
    examples: ['seed 7'],
  },
  (bench, values, { line }) => {
    const restarted = bench.choose(line, { ...bench.spec, seeds: [values.seed] })
    return bench.result('seed', restarted)
  },
)

export const variant = labCommand(
  {
    name: 'variant',
    inLessons: true,
    positionals: [{ name: 'variant', required: true, kind: { is: 'choice', choices: VARIANTS } }],
    examples: ['variant coupled', 'variant gru; train 20'],
  },
  (bench, values, { line }) => {
    const restarted = bench.choose(line, {
      ...bench.spec,
      variant: values.variant,
    })
    return bench.result('variant', restarted)
  },
)

export const reset = labCommand(
  { name: 'reset', inLessons: true, examples: ['train 20; reset'] },
  (bench, _, { line }) => {
    bench.reset(line)
    return bench.result('reset', bench.given === null)
  },
)

export const show = labCommand(
  {
    name: 'show',
    inLessons: true,
    positionals: [
      { name: 'what', required: false, kind: { is: 'choice', choices: ['math', 'code'] } },
    ],
    examples: ['show', 'walk 3 --unit 2; show math', 'show code'],
  },
  (bench, values) => {
    if (values.what === 'math') return mathOf(bench)
    return values.what === 'code' ? codeOf(bench) : bench.result('show')
  },
)

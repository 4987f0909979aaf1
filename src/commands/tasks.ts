/** `gatelab tasks [task]`: what there is to compare on, and how difficult it is. */

import type { TaskRow } from '../results/task-facts.ts'
import { InputError } from '../rules/input-error.ts'
import type { Spec } from '../specs/spec.ts'
import type { Task, TaskKind } from '../tasks/shared/task.ts'
import { fileNamed } from './file-options.ts'
import type { CommandEvent, RunningCommand } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import { type OptionValues, optionsNamed } from './grammar/kinds.ts'
import { CERTIFY, FILE_OPTIONS, GUESSES, SPEC_OPTIONS, WORKERS } from './grammar/options.ts'

/** What can be said of a task without its file. */
const fromFile = ({ name, from, defaultLength }: TaskKind): TaskRow => ({
  name,
  file: from ?? null,
  defaultLength: defaultLength || null,
  defaultSymbols: null,
  timeSteps: defaultLength || null,
  inputSize: null,
  outputSize: null,
  metric: from === 'text' ? 'cross-entropy' : null,
  baseline: null,
  threshold: null,
})

function made(kind: TaskKind, task: Task, alone: boolean): TaskRow {
  const { defaultLength, defaultSymbols = null } = kind
  const { name, timeSteps, inputSize, outputSize, metric, baseline, threshold, sliding } = task
  const sizes = { defaultLength, defaultSymbols, timeSteps, inputSize, outputSize }
  const row = { name, file: null, ...sizes, metric, baseline, threshold }
  return alone && sliding ? { ...row, nGrams: sliding.tables() } : row
}

async function* list(kinds: readonly TaskKind[]): AsyncIterable<CommandEvent> {
  const { taskByItself } = await import('../training/setup/resolve-spec.ts')
  const [only] = kinds
  const tasks = kinds.map((kind) =>
    kind.from ? fromFile(kind) : made(kind, taskByItself(kind), kinds.length === 1),
  )
  if (kinds.length > 1 || only.from) {
    yield { type: 'tasks', tasks }
    return
  }
  const { exampleOf } = await import('../training/example.ts')
  yield { type: 'tasks', tasks, example: exampleOf(only) }
}

/** What was understood of a file of one's own, without training. */
async function* understood(kind: TaskKind, values: TaskValues): AsyncIterable<CommandEvent> {
  const [[spec], { understoodOf }] = await Promise.all([
    specsOf([kind], values),
    import('../inspection/given-data/summarize-data.ts'),
  ])
  const found = understoodOf(spec)
  if (found) yield { type: 'own-data', understood: found }
}

/** Options that are nothing without --certify or a file; and without --certify. */
const OF_SEQUENCES = [
  ...optionsNamed(SPEC_OPTIONS, 'length', 'window', 'horizon', 'symbols', 'seed', 'standardize'),
  ...FILE_OPTIONS,
]
const OF_CERTIFICATES = [GUESSES, WORKERS] as const

type TaskValues = { readonly task?: string } & OptionValues<typeof OF_SEQUENCES>

/**
 * The specs to certify. Where no task is named, those for which a length or a number of symbols is
 * nothing keep their own.
 */
async function specsOf(kinds: readonly TaskKind[], values: TaskValues): Promise<Spec[]> {
  const { resolveSpec } = await import('../training/setup/resolve-spec.ts')
  const { task, length, symbols, seed = 1, window, horizon, standardize } = values
  return kinds.map((kind) => {
    const { name, minLength, minSymbols = 1, maxSymbols = 0 } = kind
    const suits = (value: number | undefined, fits: (value: number) => boolean) =>
      value !== undefined && (task !== undefined || fits(value)) ? value : undefined
    return resolveSpec({
      task: name,
      file: fileNamed(values),
      length: suits(length, (T) => T >= minLength),
      window,
      horizon,
      standardize,
      symbols: suits(symbols, (K) => K >= minSymbols && K <= maxSymbols),
      seeds: [seed],
    })
  })
}

async function certify(
  kinds: readonly TaskKind[],
  values: TaskValues & OptionValues<typeof OF_CERTIFICATES>,
  cores: number,
): Promise<RunningCommand> {
  const [specs, { certificates }, { budgetOf }] = await Promise.all([
    specsOf(kinds, values),
    import('../experiments/workers/difficulty-jobs.ts'),
    import('../difficulty/measure-difficulty.ts'),
  ])
  const { guesses, workers = cores } = values
  return certificates(specs, budgetOf(guesses), workers)
}

export const tasks = defineCommand({
  name: 'tasks',
  inLessons: true,
  examples: [
    'tasks',
    'tasks adding',
    'tasks sonnets',
    'tasks --json',
    'tasks --data sequences.csv',
    'tasks --series sunspots.csv',
    'tasks recall --certify --length 5 --guesses 500',
    'tasks --certify --data sequences.csv --guesses 100',
  ],
  positionals: [{ name: 'task', required: false, kind: { is: 'task' } }],
  options: [CERTIFY, ...OF_SEQUENCES, ...OF_CERTIFICATES],
  async run(values, { cores }) {
    const { ALL_TASKS, TASKS, findTask } = await import('../tasks/index.ts')
    const form = fileNamed(values)?.form
    const name = values.task ?? form
    // All that can be certified without a file of one's own; all that there are.
    const kinds = name !== undefined ? [findTask(name)] : values.certify ? TASKS : ALL_TASKS
    if (values.certify) return certify(kinds, values, cores)
    const idle = [...OF_CERTIFICATES, ...(form ? [] : OF_SEQUENCES)].find(
      ({ name }) => values[name] !== undefined,
    )
    if (idle) throw new InputError('needs-option', { one: idle.name, other: 'certify' })
    return { events: form ? understood(kinds[0], values) : list(kinds) }
  },
})

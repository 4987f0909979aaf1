/** `gatelab tasks [task]`: what there is to compare on, and how difficult it is. */
import type { Spec } from '../lab/spec.ts'
import { Refusal } from '../refusal.ts'
import type { TaskKind } from '../tasks/task.ts'
import type { Command, CommandEvent, Going, TaskRow, Values } from './command.ts'
import { fileNamed } from './compare.ts'
import { CERTIFY, GUESSES, type Option, SPEC_OPTIONS, WORKERS } from './options.ts'

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

function made(kind: TaskKind): TaskRow {
  const { name, timeSteps, inputSize, outputSize, metric, baseline, threshold } = kind.make({
    length: kind.defaultLength,
  })
  const { defaultLength, defaultSymbols = null } = kind
  const sizes = { defaultLength, defaultSymbols, timeSteps, inputSize, outputSize }
  return { name, file: null, ...sizes, metric, baseline, threshold }
}

async function* list(kinds: readonly TaskKind[]): AsyncIterable<CommandEvent> {
  yield { type: 'tasks', tasks: kinds.map((kind) => (kind.from ? fromFile(kind) : made(kind))) }
}

/** Options that are nothing without --certify. */
const OF_CERTIFICATES: readonly Option[] = [
  ...SPEC_OPTIONS.filter(({ name }) => ['length', 'symbols', 'seed', 'text', 'data', 'digest'].includes(name)),
  GUESSES,
]

/** The specs to certify. Where no task is named, those for which a length or a number of symbols is nothing keep their own. */
async function specsOf(kinds: readonly TaskKind[], values: Values): Promise<Spec[]> {
  const { resolveSpec } = await import('../lab/resolve.ts')
  const {
    task,
    length,
    symbols,
    seed = 1,
  } = values as { task?: string; length?: number; symbols?: number; seed?: number }
  return kinds.map((kind) => {
    const { name, minLength, minSymbols = 1, maxSymbols = 0 } = kind
    const suits = (value: number | undefined, fits: (value: number) => boolean) =>
      value !== undefined && (task !== undefined || fits(value)) ? value : undefined
    return resolveSpec({
      task: name,
      file: fileNamed(values),
      length: suits(length, (T) => T >= minLength),
      symbols: suits(symbols, (K) => K >= minSymbols && K <= maxSymbols),
      seeds: [seed],
    })
  })
}

async function certify(kinds: readonly TaskKind[], values: Values, cores: number): Promise<Going> {
  const [specs, { certificates }, { budgetOf }] = await Promise.all([
    specsOf(kinds, values),
    import('../lab/certificate/request.ts'),
    import('../lab/certificate/certify.ts'),
  ])
  const { guesses, workers = cores } = values as { guesses?: number; workers?: number }
  return certificates(specs, budgetOf(guesses), workers)
}

export const tasks: Command = {
  name: 'tasks',
  examples: [
    'tasks',
    'tasks --json',
    'tasks recall --certify --length 5 --guesses 500',
    'tasks --certify --data sequences.csv --guesses 100',
  ],
  positionals: [{ name: 'task', required: false, kind: { is: 'task' } }],
  options: [CERTIFY, ...OF_CERTIFICATES, WORKERS],
  async run(values, { cores }) {
    const { ALL_TASKS, TASKS, findTask } = await import('../tasks/index.ts')
    const name = (values.task as string | undefined) ?? fileNamed(values)?.form
    // All that can be certified without a file of one's own; all that there are.
    const kinds = name !== undefined ? [findTask(name)] : values.certify ? TASKS : ALL_TASKS
    if (values.certify) return certify(kinds, values, cores)
    const idle = [...OF_CERTIFICATES, WORKERS].find(({ name }) => values[name] !== undefined)
    if (idle) throw new Refusal('needs-option', { one: idle.name, other: 'certify' })
    return { events: list(kinds) }
  },
}

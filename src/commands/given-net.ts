/** `repl --weights FILE --input CASE`: a net of the user's own on the workbench. */
import { InputError } from '../rules/input-error.ts'
import { quote } from '../rules/shell-quote.ts'
import type { CommandEvent, Context } from './grammar/command.ts'
import type { OptionValues } from './grammar/kinds.ts'
import * as option from './grammar/options.ts'

export const GIVEN_OPTIONS = [
  ...([option.WEIGHTS, option.INPUT, option.NET, option.LAYER] as const),
  ...([option.READOUT, option.BATCH_FIRST, option.MAP] as const),
] as const

type GivenValues = OptionValues<typeof GIVEN_OPTIONS>

/**
 * Puts the net that the options name on the workbench, and tells it as a first step of the script,
 * whose number is 0. Does nothing where they name none.
 * @throws InputError needs-option, repl-in-repl, stopped, and what reading the files throws
 */
export async function holdGiven(
  values: GivenValues,
  { workbench, scripts }: Pick<Context, 'workbench' | 'scripts'>,
  abort: AbortSignal,
): Promise<readonly CommandEvent[]> {
  const { weights, input, net, layer, readout, map } = values
  if (weights === undefined || input === undefined) {
    const idle = GIVEN_OPTIONS.find(({ name }) => values[name] !== undefined && values[name])
    if (idle === undefined) return []
    const other = weights === undefined ? 'weights' : 'input'
    throw new InputError('needs-option', { one: idle.name, other })
  }
  if (!scripts || scripts.depth > 0) throw new InputError('repl-in-repl', {})
  const batchFirst = values['batch-first'] === true
  const [{ Inspector }, { givenNet }, bench] = await Promise.all([
    import('../inspection/workers/inspector.ts'),
    import('../workbench/given-net.ts'),
    workbench(),
  ])
  if (abort.aborted) throw new InputError('stopped', {})
  const inspector = new Inspector()
  abort.addEventListener('abort', () => inspector.stop(), { once: true })
  const choices = { net, layer, readout, map, batchFirst }
  const found = await inspector.bench(weights, input, choices)
  const words = wordsOf(values)
  bench.hold(givenNet(found, words))
  const step = { line: `repl ${words}`, number: 0, source: '--weights', command: 'repl' }
  return [
    { ...step, type: 'step', tokens: [], values: {} },
    { type: 'lab', result: bench.result('show') },
    { ...step, type: 'reply', ok: true },
  ]
}

/** The options as they are typed. */
const wordsOf = (values: GivenValues): string =>
  GIVEN_OPTIONS.flatMap(({ name }) => {
    const value = values[name]
    if (value === undefined || value === false) return []
    return value === true ? [`--${name}`] : [`--${name} ${quote(String(value))}`]
  }).join(' ')

/** From what was chosen to a whole Spec. */

import { InputError } from '../../rules/input-error.ts'
import { type Choices, DEFAULTS, type Spec, type SpecFile } from '../../specs/spec.ts'
import { defaultWindow } from '../../tasks/from-files/windows.ts'
import { findTask } from '../../tasks/index.ts'
import type { Content } from '../../tasks/shared/file-content.ts'
import type { Task, TaskKind } from '../../tasks/shared/task.ts'
import { carriedText } from '../../user-data/carried-texts.ts'
import { contentOf, nameFile } from '../../user-data/read-content.ts'

/**
 * Fills in the defaults, the task's own where it has them, and reads the file that is named. Throws
 * InputError for an unknown task, an impossible size, or a file that will not do.
 */
export function resolveSpec(choices: Choices): Spec {
  const kind = findTask(choices.task)
  refuseIdle(kind, choices)
  const file = fileOf(kind, choices)
  const { window, readout, ...others } = choices
  const chosen = Object.fromEntries(
    Object.entries(others).filter(([, value]) => value !== undefined),
  )
  const isSeries = kind.from === 'series'
  const spec: Spec = {
    ...DEFAULTS,
    length: lengthOf(kind, file),
    symbols: kind.defaultSymbols ?? null,
    ...chosen,
    ...(window !== undefined && { length: window }),
    horizon: isSeries ? (choices.horizon ?? 1) : null,
    standardize: isSeries || choices.standardize === true,
    ...(readout !== undefined && readout !== 'last' && { readout }),
    task: kind.name,
    file,
  }
  checkReadout(spec, taskOf(spec))
  return spec
}

/**
 * A readout of all time steps answers once, when it has read them. Throws InputError
 * 'readout-many-answers' for a task that asks at more than the last.
 */
export function checkReadout({ readout = 'last' }: Spec, { name, answerSteps }: Task): void {
  if (readout !== 'last' && answerSteps > 1)
    throw new InputError('readout-many-answers', { readout, task: name })
}

/** Throws InputError 'not-for-task' for a choice that this task has no use for. */
function refuseIdle({ name: task, from, maxSymbols }: TaskKind, choices: Choices): void {
  const idle = (name: string) => new InputError('not-for-task', { name, task })
  if (maxSymbols === undefined && typeof choices.symbols === 'number') throw idle('symbols')
  if (from !== 'series' && choices.window !== undefined) throw idle('window')
  if (from !== 'series' && typeof choices.horizon === 'number') throw idle('horizon')
  if (from !== 'series' && from !== 'data' && choices.standardize) throw idle('standardize')
}

/** The file of a task that needs one. */
function fileOf({ name, from }: TaskKind, { file }: Choices): SpecFile | null {
  const form = file?.form ?? from ?? 'data'
  if (file && form !== from) throw new InputError('not-for-task', { name: form, task: name })
  if (from === undefined) return null
  if (!file) throw new InputError('file-needed', { task: name, option: from })
  return nameFile(from, file)
}

/** T where nobody chose it: the task's own, or that of the file. */
function lengthOf({ from, defaultLength }: TaskKind, file: SpecFile | null): number {
  const content = from && file && contentOf(from, file)
  if (content?.form === 'series') return defaultWindow(content)
  return content?.form === 'data' ? content.timeSteps : defaultLength
}

/** What a spec's sequences come from; null where they are made up. */
export function contentIn({ task, file }: Pick<Spec, 'task' | 'file'>): Content | null {
  const { from, carried } = findTask(task)
  if (carried) return carriedText(carried)
  return from && file ? contentOf(from, file) : null
}

/** A task at its own length, of those that need no file of one's own. */
export const taskByItself = ({ name, defaultLength, make }: TaskKind): Task =>
  make({ length: defaultLength, content: contentIn({ task: name, file: null }) ?? undefined })

/** Tasks that {@link taskMemo} keeps at most. */
const MOST_TASKS = 1000

/** {@link taskOf} for many specs one after the other, which have few tasks among them. */
export function taskMemo(): (spec: Spec) => Task {
  const known = new Map<string, Task>()
  return (spec) => {
    const { task, file, length, symbols, horizon, standardize, seeds } = spec
    const seed = file && seeds[0]
    const key = JSON.stringify([
      task,
      file?.path,
      file?.digest,
      length,
      symbols,
      horizon,
      standardize,
      seed,
    ])
    const found = known.get(key) ?? taskOf(spec)
    if (known.size >= MOST_TASKS) known.clear()
    known.set(key, found)
    return found
  }
}

/**
 * The task of a spec, at its length; of a file, with the part held out that belongs to the (first)
 * seed.
 */
export function taskOf(spec: Spec): Task {
  const { length, symbols, horizon, standardize, seeds } = spec
  return findTask(spec.task).make({
    length,
    symbols: symbols ?? undefined,
    horizon: horizon ?? undefined,
    standardize,
    content: contentIn(spec) ?? undefined,
    seed: seeds[0],
  })
}

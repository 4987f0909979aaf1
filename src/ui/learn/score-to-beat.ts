/** The score to beat at a task: measured once in a visit, however often the task is shown. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import { LessonError } from '../../lessons/format/lesson-error.ts'
import { atSeed, lineOf } from '../../lessons/format/lesson-schema.ts'
import type { LessonSession } from '../../lessons/run/lesson-session.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Store } from '../shared/store.ts'
import type { LearnState } from './state.ts'

/** Milliseconds after which a repeated step is shown as running. */
export const PATIENCE = 250

/** Plays the best known answer to step n and takes it back; shown as running if it takes long. */
export async function measureBest(
  session: LessonSession,
  store: Store<LearnState, CommandEvent>,
  n: number,
): Promise<void> {
  const update = (change: (state: LearnState) => Partial<LearnState>) => {
    const state = store.latest()
    store.set({ ...state, ...change(state) })
  }
  const step = session.lesson.script.steps[n]
  const { running, known } = store.latest()
  if (step?.do !== 'task' || !step.score || step.id in known) return
  if (running || session.steps < n) return
  const line = atSeed(lineOf(step.score.best[0]), session.seed)
  update(() => ({ running: { step: n, line, quiet: true, catchingUp: false } }))
  const patience = setTimeout(
    () => update((state) => ({ running: state.running && { ...state.running, quiet: false } })),
    PATIENCE,
  )
  try {
    const best = await session.best(n, (event) => store.take(event))
    update((state) => ({ known: { ...state.known, [step.id]: best } }))
  } catch (error) {
    // Not waited for, or a line of it is refused: there is none, and the lesson goes on.
    if (!(error instanceof InputError || error instanceof LessonError)) throw error
  } finally {
    clearTimeout(patience)
    update(() => ({ running: null, live: null }))
  }
}

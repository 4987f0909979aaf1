/**
 * A comparison that is played from a script: events as a real one sends them, with gradients that
 * were made up.
 */
import type { Cell } from '../../src/engine/types.ts'
import type { CompareEvent, Control, Observation, RunId } from '../../src/results/events.ts'
import type { GateLook, Profile, Report, Run } from '../../src/results/report.ts'
import { DEFAULTS, type Spec } from '../../src/specs/spec.ts'

export const SPEC: Spec = { ...DEFAULTS, task: 'adding', length: 50, symbols: null, steps: 500 }

export const TASK: Report['task'] = {
  name: 'adding',
  length: 50,
  timeSteps: 50,
  inputSize: 2,
  outputSize: 1,
  metric: 'mse',
  solvedWhen: 'metric < 0.01',
  threshold: 0.01,
  baseline: 1 / 6,
}

export const RUNS: RunId[] = SPEC.seeds
  .flatMap((seed) => SPEC.cells.map((cell) => ({ cell, seed })))
  .map((run, index) => ({ ...run, index, point: 0, hidden: SPEC.hidden }))

/**
 * Falls by a factor of ten every 3.1 time steps in the RNN, every 41 in the LSTM, from t = T
 * backwards.
 */
function profileOf(cell: Cell, step: number, T = 50): Profile {
  const fall = (every: number) => Array.from({ length: T }, (_, t) => -1 - (T - 1 - t) / every)
  const rnn = cell === 'rnn'
  return {
    step,
    log10: {
      hidden: fall(rnn ? 3.1 : 41),
      cell: rnn ? null : fall(41),
      belt: rnn ? null : fall(35),
      rest: rnn ? null : fall(20),
      input: fall(rnn ? 3.1 : 41),
    },
  }
}

/** Gates that were made up: i opens at the cue steps; half-lives of 32 units from 1 to 1000. */
function gatesOf(cell: Cell, step: number, T = 50): GateLook {
  const marks = [9, 31]
  const flat = (value: number, deviation: number) => ({
    mean: new Array<number>(T).fill(value),
    deviation: new Array<number>(T).fill(deviation),
  })
  if (cell === 'rnn') return { marks, of: { slope: flat(0.64, 0.2) } }
  const f = flat(0.8 + step / 3000, 0.05)
  const i = { ...flat(0.3, 0.15), mean: f.mean.map((_, t) => (marks.includes(t + 1) ? 0.9 : 0.2)) }
  const halfLife = Array.from({ length: 32 }, (_, k) => 10 ** ((3 * ((k * 7) % 32)) / 31))
  return { marks, of: { f, i, o: flat(0.5, 0.1) }, halfLife }
}

/** The RNN stays at the baseline; the LSTM's error falls until it is solved at step 350. */
export function observationOf(cell: Cell, step: number): Observation {
  const metric = cell === 'rnn' ? 0.16 : 0.16 * 10 ** (-step / 250)
  return {
    step,
    loss: metric * 1.1,
    metric,
    profile: { ...profileOf(cell, step), gates: gatesOf(cell, step) },
  }
}

export function resultOf(run: RunId, steps = SPEC.steps): Run {
  const looks = Array.from({ length: steps / 50 + 1 }, (_, index) =>
    observationOf(run.cell, index * 50),
  )
  const last = looks[looks.length - 1]
  return {
    cell: run.cell,
    seed: run.seed,
    hidden: 32,
    parameters: 1153,
    status: run.cell === 'rnn' ? 'unsolved' : 'solved',
    solvedAt: run.cell === 'rnn' ? null : 350,
    steps,
    final: { loss: last.loss, metric: last.metric },
    best: { step: steps, metric: last.metric },
    curve: {
      step: looks.map((look) => look.step),
      loss: looks.map((look) => look.loss),
      metric: looks.map((look) => look.metric),
    },
    gradient: looks.map((look) => look.profile),
    digest: `sha256:${'0'.repeat(64)}`,
    seconds: 1,
    stepsPerSecond: 400,
  }
}

export function reportOf(runs: readonly RunId[], partial = false): Report {
  const settings = {
    ...SPEC,
    cells: [...SPEC.cells],
    seeds: [...SPEC.seeds],
    fair: ['hidden' as const],
    tune: 0,
  }
  return {
    schema: 'gatelab.report/1',
    command: 'gatelab compare adding',
    version: '0.1.0',
    partial,
    task: TASK,
    settings,
    runs: runs.map((run) => resultOf(run)),
    summary: {},
    verdict: null,
    comparisons: [],
    tuning: null,
    certificate: null,
  }
}

const outline = {
  axes: [],
  points: [{ at: {}, task: TASK }],
  planned: RUNS.length,
  done: 0,
  trials: 0,
  seconds: 10,
}
export const PLAN: CompareEvent = { type: 'plan', spec: SPEC, task: TASK, runs: RUNS, outline }

/** A run's events from its start to a step, a look every 50. */
export function training(run: RunId, from: number, to: number): CompareEvent[] {
  const events: CompareEvent[] = from === 0 ? [{ type: 'start', run }] : []
  for (let step = from; step <= to; step += 50) {
    events.push({ type: 'progress', run, step, stepsPerSecond: 400, secondsLeft: 9 })
    events.push({ type: 'observation', run, observation: observationOf(run.cell, step) })
  }
  return events
}

export const wholeRun = (run: RunId): CompareEvent[] => [
  ...training(run, 0, SPEC.steps),
  { type: 'end', run, result: resultOf(run) },
]

/**
 * A stream into which the test puts events one by one, and a control that writes down what it is
 * told.
 */
export function playedComparison() {
  const waiting: CompareEvent[] = []
  let wake = () => {}
  let over = false
  let failure: Error | null = null
  const told: string[] = []

  async function* events(): AsyncGenerator<CompareEvent> {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift() as CompareEvent
      if (failure) throw failure
      if (over) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const control: Control = {
    pause: () => void told.push('pause'),
    resume: () => void told.push('resume'),
    pace: (stepsPerSecond) => void told.push(`pace ${stepsPerSecond}`),
    skip: (seed) => void told.push(`skip ${seed}`),
    stop: () => void told.push('stop'),
  }
  return {
    events: events(),
    control,
    told,
    send(...more: CompareEvent[]) {
      waiting.push(...more)
      wake()
    },
    end() {
      over = true
      wake()
    },
    fail(error: Error) {
      failure = error
      wake()
    },
  }
}

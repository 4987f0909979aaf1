/** What is said of the task of a lesson, of its score, and of what came out. */
import { plural } from './plural.ts'

export const tasks = {
  task: {
    todo: 'Your task, in the lab. It is checked by what you bring about; your lines may differ from the hints.',
    done: 'Done: that is what was asked for. Esc goes back to the lesson.',
    isDone: 'Done.',
    notQuite: 'Not yet what was asked for.',
    again: 'The task was:',
    checkedBy: (commands: string) => `The task is checked by what these show: ${commands}.`,
    notYet: 'Not done yet. Enter opens the lab, s skips the task.',
  },

  /** Of a task: what there is to beat. Numbers come in as they are to be printed. */
  score: {
    goal: {
      steps: 'the fewest training steps until it is solved',
      lag: 'the longest lag',
      'forget-bias': 'the smallest forget bias that does it',
    },
    toBeat: (goal: string) => `A score to beat: ${goal}.`,
    known: (value: string) => `The best known answer comes to ${value}, measured here.`,
    yours: (value: string) => `Your best: ${value}.`,
    none: 'You have no score yet.',
    ahead: 'You beat the best known answer.',
    /** `best`: the learner's own best where this is none. */
    came: (of: 'steps' | 'lag' | 'forget-bias', value: string, best: string | null) => {
      const what = { steps: 'Steps', lag: 'Lag', 'forget-bias': 'Forget bias' }[of]
      return `${what} ${value}${best === null ? ', your best so far.' : `; your best is ${best}.`}`
    },
    listed: (of: 'steps' | 'lag' | 'forget-bias', value: string) =>
      ({
        steps: `best: ${value} steps`,
        lag: `best: lag ${value}`,
        'forget-bias': `best: forget bias ${value}`,
      })[of],
  },

  /** What a task asks for, and what came out. */
  check: {
    measured: (thing: string, measured: string, wanted: string) =>
      `${thing}: measured ${measured}, wanted ${wanted}`,
    entries: (one: string, other: string, differing: number, apart: boolean) =>
      apart
        ? `${one} and ${other}: ${plural(differing, 'value')} differ; some should`
        : `${one} and ${other}: measured ${plural(differing, 'value')} that differ, wanted 0`,
    holds: (thing: string, ok: boolean) => `${thing}: measured ${ok ? 'yes' : 'no'}, wanted yes`,
    /** Of what cannot be said in a few words; the task's own words stand below. */
    another: (ok: boolean) =>
      `another part of what the task asks for: ${ok ? 'done' : 'not yet done'}`,
    /** Of several results of one command. */
    which: (thing: string, command: string, n: number) => `${thing} (${command}, no. ${n})`,
    missing: (thing: string) => `${thing}: this result does not have it, and it is wanted`,
    several: 'several values',
    taskName: 'the task',
    length: 'the length',
    lag: 'the lag',
    gate: 'the gate that keeps',
    share: (cell: string) => `${cell}, share of the cue steps, as a multiple of chance`,
    solved: (cell: string) => `runs that the ${cell} solved`,
    p: 'p of the difference in runs solved',
    /** Of a net: whether it has solved the task. */
    status: (cell: string) => `${cell} and its task`,
    statuses: {
      solved: 'solved',
      unsolved: 'unsolved',
      untrained: 'untrained',
      diverged: 'diverged',
    },
    updates: (cell: string) => `update steps of the ${cell}`,
    halfLife: {
      median: (when: string) => `median half-life ${when}`,
      longest: (when: string) => `longest half-life ${when}`,
      longEnough: (when: string) => `units that remember long enough ${when}`,
      before: 'before training',
      after: 'as it is now',
    },
    norm: (of: string, t: number | 'T', whose: string) =>
      `log10 ‖∂L/∂${of}‖ at t = ${t}${whose === '' ? '' : ` (${whose})`}`,
    unit: (of: string, t: number, unit: number, whose: string) =>
      `${of} of unit ${unit} at t = ${t}${whose === '' ? '' : ` (${whose})`}`,
    at: (of: string, t: number, whose: string) =>
      `${of} at t = ${t}${whose === '' ? '' : ` (${whose})`}`,
    all: (of: string, whose: string) => `${of}${whose === '' ? '' : ` (${whose})`}`,
    differ: (a: string, b: string) => `values in which ${a} and ${b} differ`,
    functions: {
      size: (of: string) => `how many values ${of} has`,
      most: (of: string) => `the largest ${of}`,
      least: (of: string) => `the smallest ${of}`,
      abs: (of: string) => `|${of}|`,
      sum: (of: string) => `the sum of ${of}`,
      mean: (of: string) => `the mean of ${of}`,
    },
  },
}

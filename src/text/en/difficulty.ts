/**
 * How difficult a task is: what solves it without anything being learned over time. Numbers come in
 * as they are to be printed.
 */
const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

export const certificate = {
  title: (seed: number, heldOut: number) =>
    `What solves a task without learning to remember: the metric on ${heldOut} held-out sequences of seed ${seed}; * solves it.`,
  /** Of several seeds. */
  several: (heldOut: number) =>
    `What solves a task without learning to remember: the metric on ${heldOut} held-out sequences of each seed; * solves it.`,
  subject: (task: string, length: number, symbols: number | null) =>
    symbols === null ? `${task}, T = ${length}` : `${task}, T = ${length}, K = ${symbols}`,
  about: (subject: string) => `Difficulty of ${subject}:`,
  columns: {
    task: 'task',
    length: 'T',
    solved: 'solved',
    constant: 'constant',
    lastInput: 'last input',
    bagOfInputs: 'bag',
    guessing: 'guessing',
  },
  below: (threshold: string) => `< ${threshold}`,
  atLeast: (threshold: string) => `>= ${threshold}`,
  mark: '*',
  /** Comes up to a solution, and might by chance. */
  markOpen: '?',
  guesses: (solved: number, made: number) => `${solved}/${made}`,

  /** The metric of each. */
  /** `change`: of a series, whose nets answer with the change from the last value. */
  measured: (metric: string, constant: string, lastInput: string, bag: string, change: boolean) =>
    `The ${metric} of the best constant ${change ? 'change from the last value' : 'answer'} is ${constant}, of a linear readout of the last input ${lastInput}, of one of the sum of all inputs ${bag}.`,
  guessed: (solved: number, made: number) =>
    `Of ${counted(made, 'random guess', 'random guesses')} at all weights of a small net ${solved === 0 ? 'none solves' : solved === 1 ? '1 solves' : `${solved} solve`} it.`,
  reached: (solved: number, made: number) =>
    `Of ${counted(made, 'random guess', 'random guesses')} at all weights of a small net ${solved === 1 ? '1 gets' : `${solved} get`} as far as a solution on these sequences.`,

  /** One or several of these solve it. */
  solvers: {
    constant: 'a constant answer',
    change: 'a constant change',
    lastInput: 'the last input alone',
    guessing: 'guessing',
  },
  and: ' and ',
  first: (at: number, cell: string, hidden: number, range: string, logistic: boolean) =>
    `guess ${at} is the first, an ${cell} with H = ${hidden}${logistic ? ', a logistic output' : ''} and weights from [−${range}, ${range})`,
  nothing: (who: string, several: boolean) =>
    `${who.charAt(0).toUpperCase()}${who.slice(1)} ${several ? 'solve' : 'solves'} it: it shows nothing about memory`,
  /** A file holds out so few that chance alone may do it. */
  reachers: {
    constant: 'a constant answer',
    change: 'a constant change from the last value',
    lastInput: 'a readout of the last input',
    bagOfInputs: 'a readout of the sum of all inputs',
    guessing: 'a guess among so many',
  },
  tooFew: (
    who: string,
    several: boolean,
    unit: 'sequence' | 'block',
    units: number,
    needed: number | null,
  ) =>
    `On ${unit === 'sequence' ? counted(units, 'held-out sequence', 'held-out sequences') : counted(units, 'held-out block', 'held-out blocks')} ${who} may get so far by chance alone: that is too few to say whether ${several ? 'they solve' : 'it solves'} it${needed === null ? '' : `; ${needed} would do`}`,
  none: (change: boolean) =>
    `Neither a constant${change ? ' change' : ''}, nor the last input, nor guessing solves it.`,
  /** `subjects`: adding (T = 50), copy (T = 20). */
  noneOf: (subjects: string) =>
    `Neither a constant, nor the last input, nor guessing solves ${subjects}.`,
  brief: (task: string, length: number) => `${task} (T = ${length})`,
  sum: 'The sum of all inputs solves it: what came must be kept, not when it came.',
  short: (made: number, asked: number) =>
    `${counted(made, 'guess', 'guesses')} of ${asked} made: with sequences of this length more would take too long.`,
  headed: (subject: string, sentence: string) =>
    `${subject}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
  /** `nets`: RNN H = 1, 2, 5. */
  how: (nets: string, ranges: string, screened: number, logistic: boolean) =>
    `Guessing (Hochreiter & Schmidhuber 1996): all weights at once from [−w, w), w = ${ranges}; ${nets}; the output as it is${logistic ? ', or logistic where the loss is the squared error' : ''}; tried on ${screened} sequences, then on all. Bag: a linear readout of the sum of all inputs so far.`,
  net: (cell: string, hidden: string) => `${cell} with H = ${hidden}`,
  partial: (finished: number) => `Ended early after ${counted(finished, 'task', 'tasks')}.`,
}

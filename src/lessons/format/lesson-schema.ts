/**
 * A lesson's script, `lesson.yaml`: what is done and what is claimed, without a word of prose. The
 * same schema makes the types, checks the files, and is published as JSON for editors.
 */
import * as v from 'valibot'

export const FORMAT = 'gatelab.lesson/1'

/** Ids of steps, choices, claims and mutants: they stand in file names, texts and reports. */
const id = v.pipe(v.string(), v.regex(/^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(60))
/** Names of results: what expressions call them. */
const name = v.pipe(
  v.string(),
  v.regex(/^(?!(constructor|hasOwnProperty|isPrototypeOf|toString|valueOf)$)[a-z][a-zA-Z0-9]*$/),
  v.maxLength(40),
)
const line = v.pipe(v.string(), v.minLength(1), v.maxLength(300))
/** An expression of the Common Expression Language over the results that have a name. */
const expression = v.pipe(v.string(), v.minLength(1), v.maxLength(600))
const number = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))
/** How far from what is measured an answer may be. */
const within = v.pipe(number, v.minValue(0))

/** A line of the lab, and the name under which its result is kept. */
const command = v.union([line, v.strictObject({ line, as: name })])

const claim = v.strictObject({
  id,
  /** Rows of the notes' claims that it covers. */
  covers: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(26))),
      v.maxLength(26),
    ),
  ),
  /** Misconceptions that it refutes, by their names in the lessons' table. */
  refutes: v.optional(v.pipe(v.array(id), v.maxLength(20))),
  measure: expression,
  /** What the measured must be. One of them. */
  below: v.optional(number),
  above: v.optional(number),
  near: v.optional(number),
  within: v.optional(within),
  holds: v.optional(v.literal(true)),
  /** In at least so many of ten seeds; all of them unless said. */
  ofTen: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10))),
  /** Names of the lesson's mutants on which it must fail. */
  mutants: v.pipe(v.array(id), v.minLength(1), v.maxLength(20)),
  /** Challenges over which it must hold as well. */
  holdsOver: v.optional(v.pipe(v.array(id), v.maxLength(20))),
  /** Challenges over which it must not: the words name the condition. */
  fallsOver: v.optional(v.pipe(v.array(id), v.maxLength(20))),
})

/** A result of the step, or a part of its picture: `kept`, `kept.c`. */
const look = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]*(\.[a-z]+)?$/), v.maxLength(60))
/** The pictures that a learner sees at once; those of all results that have a name unless said. */
const looks = v.optional(v.pipe(v.array(look), v.minLength(1), v.maxLength(6)))

const commands = v.pipe(v.array(command), v.minLength(1), v.maxLength(40))
const claims = v.optional(v.pipe(v.array(claim), v.maxLength(40)), [])
/**
 * Choices by id: the condition under which each is the right one. Exactly one of them must hold.
 * Each has a digit as its key.
 */
const choices = v.pipe(v.record(id, expression), v.minEntries(2), v.maxEntries(9))
/** Places of a curve that a learner draws: more than a terminal has room for are none. */
const points = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(40))

/** What a score counts. Of a lag more is better, of all others less. */
export const SCORES = ['steps', 'lag', 'forget-bias'] as const
/** What learners can beat: their own best, and the best known answer. */
const score = v.strictObject({
  of: v.picklist(SCORES),
  /** Over the results that the check reads. */
  measure: expression,
  /** Lines of the best known answer, played from where the task begins: it is measured. */
  best: commands,
})

const step = v.variant('do', [
  v.strictObject({ id, do: v.literal('read') }),
  v.strictObject({ id, do: v.literal('run'), run: commands, look: looks, claims }),
  v.strictObject({
    id,
    do: v.literal('predict'),
    /** The step that shows the outcome. */
    shown: id,
    choose: v.optional(choices),
    /** A number, and how far from it an answer may be and count as right. */
    number: v.optional(v.strictObject({ measure: expression, from: number, to: number, within })),
    /** A curve: a list of numbers, drawn by the learner on the axes given. */
    curve: v.optional(
      v.strictObject({
        measure: expression,
        from: number,
        to: number,
        points,
        within,
        /** The first and the last time step, for the axis; the points are counted unless said. */
        over: v.optional(v.tuple([count, count])),
      }),
    ),
  }),
  v.strictObject({
    id,
    do: v.literal('explain'),
    /**
     * The reason that is right, and those that are real misconceptions with the claim that refutes
     * each.
     */
    right: id,
    wrong: v.pipe(
      v.record(id, v.strictObject({ refutedBy: id })),
      v.minEntries(1),
      v.maxEntries(8),
    ),
  }),
  v.strictObject({ id, do: v.literal('change'), try: commands, look: looks, claims }),
  v.strictObject({
    id,
    do: v.literal('task'),
    /** Lines that solve it; before them the check must not hold, and after them it must. */
    solve: commands,
    check: expression,
    score: v.optional(score),
    hints: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  }),
])

const lines = v.pipe(v.array(line), v.minLength(1), v.maxLength(20))
const field = v.pipe(v.string(), v.minLength(1), v.maxLength(40))

const changes = {
  /** Lines that match are left out. */
  drop: { do: v.literal('drop'), lines },
  /** Lines come in before each result of these names. */
  insert: {
    do: v.literal('insert'),
    before: v.pipe(v.array(name), v.minLength(1), v.maxLength(20)),
    lines,
  },
  replace: { do: v.literal('replace'), line, by: line },
  /** Two fields change places wherever results have them: cells, gates. */
  swap: { do: v.literal('swap'), fields: v.tuple([field, field]) },
} as const

/** A way of breaking what a lesson runs: a claim that survives it claims nothing. */
const mutant = v.variant('do', [
  v.strictObject({ id, ...changes.drop }),
  v.strictObject({ id, ...changes.insert }),
  v.strictObject({ id, ...changes.replace }),
  v.strictObject({ id, ...changes.swap }),
])

/** What a challenge changes. */
export const TRIES = ['steps', 'seeds', 'settings', 'length', 'task', 'size'] as const

/**
 * What a sceptic would try against a conclusion: a longer training, other seeds, other settings,
 * another length, a task of the same kind, more units. A claim says over which it holds.
 */
const challenge = v.strictObject({
  id,
  tries: v.picklist(TRIES),
  /** Added to the seed. */
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
  change: v.optional(
    v.pipe(
      v.array(
        v.variant('do', [
          v.strictObject(changes.drop),
          v.strictObject(changes.insert),
          v.strictObject(changes.replace),
        ]),
      ),
      v.minLength(1),
      v.maxLength(20),
    ),
  ),
})

export const script = v.strictObject({
  format: v.literal(FORMAT),
  /** The section of the study notes that it takes up, in their words; only of the course. */
  section: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(80))),
  minutes: count,
  /** Lessons that come before it. */
  needs: v.optional(v.pipe(v.array(id), v.maxLength(20)), []),
  setup: commands,
  steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(60)),
  mutants: v.optional(v.pipe(v.array(mutant), v.maxLength(60)), []),
  challenges: v.optional(v.pipe(v.array(challenge), v.maxLength(40)), []),
})

export type Script = v.InferOutput<typeof script>
export type Step = Script['steps'][number]
export type Claim = v.InferOutput<typeof claim>
export type Mutant = v.InferOutput<typeof mutant>
export type Challenge = v.InferOutput<typeof challenge>
export type TaskStep = Extract<Step, { do: 'task' }>
export type ScoreName = (typeof SCORES)[number]
export type LessonCommand = v.InferOutput<typeof command>

/** What stands for the seed in a line. */
const SEED = '{seed}'

/** A line as it is run at a seed. */
export const atSeed = (line: string, seed: number): string => line.replaceAll(SEED, String(seed))

/** The line of a command as it stands in the script, and its result's name, if it has one. */
export const lineOf = (one: LessonCommand): string => (typeof one === 'string' ? one : one.line)
export const nameOf = (one: LessonCommand): string | null =>
  typeof one === 'string' ? null : one.as

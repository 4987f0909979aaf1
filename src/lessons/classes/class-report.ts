/**
 * From the reports of learners to what a teacher wants to know of a class: what was predicted,
 * which misconceptions held, where people stopped, who needs a word. Pure.
 */
import type { Step } from '../format/lesson-schema.ts'
import {
  type AnsweredStep,
  CONFIDENT,
  countAnswers,
  countSteps,
  isAnswered,
} from '../progress/counts.ts'
import type { LessonEntry } from '../progress/overview.ts'
import type { LessonProgress } from '../progress/progress.ts'
import type { ClassLearner, ClassReport } from './class-schema.ts'
import type { HandedIn, Learner } from './learners.ts'
import { needsOf } from './needs.ts'

/** What a learner kept of a lesson, by its name. */
const lessonsOf = ({ report }: Learner): [string, LessonProgress][] =>
  report.lessons.flatMap(({ id, progress }) =>
    progress ? [[id, progress] as [string, LessonProgress]] : [],
  )

/** Of every lesson in the order of the course, then of those that only learners have. */
export function classOf(
  { learners, refused }: HandedIn,
  entries: readonly LessonEntry[],
  version: string,
): ClassReport {
  const kept = learners.map((learner) => ({ learner, lessons: new Map(lessonsOf(learner)) }))
  const known = new Map(entries.map(({ key, lesson }) => [key, lesson]))
  const ids = new Set([...known.keys(), ...kept.flatMap(({ lessons }) => [...lessons.keys()])])
  /** Everybody's step of that lesson that was answered. */
  const answersTo = (id: string, step: string): AnsweredStep[] =>
    kept.flatMap(({ lessons }) => {
      const found = lessons.get(id)?.steps[step]
      return found && isAnswered(found) ? [found] : []
    })
  const questions = [...known].flatMap(([id, lesson]) =>
    lesson.script.steps.flatMap((step) => questionOf(id, step, lesson, answersTo(id, step.id))),
  )
  return {
    schema: 'gatelab.class/1',
    version,
    learners: kept.map(({ learner }) => learnerOf(learner)),
    refused: refused.map(({ path, error }) => ({ path, code: error.code })),
    lessons: [...ids].map((id) => {
      const lesson = known.get(id) ?? null
      const of = kept.flatMap(({ learner: { name }, lessons }) => {
        const found = lessons.get(id)
        return found ? [{ name, found }] : []
      })
      const steps = lesson?.script.steps.map((step) => step.id) ?? []
      return {
        id,
        title: lesson && { en: lesson.prose.en.title, 'zh-CN': lesson.prose['zh-CN'].title },
        steps: lesson && steps.length,
        begun: of.length,
        finished: of.filter(({ found }) => found.finished !== null).length,
        left: leftAt(of, steps),
        ...countAnswers(of.flatMap(({ found }) => Object.values(found.steps).filter(isAnswered))),
      }
    }),
    questions,
    misconceptions: misconceptionsIn(questions),
  }
}

function learnerOf(learner: Learner): ClassLearner {
  const { name, report } = learner
  const lessons = lessonsOf(learner)
  const steps = lessons.flatMap(([, { steps }]) => Object.values(steps))
  const inTheMiddle = lessons
    .filter(([, { step, finished }]) => step !== null && finished === null)
    .toSorted(([, a], [, b]) => b.at.localeCompare(a.at))
  const [current] = inTheMiddle
  const last = [...lessons.map(([, { at }]) => at), ...steps.map(({ at }) => at)].toSorted().at(-1)
  const facts = {
    begun: lessons.length,
    finished: lessons.filter(([, { finished }]) => finished !== null).length,
    ...countSteps(steps),
    // What a finished lesson came to is asked again, too, though it was answered rightly.
    waiting: steps.filter(({ review, answer }) => review !== undefined && answer?.right === false)
      .length,
    last: last ?? null,
  }
  return {
    name,
    written: report.written,
    version: report.version,
    ...facts,
    at: current ? { lesson: current[0], step: current[1].step as string } : null,
    needs: needsOf({ ...facts, written: report.written, inTheMiddle: current !== undefined }),
  }
}

/** Who stands where, in the order of the steps; a step that is not there any more comes last. */
function leftAt(
  of: readonly { readonly name: string; readonly found: LessonProgress }[],
  steps: readonly string[],
): ClassReport['lessons'][number]['left'] {
  const names = new Map<string, string[]>()
  for (const { name, found } of of) {
    if (found.step === null || found.finished !== null) continue
    names.set(found.step, [...(names.get(found.step) ?? []), name])
  }
  const numberOf = (step: string) => {
    const place = steps.indexOf(step)
    return place < 0 ? null : place + 1
  }
  return [...names]
    .map(([step, names]) => ({ step, number: numberOf(step), names }))
    .toSorted((a, b) => (a.number ?? steps.length + 1) - (b.number ?? steps.length + 1))
}

type Question = ClassReport['questions'][number]

/** A step that asks something, and what was answered; none where nobody has answered. */
function questionOf(
  lesson: string,
  step: Step,
  { prose }: LessonEntry['lesson'],
  answers: readonly AnsweredStep[],
): Question[] {
  if ((step.do !== 'predict' && step.do !== 'explain') || answers.length === 0) return []
  const ids = choicesOf(step)
  const choices = ids.map((id) => {
    const chosen = answers.filter(({ answer }) => answer.given === id)
    return {
      id,
      text: {
        en: prose.en.steps[step.id].choices[id],
        'zh-CN': prose['zh-CN'].steps[step.id].choices[id],
      },
      count: chosen.length,
      confident: chosen.filter(({ answer }) => answer.sure >= CONFIDENT).length,
      right: chosen.filter(({ answer }) => answer.right).length,
    }
  })
  const said = answers.flatMap(({ answer: { given } }) =>
    typeof given === 'number' ? [given] : [],
  )
  const numbers = said.toSorted((a, b) => a - b)
  return [
    { lesson, step: step.id, asks: asksFor(step), ...countAnswers(answers), choices, numbers },
  ]
}

type Asking = Extract<Step, { do: 'predict' | 'explain' }>

const choicesOf = (step: Asking): string[] =>
  step.do === 'explain' ? [step.right, ...Object.keys(step.wrong)] : Object.keys(step.choose ?? {})

function asksFor(step: Asking): Question['asks'] {
  if (step.do === 'explain') return 'reason'
  if (step.choose) return 'choice'
  return step.number ? 'number' : 'curve'
}

/** What is right of a prediction is measured, by the learner's own seed: each answer says it. */
function misconceptionsIn(questions: readonly Question[]): ClassReport['misconceptions'] {
  return questions
    .flatMap(({ lesson, step, answered, choices }) =>
      choices
        .filter(({ count, right }) => count > right)
        .map(({ id, text, count, confident, right }) => ({
          ...{ lesson, step, choice: id, text, count: count - right },
          // Whoever is right by one seed and wrong by another counts as wrong where it was.
          confident: Math.min(confident, count - right),
          of: answered,
        })),
    )
    .toSorted((a, b) => b.confident - a.confident || b.count - a.count)
}

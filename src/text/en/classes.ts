/** What is said of a class. */
import { plural } from './plural.ts'

export const classes = {
  title: 'What the class did',
  lead: (learners: number, first: string, last: string) =>
    `${plural(learners, 'report')}, written ${first === last ? `on ${first}` : `from ${first} to ${last}`}.`,
  refused: (files: number, names: string) =>
    `Not read, and not counted: ${plural(files, 'file')} (${names}).`,
  sections: {
    needs: 'Who needs a word',
    misconceptions: 'Misconceptions that held',
    left: 'Where people stopped',
    lessons: 'Lessons',
    questions: 'What was answered',
    learners: 'Learners',
  },
  needs: {
    'not-begun': () => 'has not begun any lesson',
    stopped: (days: number) => `did nothing in the ${plural(days, 'day')} before the report`,
    'sure-and-wrong': (questions: number) =>
      `${plural(questions, 'question')} answered wrongly with confidence and not put right since`,
    skips: (steps: number) => `skipped ${plural(steps, 'step')}`,
    hints: (hints: number) => `took ${plural(hints, 'hint')}`,
  },
  noNeeds: 'Nobody, by these rules.',
  rules:
    'Listed is who has begun nothing; is in the middle of a lesson and did nothing for a week before the report; has three or more answers that were wrong, given with confidence and not put right in the review since; skipped three or more steps and a third of them; or took four or more hints, two a lesson.',
  misconceptionsAre:
    'Wrong answers that were chosen; first those that most held with confidence (“fairly sure” or “certain”).',
  noMisconceptions: 'No wrong answer was chosen.',
  nobodyStopped: 'Nobody is in the middle of a lesson.',
  noQuestions: 'No question was answered.',
  /** `number` is the step's, from 1; null where the lesson is another by now. */
  step: (step: string, number: number | null, of: number | null) =>
    number === null || of === null ? step : `step ${number} of ${of} (${step})`,
  asks: { choice: 'prediction', number: 'a number', curve: 'a curve', reason: 'the reason' },
  misconception: (
    by: { readonly count: number; readonly of: number; readonly confident: number },
    answer: string,
    lesson: string,
  ) => `${by.count} of ${by.of} (${by.confident} with confidence): “${answer}” (${lesson})`,
  lesson: (one: {
    readonly begun: number
    readonly finished: number
    readonly answered: number
    readonly right: number
    readonly confidentlyWrong: number
  }) =>
    one.begun === 0
      ? 'not begun by anybody'
      : `begun by ${one.begun}, finished by ${one.finished}; ${plural(one.answered, 'answer')}: ${one.right} right, ${one.confidentlyWrong} wrong with confidence`,
  answers: (
    one: { readonly answered: number; readonly right: number; readonly confidentlyWrong: number },
    numbers: string,
  ) =>
    `${plural(one.answered, 'answer')}: ${one.right} right, ${one.confidentlyWrong} wrong with confidence.${numbers === '' ? '' : ` Said: ${numbers}.`}`,
  choice: (
    one: { readonly count: number; readonly confident: number; readonly right: number },
    answer: string,
  ) => `${one.right > 0 ? '✓ ' : ''}${one.count} (${one.confident} with confidence): ${answer}`,
  columns: {
    name: 'name',
    lesson: 'lesson',
    where: 'where',
    who: 'who',
    begun: 'begun',
    finished: 'ended',
    answered: 'answers',
    right: 'right',
    wrong: 'sure, wrong',
    steps: 'steps',
    skipped: 'skipped',
    hints: 'hints',
    last: 'last active',
  },
  none: '–',
  list: ', ',
  madeBy: (version: string) => `Made by gatelab ${version}: gatelab class.`,
}

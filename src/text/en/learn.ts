/** What is said to those who learn: the home screen, the lessons, the review. */
import { tasks } from './learn-tasks.ts'
import { plural } from './plural.ts'
import { reason } from './reasons.ts'

/** The sections of the notes, which are in Chinese. */
const SECTIONS: Readonly<Record<string, string>> = {
  梯度消失: 'The vanishing gradient',
  'LSTM 的门': 'The gates of the LSTM',
  对比RNN: 'Compared with the RNN',
  遗忘门: 'The forget gate',
  输入门: 'The input gate',
  细胞状态: 'The cell state',
  细胞状态的更新: 'The update of the cell state',
  输出门: 'The output gate',
  所以: 'Therefore',
}

/** A section's title in English, and as it stands in the notes. */
const sectionName = (section: string) =>
  Object.hasOwn(SECTIONS, section) ? `“${SECTIONS[section]}” (${section})` : `“${section}”`

export const learn = {
  title: 'gatelab: an RNN and an LSTM, side by side',
  menu: {
    goOn: (lesson: string, step: number, of: number) => `Go on: ${lesson} (step ${step} of ${of})`,
    begin: (lesson: string) => `Begin: ${lesson}`,
    lessons: 'Lessons',
    lessonsDone: (done: number, of: number) => `${done} of ${of} done`,
    review: 'Review',
    reviewDue: (due: number) => (due === 0 ? 'nothing due' : `${plural(due, 'question')} due`),
    compare: 'Compare both cells on a task',
    lab: 'Lab: take the cells apart',
    language: '语言：中文',
    quit: 'Leave',
    result: (task: string) => `Last comparison: ${task}`,
    chooseTask: 'Compare both cells: on which task?',
    resultKept: (command: string) =>
      `It stays on the home screen until you leave, and is written to the terminal then. The same again: ${command}`,
    resultKeys: '↑↓ PgUp PgDn turn · s saves it as HTML · Esc goes back',
    resultSaved: (path: string) => `Saved as ${path}, in the folder in which gatelab was started.`,
    moreLines: (lines: number) => `↓ ${plural(lines, 'more line')}`,
    hint: '↑↓ choose · Enter opens · l 中文 · q leaves',
    hintWithin: '↑↓ choose · Enter opens · l 中文 · Esc goes back',
  },
  list: {
    title: 'Lessons',
    row: (minutes: number) => `${minutes} min`,
    done: 'done',
    at: (step: number, of: number) => `step ${step} of ${of}`,
    /** How far somebody is: finished stays finished when it is opened again. */
    standing: (step: number | null, of: number, finished: boolean) =>
      [
        finished ? '✓ done' : '',
        step === null ? '' : `step ${step} of ${of}${finished ? ' again' : ''}`,
      ]
        .filter((one) => one !== '')
        .join(', '),
    command: (lesson: string) => `gatelab learn ${lesson}.`,
    section: (section: string) => `Follows the notes' section ${sectionName(section)}.`,
    about: (section: string | undefined, minutes: number) =>
      (section === undefined
        ? ''
        : `Follows the section ${sectionName(section)} of “the notes”: Chinese study notes on the LSTM, whose sentences the lessons measure. `) +
      `Takes about ${plural(minutes, 'minute')}.`,
    after: (lessons: string) => `(after\u00a0${lessons})`,
    needs: (titles: string) => `Comes after: ${titles}.`,
  },
  step: (step: number, of: number) => `step ${step} of ${of}`,
  intro: 'begin',
  keys: {
    next: 'Enter goes on',
    more: (page: number, of: number) => `Enter shows more (${page} of ${of})`,
    run: 'Enter runs it',
    lab: 'Enter: to the lab',
    pick: '↑↓ or a number chooses',
    choose: '↑↓ choose · Enter takes it',
    number: 'type a number · Enter takes it',
    curve: '←→ place · ↑↓ height · 0 zero · Enter takes it',
    sure: '←→ choose · Enter takes it · ↑ other answer',
    turn: 'PgUp/PgDn turn',
    back: 'b back',
    skip: 's skip',
    hint: '? hint',
    openLab: ': lab',
    leave: 'Esc leave',
    stop: 'Ctrl-C stops it',
    anew: 'r plays it anew',
    details: 'd all details',
    less: 'd fewer details',
    others: 'd why not the others',
  },
  onceMore: 'Once more from the start: nothing is answered yet. The lesson stays finished.',
  finishedBefore: (date: string) =>
    `You finished this lesson on ${date}. Enter goes through it again with your answers; r plays it anew from the start, and it stays finished.`,
  predict: 'Your prediction',
  sureness: ['a guess', 'fairly sure', 'certain'],
  howSure: 'How sure are you?',
  chosen: (answer: string, sure: string) => `You said: ${answer} (${sure}).`,
  shownLater: 'What happens comes in a moment.',
  outcome: {
    title: 'Predicted and measured',
    right: 'As you said.',
    wrong: 'Not as you said.',
    /** Between two sentences. */
    space: ' ',
    offBy: (by: string, within: string) => `Off by ${by}; up to ${within} counts as right.`,
    offOnMean: (by: string, within: string) =>
      `Off by ${by} on the mean of all points; up to ${within} counts as right.`,
    you: 'you',
    measured: 'measured',
    of: (who: string) => `${who}: `,
    /** In a legend, of both curves. */
    same: '≈: both are the same line at the height of this picture.',
    curve: (yours: string, measured: string) => `you: ${yours}; measured: ${measured}`,
  },
  curveAt: (place: string, value: string) =>
    `◆ ${place}: ${value}. From here on ↑↓ raise and lower the curve.`,
  numberFrom: (from: number, to: number) => `A number from ${from} to ${to}: `,
  notANumber: (from: number, to: number) => `Please give a number from ${from} to ${to}.`,
  explain: {
    right: 'Right.',
    tried: (wrong: number) => `Right, after ${plural(wrong, 'other answer')}.`,
    misconception: (name: string) => `Misconception: ${name}`,
    wrong: 'No. It was measured:',
    again: 'Choose again.',
  },
  toRun: 'To be run:',
  toTry: 'To try, as it stands or changed:',
  change: {
    notYet: (done: number, of: number) =>
      `Not done yet: ${done} of ${plural(of, 'line')} done and still in effect. Enter opens the lab, s skips the step.`,
    takenBack: (done: number, of: number) =>
      `The change is no longer in place: ${done} of ${plural(of, 'line')} done and still in effect.`,
  },
  triedAll: 'That was all there is to try. Go on as you like; Esc goes back to the lesson.',
  running: (line: string) => `Running: ${line}`,
  catchingUp: (step: number, of: number) =>
    `Bringing the workbench to where you were: step ${step} of ${of}, run anew from the seed.`,
  stopped: 'Stopped. Enter runs it again.',
  measuredHere: 'Measured here',
  claim: (id: string, measured: string, expected: string) =>
    expected === '' ? `${id}: ${measured}` : `${id}: ${measured} (expected ${expected})`,
  details: {
    title: 'Everything that was measured, and that the commands said',
    shown: (held: number, of: number) =>
      `${of === 0 ? '' : held === of ? 'All came out as stated. ' : `${held} of ${plural(of, 'statement')} held. `}d shows all that was measured.`,
  },
  runs: {
    cell: (cell: string, hidden: number, parameters: number) =>
      `${cell}, ${plural(hidden, 'unit')}, ${plural(parameters, 'weight')}`,
    solved: (solved: number, of: number) => `solved ${solved} of ${of}`,
    seeds: (seeds: string) => `● solved, ○ not solved, ✗ diverged; a mark for each seed: ${seeds}`,
  },
  yes: 'yes',
  no: 'no',
  /** In the place of a number where nothing is run. */
  measuredThere: '(measured in the lesson)',
  hint: (n: number, of: number) => `Hint ${n} of ${of}: `,
  noHints: 'This step has no hints.',
  noMoreHints: 'There are no more hints: the solution stands there.',
  /** After the last hint. */
  solution: 'The solution, line by line:',
  untouched: 'This is the line as it was given. Draw yours with ↑↓; Enter again takes it as it is.',
  chooseFirst:
    'Nothing is chosen yet: ↑↓ or a number chooses an answer, Enter takes it; s skips the question.',
  answerFirst: 'Enter takes an answer, s skips the question.',
  skipped: 'skipped',
  problem: (sentence: string) => `This lesson cannot go on: ${sentence}`,
  summary: {
    found: 'What was found',
    title: 'What you predicted, and what happened',
    none: 'No predictions were made.',
    row: (yours: string, measured: string) =>
      yours === measured ? `said and measured: ${yours}` : `said: ${yours}; measured: ${measured}`,
    again: 'Worth another look',
    skipped: (steps: string, count: number) =>
      `Skipped: ${count === 1 ? 'step' : 'steps'} ${steps}.`,
    hints: (hints: number) => `${plural(hints, 'hint')} asked for.`,
    review:
      'What you were sure of and what came out otherwise comes back tomorrow: gatelab review.',
    next: (lesson: string) => `Enter goes on to: ${lesson}`,
    end: 'That was the last lesson.',
    nextKey: 'Enter: next lesson',
    home: 'Esc goes back',
  },
  review: {
    title: 'Review',
    none: 'Nothing is due. What was answered wrongly with confidence comes back, and what each finished lesson came to.',
    next: (when: string) => `The next one is due on ${when}.`,
    of: (n: number, of: number) => `question ${n} of ${of}`,
    right: 'Right. It comes back later.',
    again: 'It comes back tomorrow.',
    why: 'What was measured',
    learned: 'Right. It will not come back.',
    wrong: (measured: string) => `It was: ${measured}. It comes back tomorrow.`,
    row: (lesson: string, step: string, due: string) => `${lesson}, ${step}: due ${due}`,
    goneRow: (lesson: string, step: string) =>
      `${lesson}, ${step}: its lesson or its step is not there any more`,
    gone: (count: number) =>
      count === 1
        ? 'One question cannot be asked: its lesson or its step is not there any more.'
        : `${count} questions cannot be asked: their lessons or steps are not there any more.`,
    end: 'That is all for now.',
  },
  /** The question from an earlier lesson with which a lesson begins. */
  recall: {
    place: 'do you remember?',
    before: 'Before the lesson begins, a question from an earlier one. Enter passes it by.',
    keys: '↑↓ 1…9 choose · Enter takes it, or passes it by',
    wrong: 'It was measured in that lesson. The question comes back tomorrow: gatelab review.',
  },
  notice: {
    damaged: (path: string, kept: string | null) =>
      `The progress file ${path} was damaged; ${kept ? `it is kept as ${kept}.` : 'it is left where it was.'}`,
    newer: (path: string, kept: string | null) =>
      `The progress file ${path} is a later gatelab's; ${kept ? `it is kept as ${kept}.` : 'it is left where it was.'}`,
    unwritable: (path: string, code: string) =>
      `Progress cannot be kept in ${path}: ${reason(code)}.`,
    unreadable: (path: string, code: string) =>
      `The progress file ${path} cannot be read: ${reason(code)}.`,
  },
  created: (folder: string) =>
    `${folder} holds a small lesson that works. Change lesson.yaml, en.md and zh-CN.md; gatelab check ${folder} tests it, gatelab learn ${folder} plays it.`,
  reported: (path: string) => `${path}: written.`,
  ...tasks,
}

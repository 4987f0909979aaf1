/** Lessons that are broken, one of each kind, and the place where each says so. */
import { expect } from 'vitest'
import type { LessonError } from '../../src/lessons/format/lesson-error.ts'
import { type Files, PROSE, SCRIPT } from './small-lesson.ts'

const YAML = 'lesson.yaml'

/** The script or the prose with something else in place of a text that is there. */
export const script = (from: string, to: string): Files => ({ script: replaced(SCRIPT, from, to) })
const prose = (from: string, to: string): Files => ({ en: replaced(PROSE, from, to) })

/** The prediction with something else to be asked. */
function asks(question: string): Files {
  const choices = /choose:\n.*\n.*/.exec(SCRIPT)?.[0] ?? ''
  const page = replaced(PROSE, '- [kept] All of it\n- [lost] Less\n', '')
  return { script: replaced(SCRIPT, choices, question), en: page, zh: page }
}

/** The claim with an expression that takes long. */
export const long = (measure: string) =>
  script('measure: end.lstm.c[5] == end.lstm.c[0]', `measure: '${measure}'`)
/** Numbers, gone through once for each of as many, and so on: 24⁸ times would take hours. */
const NUMBERS = `[${Array(24).fill('1').join(',')}]`
export const deep = (macro: string, inner: string) =>
  [...'abcdefgh'].reduceRight((found, name) => `${NUMBERS}.${macro}(${name}, ${found})`, inner)

/** The claim over a challenge `mine`. */
export const challenged = (claim: string, challenge: string): Files => ({
  script: `${replaced(
    SCRIPT,
    'mutants: [almost]',
    `mutants: [almost]\n        ${claim}`,
  )}challenges:\n  - { id: mine, ${challenge} }\n`,
})

/** The task with a score, and lines of a best answer. */
export const withScore = (of: string, measure: string, ...best: readonly string[]): Files =>
  script(
    'hints: 1',
    `score:\n      of: ${of}\n      measure: '${measure}'\n      best:\n${best
      .map((one) => `        - ${one}\n`)
      .join('')}    hints: 1`,
  )
const SOLVED = '{ line: state, as: solved }'
const SHOWN = 'most(solved.lstm.h[0])'

/** A change at the end, with what it measures, and what is said of it. */
function changed(words: string): Files {
  const step = `  - id: mine
    do: change
    try:
      - { line: state, as: mine }
    claims:
      - id: kept-too
        measure: 'mine.lstm.c[1] == mine.lstm.c[1]'
        holds: true
        mutants: [almost]
`
  const page = `${PROSE}\n## mine\n\n${words}\n`
  return {
    script: replaced(SCRIPT, 'mutants:\n  - {', `${step}mutants:\n  - {`),
    en: page,
    zh: page,
  }
}

export function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from)
  return text.replace(from, () => to)
}

/**
 * What is wrong, the files that are so, and the file and the line where it stands (null: the file
 * as a whole).
 */
export const KINDS: readonly [string, LessonError['code'], Files, string, number | null][] = [
  ['bad YAML', 'lesson-yaml', script('minutes: 1', 'minutes: [1'), YAML, 4],
  ['a key twice', 'lesson-yaml', script('minutes: 1', 'minutes: 1\nminutes: 2'), YAML, 4],
  ['two documents', 'lesson-yaml', script('minutes: 1', 'minutes: 1\n---'), YAML, 4],
  ['nothing at all', 'lesson-empty', { script: '' }, YAML, 1],
  ['a remark and nothing else', 'lesson-empty', { script: '# a lesson\n' }, YAML, 1],
  ['a list instead of fields', 'lesson-field', { script: '- 1\n' }, YAML, 1],
  ['another format', 'lesson-field', script('gatelab.lesson/1', 'gatelab.lesson/9'), YAML, 1],
  ['a field of the wrong kind', 'lesson-field', script('minutes: 1', 'minutes: soon'), YAML, 3],
  [
    'a field that nobody knows',
    'lesson-field',
    script('minutes: 1', 'minutes: 1\nauthor: me'),
    YAML,
    4,
  ],
  ['a field that is misspelt', 'lesson-field', script('minutes: 1', 'minutez: 1'), YAML, 3],
  ['a field that is missing', 'lesson-field', script('minutes: 1\n', ''), YAML, 1],
  ['a section as long as a book', 'lesson-field', script('遗忘门', 'x'.repeat(20_000)), YAML, 2],
  [
    'a row that the notes have not',
    'lesson-field',
    script('covers: [19]', 'covers: [999]'),
    YAML,
    23,
  ],
  ['an unknown kind of step', 'lesson-field', script('do: read', 'do: sing'), YAML, 8],
  [
    'a word of the machinery as a name',
    'lesson-field',
    script('      lost: end', '      constructor: end'),
    YAML,
    14,
  ],
  ['the same as an id', 'lesson-field', script('- id: start', '- id: constructor'), YAML, 7],
  [
    'a single choice',
    'lesson-field',
    script('      lost: end.lstm.c[5] != end.lstm.c[0]\n', ''),
    YAML,
    12,
  ],
  [
    'no wrong answer',
    'lesson-field',
    script('wrong:\n      squashed: { refutedBy: carried }', 'wrong: {}'),
    YAML,
    30,
  ],
  [
    'a curve of a thousand points',
    'lesson-field',
    asks('curve: { measure: "end.lstm.c[5]", from: 0, to: 1, within: 1, points: 1000 }'),
    YAML,
    12,
  ],
  [
    'a tolerance below zero',
    'lesson-field',
    asks('number: { measure: "1.0", from: 0, to: 2, within: -1 }'),
    YAML,
    12,
  ],
  [
    'an axis that runs backwards',
    'lesson-axis',
    asks('number: { measure: "1.0", from: 10, to: -10, within: 1 }'),
    YAML,
    12,
  ],
  [
    'an outcome beside its axis',
    'lesson-beside',
    asks('number: { measure: "3.0", from: 0, to: 2, within: 1 }'),
    YAML,
    12,
  ],
  [
    'a reason both right and wrong',
    'lesson-right-and-wrong',
    script('right: product', 'right: squashed'),
    YAML,
    31,
  ],
  [
    'a lesson before it that nobody knows',
    'lesson-unknown',
    script('minutes: 1', 'minutes: 1\nneeds: [variant-of-rnn, no-such-lesson]'),
    YAML,
    4,
  ],
  [
    'itself before it',
    'lesson-unknown',
    { name: 'own', script: SCRIPT.replace('minutes: 1', 'minutes: 1\nneeds: [own]') },
    YAML,
    4,
  ],
  [
    'an unknown command',
    'lesson-line',
    script('clamp i 0 --from 2', 'clmp i 0 --from 2'),
    YAML,
    18,
  ],
  ['the same in the setup', 'lesson-line', script('- task adding', '- tsk adding'), YAML, 5],
  [
    'the same in a later line',
    'lesson-line',
    script('- { line: state, as: end }', '- { line: stat, as: end }'),
    YAML,
    20,
  ],
  [
    'a line beyond the net',
    'lesson-line',
    script('clamp i 0 --from 2', 'clamp i 0 --unit 99'),
    YAML,
    18,
  ],
  [
    'a line that never ends',
    'lesson-effort',
    script('clamp i 0 --from 2', 'train 100000000'),
    YAML,
    18,
  ],
  [
    'a comparison that never ends',
    'lesson-effort',
    script('clamp i 0 --from 2', 'compare adding --length 500 --seeds 1000'),
    YAML,
    18,
  ],
  [
    'a command that writes',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'save /tmp/mine'),
    YAML,
    18,
  ],
  [
    'a path out of its folder',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'load ../../other'),
    YAML,
    18,
  ],
  ['another script', 'lesson-forbidden', script('clamp i 0 --from 2', 'repl ../x'), YAML, 18],
  [
    'a folder to write to',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'compare --save-weights /tmp/mine'),
    YAML,
    18,
  ],
  [
    'a file to train on',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'task data --data /etc/passwd'),
    YAML,
    18,
  ],
  [
    'a text to train on',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'compare --text=/etc/passwd'),
    YAML,
    18,
  ],
  [
    'a file by way of a setting',
    'lesson-line',
    script('clamp i 0 --from 2', 'set data /etc/passwd'),
    YAML,
    18,
  ],
  [
    'the same, with a sign',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'compare --save-weights=x'),
    YAML,
    18,
  ],
  [
    'a whole paper',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'compare --preset arjovsky2016-copy'),
    YAML,
    18,
  ],
  [
    'a certificate',
    'lesson-forbidden',
    script('clamp i 0 --from 2', 'tasks recall --certify'),
    YAML,
    18,
  ],
  ['two steps of one name', 'lesson-repeated', script('- id: guess', '- id: start'), YAML, 9],
  ['two results of one name', 'lesson-repeated', script('as: solved', 'as: end'), YAML, 36],
  [
    'a claim on an unknown mutant',
    'lesson-unknown',
    script('mutants: [almost]', 'mutants: [missing]'),
    YAML,
    26,
  ],
  [
    'a claim without a mutant',
    'lesson-field',
    script('mutants: [almost]', 'mutants: []'),
    YAML,
    26,
  ],
  [
    'a mutant of a line that is not there',
    'lesson-unknown',
    script('line: clamp f 1 --from 2, by', 'line: clamp f 1, by'),
    YAML,
    40,
  ],
  [
    'a mutant that the lab does not take',
    'lesson-line',
    script('by: clamp f 0.99 --from 2', 'by: clmp f 0.99'),
    YAML,
    40,
  ],
  [
    'a mutant on which a claim asks for what is gone',
    'lesson-mutant',
    script(
      'do: replace, line: clamp f 1 --from 2, by: clamp f 0.99 --from 2',
      'do: swap, fields: [lstm, gone]',
    ),
    YAML,
    26,
  ],
  [
    'a claim over an unknown challenge',
    'lesson-unknown',
    script('mutants: [almost]', 'mutants: [almost]\n        holdsOver: [longer]'),
    YAML,
    27,
  ],
  [
    'a claim that is to hold over a challenge and not to',
    'lesson-holds-and-falls',
    challenged('holdsOver: [mine]\n        fallsOver: [mine]', 'tries: seeds, seed: 7'),
    YAML,
    28,
  ],
  [
    'a challenge that changes nothing',
    'lesson-challenge-idle',
    challenged('holdsOver: [mine]', 'tries: size'),
    YAML,
    43,
  ],
  [
    'a challenge of a line that is not there',
    'lesson-unknown',
    challenged('holdsOver: [mine]', 'tries: size, change: [{ do: drop, lines: [clamp z] }]'),
    YAML,
    43,
  ],
  [
    'a challenge over which a claim asks for what is gone',
    'lesson-challenge',
    challenged(
      'fallsOver: [mine]',
      'tries: length, change: [{ do: insert, before: [end], lines: [set length 5] }]',
    ),
    YAML,
    27,
  ],
  [
    'a claim that compares with nothing',
    'lesson-comparison',
    script('        holds: true\n', ''),
    YAML,
    22,
  ],
  [
    'a claim that comes to a list',
    'lesson-measure',
    script('measure: end.lstm.c[5] == end.lstm.c[0]', 'measure: end.lstm.c[5]'),
    YAML,
    22,
  ],
  [
    'an expression that cannot be read',
    'expression',
    script('measure: end.lstm.c[5] == end.lstm.c[0]', 'measure: "end.lstm. =="'),
    YAML,
    24,
  ],
  [
    'a claim over a field that does not exist',
    'expression',
    script('measure: end.lstm.c[5] == end.lstm.c[0]', 'measure: end.lstm.zz[5]'),
    YAML,
    24,
  ],
  [
    'a choice over a result that does not exist',
    'expression',
    script('kept: end.lstm', 'kept: and.lstm'),
    YAML,
    13,
  ],
  ['an expression that never ends', 'expression-time', long(deep('all', 'true')), YAML, 24],
  ['a pattern', 'expression', long('"aaa".matches("^(a+)+$")'), YAML, 24],
  ['a name for a value', 'expression', long('cel.bind(x, [1], x + x) == [1, 1]'), YAML, 24],
  [
    'lists that are put together',
    'expression',
    long('size(end.lstm.c + end.lstm.c) == 12'),
    YAML,
    24,
  ],
  ['texts that are put together', 'expression', long('"a" + "b" == "ab"'), YAML, 24],
  [
    'a prediction after its outcome',
    'lesson-order',
    script('shown: look', 'shown: start'),
    YAML,
    11,
  ],
  [
    'a prediction without a right answer',
    'lesson-choices',
    script('kept: end.lstm.c[5] == end.lstm.c[0]', 'kept: 1 == 2'),
    YAML,
    12,
  ],
  ['a prediction of nothing', 'lesson-predict', asks(''), YAML, 9],
  [
    'a prediction of a number that is none',
    'lesson-outcome',
    asks('number: { measure: "end.lstm.c[5]", from: 0, to: 2, within: 1 }'),
    YAML,
    12,
  ],
  [
    'a refutation by no claim',
    'lesson-unknown',
    script('refutedBy: carried', 'refutedBy: nothing'),
    YAML,
    31,
  ],
  [
    'a solution that solves nothing',
    'lesson-task-open',
    script('      - clamp f 0\n', '      - clamp f 0.5\n'),
    YAML,
    37,
  ],
  [
    'a task that is done already',
    'lesson-task-done',
    script('check: most(solved.lstm.c[1]) == 0.0', 'check: 1 == 1'),
    YAML,
    37,
  ],
  [
    'a task that any result does',
    'lesson-task-idle',
    script('check: most(solved.lstm.c[1]) == 0.0', 'check: size(solved.lstm.c) == 6'),
    YAML,
    37,
  ],
  [
    'a score of a kind that nobody knows',
    'lesson-field',
    withScore('points', SHOWN, 'clamp f 0', SOLVED),
    YAML,
    39,
  ],
  [
    'a score that is no expression',
    'expression',
    withScore('lag', 'solved.', 'clamp f 0', SOLVED),
    YAML,
    40,
  ],
  [
    'a score that is no number',
    'lesson-score',
    withScore('lag', 'solved.lstm.h[0]', 'clamp f 0', SOLVED),
    YAML,
    40,
  ],
  [
    'a best answer with a result of its own',
    'lesson-unknown',
    withScore('lag', SHOWN, 'clamp f 0', SOLVED, '{ line: state, as: other }'),
    YAML,
    44,
  ],
  [
    'a best answer without a result',
    'lesson-unknown',
    withScore('lag', SHOWN, 'clamp f 0'),
    YAML,
    41,
  ],
  [
    'a best answer with a result twice',
    'lesson-repeated',
    withScore('lag', SHOWN, 'clamp f 0', SOLVED, SOLVED),
    YAML,
    44,
  ],
  [
    'a best answer that solves nothing',
    'lesson-score',
    withScore('lag', SHOWN, 'clamp f 0.5', SOLVED),
    YAML,
    41,
  ],
  [
    'a best answer that is worse than the solution',
    'lesson-score',
    withScore('lag', 'abs(solved.lstm.h[0][0])', 'clamp f 0', 'clamp o 0', SOLVED),
    YAML,
    41,
  ],
  [
    'a best answer that writes a file',
    'lesson-forbidden',
    withScore('lag', SHOWN, 'clamp f 0', 'save mine.safetensors', SOLVED),
    YAML,
    43,
  ],
  [
    'results without measure',
    'lesson-results',
    script(
      '- clamp i 0 --from 2',
      '- { line: task adding --length 50000 --hidden 12; state, as: much }\n      - { line: state, as: more }',
    ),
    YAML,
    19,
  ],
  [
    'escape codes in the script',
    'lesson-control',
    script('section: 遗忘门', 'section: "\u001b]0;x\u0007"'),
    YAML,
    2,
  ],
  ['a small file that unfolds into a huge one', 'lesson-alias', { script: bomb() }, YAML, 42],
  [
    'brackets in brackets in brackets',
    'lesson-yaml',
    script('minutes: 1', `minutes: ${'['.repeat(30_000)}`),
    YAML,
    3,
  ],

  ['a step missing in one language', 'lesson-prose-step', prose('## look\n', ''), 'en.md', 19],
  [
    'the last step missing',
    'lesson-prose-step',
    prose('## todo\n\nForget everything.\n\n- [hint] clamp f\n', ''),
    'en.md',
    26,
  ],
  ['no title', 'lesson-prose-step', prose('# A small lesson', 'A small lesson'), 'en.md', 1],
  ['no page in any language', 'lesson-missing', { en: null, zh: null }, 'en.md', null],
  [
    'prose for no step',
    'lesson-prose-extra',
    prose('## look', '## nowhere\n\n## look'),
    'en.md',
    16,
  ],
  [
    'a step twice',
    'lesson-prose-repeated',
    prose('## look', '## guess\n\nAgain.\n\n## look'),
    'en.md',
    16,
  ],
  ['a second title', 'lesson-prose-heading', prose('Intro.', '# Another'), 'en.md', 3],
  [
    'a heading of its own',
    'lesson-prose-heading',
    prose('It is {carried}.', '### So\n\nIt is {carried}.'),
    'en.md',
    18,
  ],
  ['a step without words', 'lesson-prose-empty', prose('How much is left?', ''), 'en.md', 9],
  ['a choice without words', 'lesson-prose-choice', prose('- [lost] Less\n', ''), 'en.md', 9],
  [
    'no answer to a wrong choice',
    'lesson-prose-choice',
    prose('- [!squashed] It is not: {carried}.\n', ''),
    'en.md',
    20,
  ],
  [
    'a choice twice',
    'lesson-prose-repeated',
    prose('- [lost] Less', '- [lost] Less\n- [lost] Little'),
    'en.md',
    15,
  ],
  [
    'a choice that nobody asked for',
    'lesson-prose-item',
    prose('- [lost] Less', '- [lost] Less\n- [more] More'),
    'en.md',
    15,
  ],
  ['a hint missing', 'lesson-prose-hints', prose('- [hint] clamp f\n', ''), 'en.md', 28],
  [
    'a hint too many',
    'lesson-prose-hints',
    prose('- [hint] clamp f', '- [hint] clamp f\n- [hint] f is 0'),
    'en.md',
    28,
  ],
  ['HTML', 'lesson-prose-markdown', prose('Intro.', '<script>alert(1)</script>'), 'en.md', 3],
  [
    'HTML deep in a list',
    'lesson-prose-markdown',
    prose('Intro.', 'Intro.\n\n- one\n- two\n  and <b>three</b>'),
    'en.md',
    7,
  ],
  [
    'a picture',
    'lesson-prose-markdown',
    prose('Forget everything.', 'Forget\neverything ![x](y).'),
    'en.md',
    31,
  ],
  [
    'a placeholder for no claim',
    'lesson-prose-placeholder',
    prose('It is {carried}.', 'It is\n{curried}.'),
    'en.md',
    19,
  ],
  [
    'a placeholder in the title',
    'lesson-prose-early',
    prose('A small lesson', 'A lesson {carried}'),
    'en.md',
    1,
  ],
  [
    'one for no claim in the introduction',
    'lesson-prose-placeholder',
    prose('Intro.', 'Intro {curried}.'),
    'en.md',
    3,
  ],
  [
    'a placeholder before its claim',
    'lesson-prose-early',
    prose('How much is left?', 'How much is left? {carried}'),
    'en.md',
    11,
  ],
  [
    'a placeholder in one language',
    'lesson-prose-differs',
    prose('It is {carried}.', 'It is so.'),
    'en.md',
    16,
  ],
  [
    'the same in an answer',
    'lesson-prose-differs',
    prose('It is not: {carried}.', 'It is not.'),
    'en.md',
    20,
  ],
  [
    'a change that tells what it will measure',
    'lesson-prose-waits',
    changed('Then it is\n{kept-too}.'),
    'en.md',
    37,
  ],
  [
    'what to look at that tells what will be measured',
    'lesson-prose-waits',
    prose('It is {carried}.', '- [look] Look for {carried}.\n\nIt is {carried}.'),
    'en.md',
    18,
  ],
  [
    'words after a run with a mark of a change',
    'lesson-prose-item',
    prose('It is {carried}.', 'It is {carried}.\n\n- [after] So it is.'),
    'en.md',
    20,
  ],
  [
    'a picture to look at of a result that the step has not',
    'lesson-unknown',
    script('    claims:', '    look: [end.c, solved]\n    claims:'),
    YAML,
    21,
  ],
  [
    'a picture to look at that the result has not',
    'lesson-unknown',
    script('    claims:', '    look: [end.c, end.q]\n    claims:'),
    YAML,
    21,
  ],
  [
    'a block that has no end',
    'lesson-prose-limit',
    prose('Intro.', 'word '.repeat(500)),
    'en.md',
    3,
  ],
  [
    'marks in thousands',
    'lesson-prose-limit',
    prose('Intro.', '*a_'.repeat(40_000 / 3)),
    'en.md',
    3,
  ],
  [
    'quotations in quotations',
    'lesson-prose-limit',
    prose('Intro.', 'Intro.\n\n'.concat('>'.repeat(20_000))),
    'en.md',
    5,
  ],
  ['lists in lists', 'lesson-prose-limit', prose('Intro.', '- - - - - - x'), 'en.md', 3],
  ['escape codes in prose', 'lesson-control', prose('Intro.', 'Intro \u001b[31mred'), 'en.md', 3],
  [
    'marks that turn the writing round',
    'lesson-control',
    prose('Intro.', 'Intro \u202e.'),
    'en.md',
    3,
  ],
  [
    'bytes that are no text',
    'lesson-missing',
    { en: Uint8Array.from([0xff, 0xfe, 0x00]) },
    'en.md',
    null,
  ],
  [
    'a file that is too large',
    'lesson-too-large',
    { en: `# x\n${'a\n\n'.repeat(100_000)}` },
    'en.md',
    null,
  ],
]

/** Aliases of aliases: a billion entries from ten lines. */
function bomb(): string {
  const levels = Array.from(
    { length: 12 },
    (_, n) =>
      `a${n}: &a${n} [${
        n === 0
          ? 'x'
          : Array(10)
              .fill(`*a${n - 1}`)
              .join(', ')
      }]`,
  )
  return `${SCRIPT}${levels.join('\n')}\n`
}
